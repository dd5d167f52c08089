"""Ballots: paper, cards, voting, closing, counting, results."""

from app.rooms.ballots.desk_words import DESK_REFUSALS
from app.rooms.ballots.words import REFUSALS
from app.web.words import WORDS

WORDS.update(REFUSALS | DESK_REFUSALS)
