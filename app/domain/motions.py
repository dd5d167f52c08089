"""A motion: the votes that count when it closes, and what they decide by the rules that it opened with."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.domain.counting.chambers import ChambersResult, decide_chambers
from app.domain.counting.consent import Response, Stance, decide_consent
from app.domain.counting.majority import Choice, Standing, YesNo, decide_majority
from app.domain.counting.sentences import Sentence, sentence
from app.domain.errors import IllegalMove, InvalidInput
from app.domain.motion_rules import RulesInForce
from app.domain.outcomes import Outcome
from app.domain.quorum import Quorum, Room, count_quorum, meets_composition
from app.domain.seats import Seat


@dataclass(frozen=True)
class Vote:
    """One seat's choice. ``holder`` is the term that filled the seat when it was cast."""

    seat: str
    holder: str
    choice: Choice


@dataclass(frozen=True)
class Answer:
    """One seat's answer in a consent round; an objection needs its reason to weigh."""

    seat: str
    holder: str
    stance: Stance
    reason: str = ""
    answered: bool = False


class NotCounted(StrEnum):
    """Why a vote that was cast does not count at the close."""

    NO_SUCH_SEAT = "no_such_seat"
    NON_VOTING = "non_voting"
    VACANT = "vacant"
    ENDED = "ended"
    RECUSED = "recused"
    NOT_IN_THE_ROOM = "not_in_the_room"


@dataclass(frozen=True)
class LeftOut:
    """A seat whose vote was not counted, and why."""

    seat: str
    why: NotCounted


@dataclass(frozen=True)
class MotionResult:
    """How it ended. ``yes/whole`` is the exact fraction, ``needed`` the yes votes that would have adopted.

    In a consent round ``votes`` holds consents, upheld objections and those who stood aside, and ``whole``
    is everybody who was counted.
    """

    outcome: Outcome
    votes: YesNo
    whole: int
    needed: int
    quorum: Quorum
    composition_met: bool
    left_out: tuple[LeftOut, ...]
    objections: tuple[Answer, ...]
    sentences: tuple[Sentence, ...]


def check_recusal(reason: str) -> str:
    """The reason as it will be published; without one ``InvalidInput``."""
    if not reason.strip():
        raise InvalidInput("recusal_needs_reason", field="reason")
    return reason.strip()


def why_not_counted(vote: Vote | Answer, room: Room) -> NotCounted | None:
    """None when it counts. The room at the close decides: whoever has left it by then is not counted."""
    seat = next((one for one in room.seats if one.ref == vote.seat), None)
    if seat is None:
        return NotCounted.NO_SUCH_SEAT
    if not seat.voting:
        return NotCounted.NON_VOTING
    if not seat.is_filled(room.on):
        return NotCounted.VACANT
    return _why_absent(vote, seat, room)


def _why_absent(vote: Vote | Answer, seat: Seat, room: Room) -> NotCounted | None:
    if seat.holder != vote.holder:
        return NotCounted.ENDED
    if seat.ref in room.recused:
        return NotCounted.RECUSED
    return None if seat.ref in room.present else NotCounted.NOT_IN_THE_ROOM


def close_vote(rules: RulesInForce, votes: Iterable[Vote], room: Room, *, void: bool = False) -> MotionResult:
    """Count yes, no and abstain. One vote a seat, else ``InvalidInput("seat_votes_once")``."""
    cast = tuple(votes)
    _check_once([vote.seat for vote in cast])
    choices = [vote.choice for vote in cast if why_not_counted(vote, room) is None]
    tally = YesNo(*(choices.count(choice) for choice in (Choice.YES, Choice.NO, Choice.ABSTAIN)))
    quorum, standing = _standing(rules, room, void=void)
    counted = decide_majority(
        tally, rules.majority, present=quorum.present, seats=quorum.filled, standing=standing
    )
    left_out = _left_out(cast, room)
    return MotionResult(
        outcome=counted.outcome,
        votes=tally,
        whole=counted.whole,
        needed=counted.needed,
        quorum=quorum,
        composition_met=standing.composition_met,
        left_out=left_out,
        objections=(),
        sentences=_explain(quorum, standing, left_out, counted.sentences),
    )


def close_consent(
    rules: RulesInForce, answers: Iterable[Answer], room: Room, *, void: bool = False
) -> MotionResult:
    """End a consent round. ``IllegalMove("round_not_finished")`` until everybody who counts was asked."""
    given = tuple(answers)
    _check_once([answer.seat for answer in given])
    counting = {answer.seat: answer for answer in given if why_not_counted(answer, room) is None}
    quorum, standing = _standing(rules, room, void=void)
    if standing.defect is None and len(counting) < quorum.present:
        raise IllegalMove("round_not_finished", missing=quorum.present - len(counting))
    round_ = decide_consent((_response(answer) for answer in counting.values()), standing=standing)
    left_out = _left_out(given, room)
    blocking = tuple(counting[one.seat] for one in round_.objections)
    return MotionResult(
        outcome=round_.outcome,
        votes=YesNo(round_.consenting, len(blocking), round_.aside + len(round_.unreasoned)),
        whole=len(counting),
        needed=len(counting) - round_.aside - len(round_.unreasoned),
        quorum=quorum,
        composition_met=standing.composition_met,
        left_out=left_out,
        objections=blocking,
        sentences=_explain(quorum, standing, left_out, round_.sentences),
    )


def _response(answer: Answer) -> Response:
    return Response(answer.seat, answer.stance, answer.reason, answer.answered)


def _check_once(seats: list[str]) -> None:
    if len(set(seats)) != len(seats):
        raise InvalidInput("seat_votes_once", field="choice")


def _standing(rules: RulesInForce, room: Room, *, void: bool) -> tuple[Quorum, Standing]:
    quorum = count_quorum(room, rules.quorum)
    composed = meets_composition(room, rules.lived_experience_share)
    return quorum, Standing(quorate=quorum.is_met, composition_met=composed, void=void)


def _left_out(cast: Iterable[Vote | Answer], room: Room) -> tuple[LeftOut, ...]:
    return tuple(LeftOut(vote.seat, why) for vote in cast if (why := why_not_counted(vote, room)) is not None)


def _explain(
    quorum: Quorum, standing: Standing, left_out: tuple[LeftOut, ...], counted: tuple[Sentence, ...]
) -> tuple[Sentence, ...]:
    composed = "composition_met" if standing.composition_met else "composition_not_met"
    return (
        *quorum.sentences(),
        sentence(composed, lived=quorum.lived_filled, filled=quorum.filled),
        *(sentence(f"not_counted_{one.why}", seat=one.seat) for one in left_out),
        *counted,
    )


def join_chambers(rules: RulesInForce, board: Outcome, *, participants: Outcome | None) -> ChambersResult:
    """The result of the whole; where the rules ask for both, ``IllegalMove`` until participants voted."""
    if not rules.both_chambers:
        return decide_chambers({"board": board})
    if participants is None:
        raise IllegalMove("participants_have_not_voted")
    return decide_chambers({"board": board, "participants": participants})
