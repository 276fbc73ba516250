"""How good the data is, in six dimensions, so that nobody has to take it on trust."""
