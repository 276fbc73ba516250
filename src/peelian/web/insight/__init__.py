"""Pages of the tools in the insight room."""
