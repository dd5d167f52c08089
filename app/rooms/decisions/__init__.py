"""Decisions and what follows them: replies, policies, steps, report-backs, reviews."""

from app.rooms.decisions.desk_words import DECISION_WORDS
from app.web.words import WORDS

WORDS.update(DECISION_WORDS)
