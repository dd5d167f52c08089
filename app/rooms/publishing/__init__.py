"""Publishing: the first page, answers, what we protect, open data and feeds, for everybody."""
