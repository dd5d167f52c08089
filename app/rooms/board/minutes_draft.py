"""The first draft of minutes, from what happened: numbers, items, motions, results.

It names nobody for being there: beside the head counts that would tell the class of whoever was away.
"""

from collections.abc import Iterator, Mapping

from babel.dates import format_date, format_time
from sqlalchemy.orm import Session

from app.models.board import AgendaItem, Meeting, Motion
from app.rooms.board.desk_words import MINUTES_WORDS
from app.rooms.board.meeting_queries import list_items
from app.rooms.board.motions import list_motions
from app.rooms.board.results import sentences_of
from app.rooms.board.sentence_words import in_words
from app.rooms.board.words import ITEM_KINDS, name_of
from app.web import languages
from app.web.languages import gettext


def draft_of(session: Session, meeting: Meeting) -> str:
    """Plain text in the current language, a blank line between parts."""
    motions = list_motions(session, meeting)
    parts = ["\n".join(_head(meeting))]
    for number, item in enumerate(list_items(session, meeting), start=1):
        own = [motion for motion in motions if motion.item_id == item.id]
        parts.append("\n".join(_item(number, item, own)))
    parts += ["\n".join(_motion(motion)) for motion in motions if motion.item_id is None]
    return "\n\n".join(part for part in parts if part)


def _head(meeting: Meeting) -> Iterator[str]:
    here = languages.locale(languages.current())
    yield _say(
        "head",
        {
            "day": format_date(meeting.held_on, format="long", locale=here),
            "starts": format_time(meeting.starts, format="short", locale=here),
            "ends": format_time(meeting.ends, format="short", locale=here),
            "place": meeting.place,
        },
    )
    if meeting.notice_is_late:
        yield _say("late", {})
    if meeting.head_counts:
        yield _say("came", meeting.head_counts)
        yield _say("came_lived", meeting.head_counts)


def _item(number: int, item: AgendaItem, motions: list[Motion]) -> Iterator[str]:
    yield f"{number}. {item.title or name_of(ITEM_KINDS, item.kind)}"
    if item.notes:
        yield item.notes
    for motion in motions:
        yield from _motion(motion)


def _motion(motion: Motion) -> Iterator[str]:
    result = motion.result
    if result is None:
        return
    yield _say("put", {"title": motion.title, "text": motion.text})
    yield from (_say("recused" if one["who"] else "recused_unnamed", one) for one in result["recusals"])
    yield from (_say("concern", one) for one in result["concerns"])
    yield from (_say("answered", one) for one in result["answered"])
    yield from (in_words(one) for one in sentences_of(motion))


def _say(key: str, facts: Mapping[str, object]) -> str:
    return gettext(MINUTES_WORDS[key]) % facts
