"""One season of patrols: shifts, tracks, statuses, and the visits that truly happened."""
