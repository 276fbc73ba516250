"""Look at what is in the data folder, now or as it was known, and take it away."""
