"""Where officers should stand, when and for how long; and what was delivered."""
