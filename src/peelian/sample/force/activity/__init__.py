"""Staff looking up records through a year: mostly for their work, sometimes not."""
