"""Notices: an outbox that tells staff that something waits, and nothing of what it is."""
