"""Methods, tallies and ballot formats: exact numbers, reported ties, no clock, no chance, no I/O."""
