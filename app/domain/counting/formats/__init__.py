"""Files of ballots: BLT, ABIF and our own openings."""
