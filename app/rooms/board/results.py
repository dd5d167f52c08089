"""A result as it is stored and published: exact numbers, sentences as keys and facts, aliases for seats.

Where a name beside the head counts would give away the class of a seat (somebody stepped out, or was not
in the room), the alias stands there only if the member lets their class be shown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from app.domain.counting.consent import Stance
from app.domain.counting.sentences import Sentence
from app.domain.ledger.canonical import Value
from app.domain.motions import Answer, MotionResult
from app.models.board import Motion
from app.rooms.board.seats import SeatLine


@dataclass(frozen=True)
class Names:
    """Aliases by seat; ``shown`` are the seats whose class may stand beside their alias."""

    aliases: Mapping[str, str]
    shown: frozenset[str]

    @classmethod
    def of(cls, lines: Iterable[SeatLine]) -> "Names":
        """The names of a day."""
        filled = [(line.seat.ref, line.term) for line in lines if line.term is not None]
        return cls(
            {ref: term.alias for ref, term in filled},
            frozenset(ref for ref, term in filled if term.shows_class),
        )

    def alias(self, seat: str) -> str:
        """Whoever holds the seat."""
        return self.aliases.get(seat, "")

    def alias_if_shown(self, seat: str) -> str:
        """The alias, or nothing where it would tell a class."""
        return self.alias(seat) if seat in self.shown else ""


def result_to_json(
    result: MotionResult,
    *,
    names: Names,
    recused: Mapping[str, str],
    answers: Iterable[Answer] | None = None,
) -> dict[str, Value]:
    """Integers, words and lists only. ``recused``: reasons by seat; ``answers``: of a round, else None."""
    given = [answer for answer in answers or () if answer.reason.strip()]
    said = [_sentence(one, names) for one in result.sentences]
    return {
        "outcome": result.outcome.value,
        "votes": dict(asdict(result.votes)),
        "whole": result.whole,
        "needed": result.needed,
        "quorum": dict(asdict(result.quorum)),
        "composition_met": result.composition_met,
        "left_out": [
            {"who": names.alias_if_shown(one.seat), "why": one.why.value} for one in result.left_out
        ],
        "recusals": [
            {"who": names.alias_if_shown(seat), "reason": reason} for seat, reason in recused.items()
        ],
        "objections": [_reason(one, names) for one in result.objections],
        "answered": [_reason(one, names) for one in given if one.stance is Stance.OBJECT and one.answered],
        "concerns": [_reason(one, names) for one in given if one.stance is Stance.CONSENT],
        "sentences": said if answers is None else [_in_a_round(one) for one in said],
    }


def sentences_of(motion: Motion) -> tuple[Sentence, ...]:
    """How it was counted, sentence by sentence; none before it closed."""
    if motion.result is None:
        return ()
    return tuple(Sentence(one["key"], one["facts"]) for one in motion.result["sentences"])


def _in_a_round(one: dict[str, Value]) -> dict[str, Value]:
    """An upheld objection defers: the matter comes back, so the words say that."""
    return one | {"key": "outcome_deferred"} if one["key"] == "outcome_not_adopted" else one


def _reason(answer: Answer, names: Names) -> dict[str, Value]:
    return {"who": names.alias(answer.seat), "reason": answer.reason.strip()}


def _sentence(one: Sentence, names: Names) -> dict[str, Value]:
    facts: dict[str, Any] = dict(one.facts)  # Any: facts are words, numbers or lists of words
    key = one.key
    if key.startswith("not_counted_"):
        who = names.alias_if_shown(str(facts.pop("seat")))
        return {"key": key, "facts": {"seat": who}} if who else {"key": f"{key}_unnamed", "facts": {}}
    if "seat" in facts:
        facts["seat"] = names.alias(str(facts["seat"]))
    return {"key": key, "facts": facts}
