"""Boards to vote with: the demonstration organisation's own, and random ones."""

from datetime import date

from hypothesis import strategies as st

from app.domain.counting.majority import Base, Choice, MajorityRule, Share
from app.domain.mandate import Matter, Power
from app.domain.motion_rules import Method, RulesInForce, copy_rules
from app.domain.motions import Vote
from app.domain.quorum import QuorumRule, Room
from app.domain.rulebook import DEMONSTRATION_RULEBOOK
from app.domain.seats import Seat, SeatClass

TODAY = date(2026, 10, 8)
LIVED = ("B-1", "B-2", "B-3", "B-4", "B-5", "B-6", "B-7")
ALLIES = ("B-8", "B-9")


def seat(ref: str, seat_class: SeatClass, *, holder: str | None = "somebody") -> Seat:
    named = holder and f"{ref}-{holder}"
    return Seat(ref, seat_class, voting=seat_class is not SeatClass.STAFF_LIAISON, holder=named)


def demonstration_board() -> tuple[Seat, ...]:
    """Nine voting seats, seven of lived experience, B-7 vacant, and two staff liaisons."""
    return (
        *(
            seat(ref, SeatClass.LIVED_EXPERIENCE, holder=None if ref == "B-7" else "somebody")
            for ref in LIVED
        ),
        *(seat(ref, SeatClass.COMMUNITY_ALLY) for ref in ALLIES),
        seat("B-10", SeatClass.STAFF_LIAISON),
        seat("B-11", SeatClass.STAFF_LIAISON),
    )


def room(*present: str, recused: frozenset[str] = frozenset(), on: date = TODAY) -> Room:
    return Room(demonstration_board(), on, frozenset(present), recused)


def votes(yes: str = "", no: str = "", abstain: str = "") -> list[Vote]:
    """``votes(yes="1 2", no="8")``: seats by the number behind ``B-``."""
    chosen = {Choice.YES: yes, Choice.NO: no, Choice.ABSTAIN: abstain}
    return [
        Vote(f"B-{number}", f"B-{number}-somebody", choice)
        for choice, numbers in chosen.items()
        for number in numbers.split()
    ]


def demonstration_rules(
    matter: Matter = Matter.SERVICES, *, power: Power = Power.RECOMMEND, method: Method = Method.VOTE
) -> RulesInForce:
    return copy_rules(DEMONSTRATION_RULEBOOK, matter, power=power, method=method)


@st.composite
def majorities(draw: st.DrawFn) -> MajorityRule:
    """Any majority that a rulebook accepts: more than half, or at least something above it."""
    denominator = draw(st.integers(2, 12))
    numerator = draw(st.integers((denominator + 1) // 2, denominator))
    half = numerator * 2 == denominator
    strict = half or (numerator < denominator and draw(st.booleans()))
    return MajorityRule(Share(numerator, denominator, strict=strict), draw(st.sampled_from(Base)))


@st.composite
def shares(draw: st.DrawFn) -> Share:
    """Any share that somebody can reach and that asks for anybody at all."""
    denominator = draw(st.integers(1, 12))
    numerator = draw(st.integers(1, denominator))
    return Share(numerator, denominator, strict=numerator < denominator and draw(st.booleans()))


@st.composite
def rules(draw: st.DrawFn) -> RulesInForce:
    return RulesInForce(
        rulebook_version=1,
        matter=Matter.SERVICES,
        power=Power.RECOMMEND,
        method=Method.VOTE,
        quorum=QuorumRule(draw(shares()), draw(shares())),
        lived_experience_share=draw(shares()),
        majority=draw(majorities()),
        consent_rounds=2,
        both_chambers=False,
    )


@st.composite
def rooms(draw: st.DrawFn) -> Room:
    """Up to 14 seats of any class, some vacant, some ended, some absent, some recused."""
    seats = tuple(
        Seat(
            f"S{number}",
            draw(st.sampled_from(SeatClass)),
            voting=draw(st.sampled_from([True, True, True, False])),
            holder=draw(st.sampled_from([None, "new", *["now"] * 6])),
            ends_on=draw(st.sampled_from([None, None, None, TODAY, date(2027, 1, 1)])),
        )
        for number in range(draw(st.integers(1, 14)))
    )
    refs = [one.ref for one in seats]
    return Room(
        seats,
        TODAY,
        frozenset(draw(st.sets(st.sampled_from(refs)))),
        frozenset(draw(st.sets(st.sampled_from(refs), max_size=3))),
    )


@st.composite
def cast_in(draw: st.DrawFn, where: Room) -> list[Vote]:
    """Votes from any of the seats, whether they may vote or not."""
    refs = [one.ref for one in where.seats]
    chosen = draw(st.sets(st.sampled_from([*refs, "elsewhere"])))
    return [Vote(ref, "now", draw(st.sampled_from(Choice))) for ref in sorted(chosen)]
