"""Forms at the place where the data is kept, filled in as far as a page knows the answers."""
