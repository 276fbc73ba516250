"""Patrol plan: which places, which callsign, when and for how long, each with its reason."""
