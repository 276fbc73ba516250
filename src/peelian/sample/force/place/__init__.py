"""The fictional county: settlements, streets, addresses, premises and areas."""
