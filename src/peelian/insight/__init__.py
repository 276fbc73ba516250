"""What is happening, where, and what is changing."""
