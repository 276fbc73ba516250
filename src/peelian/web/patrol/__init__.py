"""Pages of the tools in the patrol room."""
