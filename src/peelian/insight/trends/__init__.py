"""What is changing: which area and crime type rose more than chance allows."""
