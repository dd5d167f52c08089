"""What the house asks of its own files."""
