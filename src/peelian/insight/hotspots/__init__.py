"""Where crime and harm concentrate, how steadily, and against what baseline."""
