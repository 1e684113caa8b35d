"""Real plans with real figures, as far as they were found; each figure names where it was read."""
