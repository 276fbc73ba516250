"""The casework database, step by step."""
