"""The board of the story: seats under aliases, a rulebook, three meetings with their votes."""

from collections.abc import Iterator
from datetime import date, datetime, time
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from app.demo.proposals import put_on_agenda_of
from app.demo.stage import Moment, Stage, at, day_of
from app.domain.agenda import ItemKind
from app.domain.counting.consent import Stance
from app.domain.counting.majority import Choice
from app.domain.motion_rules import Method
from app.domain.quorum import Movement
from app.domain.rulebook import DEMONSTRATION_RULEBOOK
from app.domain.seats import SeatClass
from app.domain.terms import Office
from app.models.board import Meeting, Motion
from app.rooms.board.agendas import NewItem, add_item
from app.rooms.board.attendance import note_passage
from app.rooms.board.closing import close_motion, publish_motion
from app.rooms.board.filling import NewTerm, add_seat, fill_seat
from app.rooms.board.meeting_queries import get_meeting, list_items
from app.rooms.board.meetings import NewMeeting, close_meeting, give_notice, open_meeting, plan_meeting
from app.rooms.board.minutes import adopt_minutes, draft_minutes
from app.rooms.board.moments import Moment as When
from app.rooms.board.motions import NewMotion, open_motion, put_motion
from app.rooms.board.rulebooks import enter_rulebook
from app.rooms.board.stipends import Handover, list_stipends, pay_stipend
from app.rooms.board.votes import Said, begin_next_round, cast_vote, recuse

Entry = dict[str, Any]  # Any: one entry of the data file

BEGUN = date(2026, 8, 17)
TERM_BEGAN = {"2027-06": date(2025, 6, 30), "2028-06": date(2026, 6, 29)}
ACCOUNTS = {
    "B-1": "chair",
    "B-2": "member1",
    "B-3": "member2",
    "B-4": "member3",
    "B-5": "secretary",
    "B-6": "member4",
    "B-8": "member5",
    "B-9": "member6",
}
OFFICES = {"co_chair": Office.CO_CHAIR, "secretary": Office.SECRETARY}

CLASSES = {
    "lived_experience": SeatClass.LIVED_EXPERIENCE,
    "community_ally": SeatClass.COMMUNITY_ALLY,
    "staff_liaison": SeatClass.STAFF_LIAISON,
}
PROPOSALS = {"M-1": ("P-04",), "M-2": ("P-01", "P-05", "P-03"), "M-3": ("P-07", "P-02")}
OWN_ITEMS = {
    "M-1": ("Bathroom checks: first talk, no vote", "Who is missing from this table? Vacant seat"),
    "M-2": (),
    "M-3": ("Moment for people we lost", "Nominations for January seats"),
}


def moments_of_board(data: Entry) -> Iterator[Moment]:
    """The table is set, then each meeting is planned, announced, held, written up and adopted."""
    yield Moment(at(BEGUN), 10, partial(_set_the_table, data))
    for order, entry in enumerate(data["meetings"]):
        held = date.fromisoformat(entry["date"])
        base = 3000 + 100 * order
        steps = (
            (at(date.fromordinal(held.toordinal() - 21)), _plan),
            (at(date.fromordinal(held.toordinal() - 4)), _announce),
            (at(held, 17, 30), _hold),
            (at(date.fromordinal(held.toordinal() + 1)), _draft_minutes),
            (at(date.fromordinal(held.toordinal() + 6)), _adopt_minutes),
        )
        for place, (when, act) in enumerate(steps):
            yield Moment(when, base + place, partial(_play, act, entry))


def _play(act: Any, entry: Entry, stage: Stage, session: Session, now: datetime) -> None:  # Any: one of ours
    act(stage, session, entry, now)


def _set_the_table(data: Entry, stage: Stage, session: Session, now: datetime) -> None:
    chair, today = stage.actor("chair"), day_of(now)
    enter_rulebook(session, chair, DEMONSTRATION_RULEBOOK, in_force_on=today, today=today)
    for entry in data["board"]:
        seat = add_seat(session, chair, CLASSES[entry["seat"]], is_voting=entry["voting"], today=today)
        stage.refs[entry["id"]] = seat.ref
        if entry["display_name"]:
            ends = entry.get("term_ends")
            term = NewTerm(
                entry["display_name"],
                TERM_BEGAN[ends] if ends else today,
                office=OFFICES.get(entry["role"], Office.MEMBER),
                interests="; ".join(entry.get("interests", ())),
                account=ACCOUNTS.get(entry["id"], ""),
            )
            fill_seat(session, chair, seat, term, today=today)


