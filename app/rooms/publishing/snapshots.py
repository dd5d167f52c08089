"""The counts of voices, counted once a month by the regular work: the page then reads one row.

Until that has run, and after the languages changed, they are counted when they are asked for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.domain.measures import Answered, Tally
from app.domain.public_numbers import VoiceCounts, last_week_counted
from app.domain.weeks import Week
from app.models.numbers import VoiceSnapshot
from app.rooms.publishing.voice_counts import count_voices
from app.web.public_version import raise_public_version

LISTS = ("by_kind", "by_language", "by_channel", "by_theme", "changed")
TALLIES = ("real_answer", "safety_in_time", "appeals_in_time")
COUNTED_AS = 2
"""Raised with what is counted: a snapshot of the program before holds fewer counts, and is not read."""


def get_voice_counts(session: Session, *, languages: Sequence[str], today: date) -> VoiceCounts:
    """As the snapshot of this month has them, else counted now."""
    kept = session.get(VoiceSnapshot, _key(languages, today))
    return from_json(kept.counts) if kept else count_voices(session, languages=languages, today=today)


def keep_voice_counts(session: Session, *, languages: Sequence[str], today: date) -> bool:
    """Count for this month, unless that was done. For the regular work."""
    key = _key(languages, today)
    if session.get(VoiceSnapshot, key) is not None:
        return False
    counts = count_voices(session, languages=languages, today=today)
    session.execute(delete(VoiceSnapshot))
    session.add(VoiceSnapshot(key=key, counts=to_json(counts)))
    session.flush()
    raise_public_version(session)
    return True


def to_json(counts: VoiceCounts) -> dict[str, Any]:  # Any: as in the table
    """Plain lists and numbers; mappings as pairs, because their order is that of the page."""
    answered = [[str(one.arrived), one.answered and str(one.answered), one.voices] for one in counts.answered]
    plain = asdict(counts)
    return plain | {name: list(plain[name].items()) for name in LISTS} | {"answered": answered}


def from_json(kept: Mapping[str, Any]) -> VoiceCounts:  # Any: as in the table
    """The inverse of ``to_json``."""
    answered = tuple(
        Answered(Week.parse(arrived), Week.parse(week) if week else None, voices)
        for arrived, week, voices in kept["answered"]
    )
    tallies = {name: Tally(**kept[name]) for name in TALLIES}
    lists = {name: dict(kept[name]) for name in LISTS}
    return VoiceCounts(**{**kept, "answered": answered, **tallies, **lists})


def _key(languages: Sequence[str], today: date) -> str:
    return f"{last_week_counted(today)} {','.join(languages)} {COUNTED_AS}"
