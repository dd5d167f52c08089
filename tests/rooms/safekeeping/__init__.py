"""Keys, what is erased, and what is kept."""
