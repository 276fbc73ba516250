"""What kinds of crime there are, and how risk is spread over a county."""
