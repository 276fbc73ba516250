"""The arithmetic of hot spots: arrays in, arrays out."""
