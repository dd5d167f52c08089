"""Decisions and what follows them."""
