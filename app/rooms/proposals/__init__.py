"""Proposals: from somebody's words to an item on the board's agenda, with versions, screening and support."""
