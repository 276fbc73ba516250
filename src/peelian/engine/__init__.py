"""Where tables live and run: the lake, SQL in one dialect, steps over Arrow."""
