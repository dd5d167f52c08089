"""Answers: written at the desk to a voice, several or a theme, and published with outcome and reason."""
