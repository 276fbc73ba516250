"""Pages of the room `sample`."""
