"""Arithmetic of a patrol plan: joining hot spots, sharing out visits, and timing them.

Arrays in, arrays out. Places are metres on any plane grid, times are whole minutes from the start
of the shift. Chance comes only from the generator passed in.
"""