def _plan(stage: Stage, session: Session, entry: Entry, now: datetime) -> None:
    new = NewMeeting(
        place=entry["place"],
        held_on=date.fromisoformat(entry["date"]),
        starts=time.fromisoformat(entry["starts"]),
        ends=time.fromisoformat(entry["ends"]),
        has_food=entry["food"],
        stipend_amount=entry["stipend_usd"],
    )
    meeting = plan_meeting(session, stage.actor("chair"), new, today=day_of(now))
    stage.refs[entry["id"]] = meeting.ref


def _announce(stage: Stage, session: Session, entry: Entry, now: datetime) -> None:
    chair, meeting, today = stage.actor("chair"), _meeting(stage, session, entry), day_of(now)
    for name in PROPOSALS[entry["id"]]:
        put_on_agenda_of(stage, session, meeting, name, today)
    for title in OWN_ITEMS[entry["id"]]:
        add_item(session, chair, meeting, NewItem(ItemKind.OTHER, title=title), today=today)
    give_notice(session, chair, meeting, moment=When(now, today))


def _hold(stage: Stage, session: Session, entry: Entry, now: datetime) -> None:
    chair, meeting, when = stage.actor("chair"), _meeting(stage, session, entry), When(now, day_of(now))
    open_meeting(session, chair, meeting, today=when.on)
    for member in entry["present"]:
        note_passage(session, chair, meeting, seat_ref=stage.refs[member], move=Movement.ARRIVED, moment=when)
    for decision in [one for one in stage.data["decisions"] if one["meeting"] == entry["id"]]:
        _decide(stage, session, meeting, entry["present"], decision, when)
    close_meeting(session, chair, meeting, today=when.on)
    for line in list_stipends(session, meeting):
        paid = Handover(line.seat, when.on)
        pay_stipend(session, stage.actor("secretary"), meeting, paid, today=when.on)


def _decide(
    stage: Stage, session: Session, meeting: Meeting, present: list[str], decision: Entry, when: When
) -> None:
    chair = stage.actor("chair")
    ref = stage.refs[decision["proposal"]]
    item = next(one for one in list_items(session, meeting) if one.subject == ref)
    method = Method.CONSENT if decision["method"] == "consent_round" else Method.VOTE
    motion = put_motion(session, chair, meeting, NewMotion(method=method), item=item, today=when.on)
    stage.refs[f"{decision['id']}-motion"] = motion.ref
    stepped_out = {one["member"]: one["reason"] for one in decision.get("recusals", ())}
    for member, reason in stepped_out.items():
        recuse(session, stage.actor(ACCOUNTS[member]), motion, reason=reason, moment=when)
    open_motion(session, chair, motion, moment=when)
    voters = [member for member in present if member not in stepped_out]
    if method is Method.VOTE:
        for member, choice in zip(voters, _choices(decision["tally"]), strict=True):
            _say(stage, session, motion, member, Said(choice), when)
    else:
        _go_round(stage, session, motion, voters, decision, when)
    close_motion(session, chair, motion, moment=when)
    publish_motion(session, chair, motion, today=when.on)


def _choices(tally: Entry) -> list[Choice]:
    return [Choice.YES] * tally["yes"] + [Choice.NO] * tally["no"] + [Choice.ABSTAIN] * tally["abstain"]


def _go_round(
    stage: Stage, session: Session, motion: Motion, voters: list[str], decision: Entry, when: When
) -> None:
    """Both rounds that the rulebook gives: the objection stands in each."""
    objections = {one["by"]: one["reason"] for one in decision["objections"]}
    for number in range(1, DEMONSTRATION_RULEBOOK.consent_rounds + 1):
        if number > 1:
            begin_next_round(session, stage.actor("chair"), motion, moment=when)
        for member in voters:
            stance = Stance.OBJECT if member in objections else Stance.CONSENT
            _say(stage, session, motion, member, Said(stance, objections.get(member, "")), when)


def _say(stage: Stage, session: Session, motion: Motion, member: str, said: Said, when: When) -> None:
    cast_vote(session, stage.actor(ACCOUNTS[member]), motion, said, moment=when)


def _draft_minutes(stage: Stage, session: Session, entry: Entry, now: datetime) -> None:
    draft_minutes(session, stage.actor("secretary"), _meeting(stage, session, entry), today=day_of(now))


def _adopt_minutes(stage: Stage, session: Session, entry: Entry, now: datetime) -> None:
    meeting = _meeting(stage, session, entry)
    adopt_minutes(session, stage.actor("chair"), meeting, version=meeting.version, today=day_of(now))


def _meeting(stage: Stage, session: Session, entry: Entry) -> Meeting:
    return get_meeting(session, stage.refs[entry["id"]])
