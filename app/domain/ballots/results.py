"""What a count means: each chamber by the paper's own rules, then the whole.

The same functions make the official result and anybody's recount, from the same openings.
"""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.ballots.paper import NO, YES, BallotMethod, BoardAtOpening, Chamber, Paper
from app.domain.counting.chambers import decide_chambers
from app.domain.counting.formats.openings import VERSION, canonical_line, read_openings
from app.domain.counting.majority import SOUND, Standing, YesNo, decide_majority
from app.domain.counting.methods import count
from app.domain.counting.result import Result, as_json
from app.domain.counting.sentences import Sentence
from app.domain.ledger.canonical import Value
from app.domain.outcomes import Outcome
from app.domain.rulebook_document import Plain

LEAST_OPENED = 10
"""Fewer votes than this in a chamber are never opened one by one: only the totals are published."""


@dataclass(frozen=True)
class ChamberCount:
    """One chamber: the count, how it ended, and the sentences that say why.

    ``outcome`` is None where options were chosen rather than a question answered.
    """

    chamber: Chamber
    cast: int
    result: Result
    outcome: Outcome | None
    sentences: tuple[Sentence, ...]


def openings_file(paper: Paper, opened: Iterable[Mapping[str, object]]) -> bytes:
    """``openings/1`` of one chamber; lines are sorted by their bytes, so that their order says nothing."""
    lines = sorted(canonical_line(one) for one in opened)
    return canonical_line(openings_header(paper)) + b"".join(lines)


def openings_header(paper: Paper) -> dict[str, object]:
    """The first line: what was voted on."""
    return {
        "sayso": VERSION,
        "method": paper.method.value,
        "options": [one.name for one in paper.options],
        "seats": paper.seats,
        "title": paper.ref,
    }


def count_chamber(paper: Paper, chamber: Chamber, openings: bytes) -> ChamberCount:
    """Count one chamber's openings by the paper."""
    profile = read_openings(io.BytesIO(openings))
    result = count(profile, paper.method.value)
    cast = profile.ballots
    if paper.method is not BallotMethod.MAJORITY:
        return ChamberCount(chamber, cast, result, None, result.sentences)
    yes_no = _yes_no(result, cast)
    standing = board_standing(paper.board, cast) if chamber is Chamber.BOARD and paper.board else SOUND
    rule = paper.rule_for(chamber)
    seats = paper.board.filled if paper.board else 0
    decided = decide_majority(yes_no, rule, present=cast, seats=seats, standing=standing)
    return ChamberCount(chamber, cast, result, decided.outcome, decided.sentences)


def least_lived(board: BoardAtOpening, cast: int) -> int:
    """How many of the votes must have come from lived-experience seats, whoever voted: a secret vote does
    not say more, and a quorum has to be certain."""
    others = board.filled - board.lived_filled
    return max(0, min(board.lived_filled, cast - others))


def board_standing(board: BoardAtOpening, cast: int) -> Standing:
    """Whether enough seats voted, and for certain enough of lived experience."""
    quorate = board.quorum.all_seats.is_reached(cast, board.filled)
    lived = board.quorum.lived_experience.is_reached(least_lived(board, cast), board.lived_filled)
    return Standing(quorate=quorate and lived, composition_met=board.composition_met)


def whole_outcome(chambers: Iterable[ChamberCount]) -> Outcome | None:
    """Both chambers must say yes; None where options were chosen."""
    ended = {str(one.chamber): one.outcome for one in chambers if one.outcome is not None}
    return decide_chambers(ended).outcome if ended else None


def result_document(paper: Paper, chambers: Iterable[ChamberCount], *, spoiled: int) -> dict[str, Plain]:
    """What is stored, published as ``result.json`` and compared byte for byte by a recount."""
    counted = tuple(chambers)
    outcome = whole_outcome(counted)
    return {
        "sayso": "ballot-result/1",
        "ref": paper.ref,
        "outcome": outcome.value if outcome else None,
        "spoiled": spoiled,
        "chambers": {one.chamber.value: _chamber_document(paper, one) for one in counted},
    }


def elected(document: Mapping[str, Value]) -> list[str]:
    """Names of the options that a stored result chose; nobody where it answered a question."""
    chambers = document["chambers"]
    if not isinstance(chambers, Mapping) or document["outcome"] is not None:
        return []
    names: list[str] = []
    for one in chambers.values():
        count_ = one["count"] if isinstance(one, Mapping) else None
        names += count_["elected"] if isinstance(count_, Mapping) else []  # type: ignore[arg-type]
    return names


def is_opened(cast: int) -> bool:
    """True when each vote is published by itself, so that anybody can count again."""
    return cast >= LEAST_OPENED


def _chamber_document(paper: Paper, one: ChamberCount) -> dict[str, Plain]:
    counted = as_json(one.result)
    if not is_opened(one.cast) and paper.method.is_ranked:
        counted["rounds"] = []
    return {
        "cast": one.cast,
        "count": counted,  # type: ignore[dict-item]  # plain JSON by its own promise
        "opened": is_opened(one.cast),
        "outcome": one.outcome.value if one.outcome else None,
        "sentences": [_plain(said) for said in _said(paper, one)],
    }


def _said(paper: Paper, one: ChamberCount) -> tuple[Sentence, ...]:
    """Rounds of a few votes would tell single ones: only how it ended is said."""
    if is_opened(one.cast) or not paper.method.is_ranked:
        return one.sentences
    return tuple(said for said in one.sentences if not said.key.startswith(("round_", "tie_")))


def _plain(said: Sentence) -> dict[str, Plain]:
    facts = {name: list(fact) if isinstance(fact, tuple) else fact for name, fact in said.facts.items()}
    return {"key": said.key, "facts": facts}


def _yes_no(result: Result, cast: int) -> YesNo:
    tally = {result.options[place]: int(votes) for one in result.rounds for place, votes in one.tally.items()}
    yes, no = tally.get(YES, 0), tally.get(NO, 0)
    return YesNo(yes, no, cast - yes - no)
