"""The arithmetic of trend detection: arrays in, arrays out."""
