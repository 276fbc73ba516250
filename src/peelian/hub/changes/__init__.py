"""What changed: how a republished month differs from what was held of it before."""
