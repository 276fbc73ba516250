"""Data to build, show and test on."""
