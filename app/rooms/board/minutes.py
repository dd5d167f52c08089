"""Minutes: drafted from what happened, sealed to the desk while they are edited, adopted and published."""

from datetime import date

from sqlalchemy.orm import Session

from app.domain.clocks import Timing, minutes_due_on, timing_in_days
from app.domain.errors import IllegalMove, InvalidInput
from app.domain.ledger.leaves import RECORD
from app.domain.lifecycles import MEETING, MeetingState
from app.domain.merging import Merge, merge
from app.domain.permissions import Permission
from app.models.board import Meeting
from app.models.people import Circle
from app.rooms.accounts.circles import CircleName, get_circle
from app.rooms.board.acts import Act, new_salt, write_down
from app.rooms.board.meeting_queries import get_meeting
from app.rooms.board.minutes_draft import draft_of
from app.rooms.board.records import minutes_record
from app.rooms.board.rulebooks import get_rulebook
from app.rooms.feedback.longer import find_longer, take_more_time
from app.vault import boxes
from app.web.actors import Actor
from app.web.public_version import raise_public_version

WITHOUT_MINUTES = (MeetingState.CLOSED.value, MeetingState.MINUTES_DRAFTED.value)
"""Meetings that are over and whose minutes are owed."""


class MinutesClash(IllegalMove):
    """Somebody else kept another text meanwhile. ``merge`` puts both together, ``stored`` is theirs."""

    def __init__(self, merged: Merge, *, stored: str, version: int) -> None:
        super().__init__("changed_meanwhile")
        self.merge = merged
        self.stored = stored
        self.version = version


def draft_minutes(session: Session, actor: Actor, meeting: Meeting, *, today: date) -> None:
    """Make the first draft of a closed meeting."""
    actor.require(Permission.MINUTES_WRITE)
    meeting = get_meeting(session, meeting.ref, lock=True)
    meeting.state = MEETING.move(MeetingState(meeting.state), MeetingState.MINUTES_DRAFTED).value
    meeting.minutes_drafted_on = today
    _seal(session, meeting, draft_of(session, meeting))
    session.flush()
    raise_public_version(session)
    act = Act("minutes.draft", f"meeting:{meeting.ref}", meeting.state)
    write_down(session, actor, act, permission=Permission.MINUTES_WRITE, today=today)


def keep_minutes(
    session: Session, actor: Actor, meeting: Meeting, *, text: str, base: str, version: int
) -> None:
    """Keep what was typed, begun from ``base``. ``MinutesClash`` when ``version`` is not the newest."""
    actor.require(Permission.MINUTES_WRITE)
    meeting = get_meeting(session, meeting.ref, lock=True)
    _check_drafted(meeting)
    if meeting.version != version:
        stored = read_minutes(meeting, actor)
        raise MinutesClash(merge(base, stored, text), stored=stored, version=meeting.version)
    _seal(session, meeting, text)
    session.flush()


def adopt_minutes(session: Session, actor: Actor, meeting: Meeting, *, version: int, today: date) -> None:
    """The board adopted this text: it is public for good, and the sealed draft is gone."""
    actor.require(Permission.MEETING_RUN)
    meeting = get_meeting(session, meeting.ref, lock=True)
    state = MEETING.move(MeetingState(meeting.state), MeetingState.MINUTES_ADOPTED)
    if meeting.version != version:
        raise IllegalMove("changed_meanwhile")
    text = read_minutes(meeting, actor).strip()
    if not text:
        raise InvalidInput("minutes_need_words", field="text")
    meeting.state = state.value
    meeting.minutes, meeting.sealed_minutes = text, None
    meeting.minutes_adopted_on = today
    meeting.ledger_salt = new_salt()
    meeting.version += 1
    session.flush()
    raise_public_version(session)
    act = Act(
        "minutes.adopt",
        f"meeting:{meeting.ref}",
        meeting.state,
        records={RECORD: minutes_record(meeting)},
        salt=meeting.ledger_salt,
    )
    meeting.ledger_leaf = write_down(session, actor, act, permission=Permission.MEETING_RUN, today=today)


def extend_minutes(
    session: Session, actor: Actor, meeting: Meeting, *, to: date, reason: str, today: date
) -> None:
    """More time for the minutes, with a public reason; ``IllegalMove`` before the end and after adoption."""
    actor.require(Permission.MINUTES_WRITE)
    meeting = get_meeting(session, meeting.ref, lock=True)
    if meeting.state not in WITHOUT_MINUTES:
        raise IllegalMove("minutes_not_open")
    due = minutes_due_on(meeting.held_on, get_rulebook(session, meeting.held_on).clocks)
    row = take_more_time(session, f"minutes:{meeting.ref}", due, to=to, reason=reason, today=today)
    raise_public_version(session)
    facts = {"until": row.due_is_on.isoformat()}
    act = Act("minutes.extend", f"meeting:{meeting.ref}", meeting.state, facts=facts)
    write_down(session, actor, act, permission=Permission.MINUTES_WRITE, today=today)


def read_minutes(meeting: Meeting, actor: Actor) -> str:
    """The draft, or the adopted text; ``CannotOpen`` for one outside the desk's circle."""
    if meeting.minutes is not None:
        return meeting.minutes
    if meeting.sealed_minutes is None or meeting.desk_circle_id is None:
        return ""
    return boxes.open_text(actor.key_of_circle(meeting.desk_circle_id), meeting.sealed_minutes)


def minutes_timing(session: Session, meeting: Meeting, today: date) -> Timing:
    """Where the minutes stand against their clock, by the rulebook of the day of the meeting."""
    clocks = get_rulebook(session, meeting.held_on).clocks
    return timing_in_days(
        minutes_due_on(meeting.held_on, clocks),
        today,
        extension=find_longer(session, f"minutes:{meeting.ref}"),
        done_on=meeting.minutes_adopted_on,
    )


def _check_drafted(meeting: Meeting) -> None:
    if meeting.state != MeetingState.MINUTES_DRAFTED.value:
        raise IllegalMove("minutes_not_open")


def _seal(session: Session, meeting: Meeting, text: str) -> None:
    circle: Circle = get_circle(session, CircleName.DESK)
    meeting.desk_circle_id = circle.id
    meeting.sealed_minutes = boxes.seal_text(circle.public_key, text)
    meeting.version += 1
