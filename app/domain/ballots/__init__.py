"""Ballots: the paper that is frozen, what may stand on a vote, the box, and what a count means."""
