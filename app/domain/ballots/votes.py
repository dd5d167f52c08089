"""A vote: what a form says, how it stands in an envelope (by keys), and how it is opened (by names).

Source of the shapes: ``openings/1`` in docs/counting.md. At most five ranks are taken when a vote is cast, so
that the official count and everybody's recount read the same votes.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from app.domain.ballots.paper import ABSTAIN, MOST_RANKS, BallotMethod, Paper
from app.domain.errors import InvalidInput

Fields: TypeAlias = Mapping[str, Sequence[str]]
Marks: TypeAlias = "str | list[str] | None"
RANK = "rank-"


@dataclass(frozen=True)
class Vote:
    """``kind`` is choice, approve or rank; ``marks`` a key, keys, or None for a blank vote."""

    kind: str
    marks: Marks

    @property
    def keys(self) -> list[str]:
        """The options that it names, best first where they are ranked."""
        if self.marks is None:
            return []
        return [self.marks] if isinstance(self.marks, str) else list(self.marks)


def kind_of(method: BallotMethod) -> str:
    """Which of the three shapes a method asks for."""
    if method.is_ranked:
        return "rank"
    return "approve" if method is BallotMethod.APPROVAL else "choice"


def blank(paper: Paper) -> Vote:
    """A vote that says nothing, in the shape of this ballot; an envelope that cannot be read counts as it."""
    kind = kind_of(paper.method)
    return Vote(kind, None if kind == "choice" else [])


def read_vote(paper: Paper, typed: Fields) -> Vote:
    """The vote that a form asks for; ``InvalidInput`` with the field that is wrong.

    ``choice``; ``approve`` repeated (none at all is a blank vote only with ``blank=yes``); ``rank-{key}``.
    """
    kind = kind_of(paper.method)
    if _first(typed, "blank") == "yes":
        return blank(paper)
    if kind == "choice":
        return _read_choice(paper, _first(typed, "choice"))
    if kind == "approve":
        return _read_approvals(paper, [value for value in typed.get("approve", ()) if value])
    return _read_ranks(paper, typed)


def encode(vote: Vote, tracker: str = "") -> bytes:
    """Canonical JSON for the envelope; ``tracker`` only where the ballot is checkable."""
    record: dict[str, object] = {vote.kind: vote.marks}
    if tracker:
        record["tracker"] = tracker
    return json.dumps(record, sort_keys=True, separators=(",", ":")).encode()


def decode(paper: Paper, plain: bytes) -> tuple[Vote, str]:
    """The vote and its tracker; ``ValueError`` for anything that ``encode`` did not write for this paper."""
    record = json.loads(plain)
    kind = kind_of(paper.method)
    if not isinstance(record, dict) or not {kind} <= record.keys() <= {kind, "tracker"}:
        raise ValueError("this is no vote in this ballot")
    vote, tracker = Vote(kind, record[kind]), record.get("tracker", "")
    if encode(vote, tracker) != plain or not isinstance(tracker, str):
        raise ValueError("this is not canonical")
    if not _fits(paper, vote):
        raise ValueError("it names what is not offered")
    return vote, tracker


def as_opening(paper: Paper, vote: Vote, tracker: str = "") -> dict[str, object]:
    """One line of ``openings/1``: names in place of keys."""
    names = {one.key: one.name for one in paper.options} | {ABSTAIN: ABSTAIN}
    marks = vote.marks
    said = marks if marks is None else names[marks] if isinstance(marks, str) else [names[k] for k in marks]
    opened: dict[str, object] = {vote.kind: said}
    return opened | ({"tracker": tracker} if tracker else {})


def _fits(paper: Paper, vote: Vote) -> bool:
    if vote.kind == "choice":
        return vote.marks is None or (isinstance(vote.marks, str) and vote.marks in _choices(paper))
    if not isinstance(vote.marks, list) or not all(isinstance(key, str) for key in vote.marks):
        return False
    most = MOST_RANKS if vote.kind == "rank" else len(paper.options)
    known = {one.key for one in paper.options}
    return len(set(vote.marks)) == len(vote.marks) <= most and set(vote.marks) <= known


def _choices(paper: Paper) -> set[str]:
    offered = {one.key for one in paper.options}
    return offered | {ABSTAIN} if paper.method is BallotMethod.MAJORITY else offered


def _first(typed: Fields, name: str) -> str:
    values = typed.get(name)
    return values[0].strip() if values else ""


def _read_choice(paper: Paper, choice: str) -> Vote:
    if not choice:
        raise InvalidInput("vote_choose_one", field="choice")
    if choice not in _choices(paper):
        raise InvalidInput("vote_not_offered", field="choice")
    return Vote("choice", choice)


def _read_approvals(paper: Paper, keys: list[str]) -> Vote:
    if not keys:
        raise InvalidInput("vote_tick_one", field="approve")
    if not set(keys) <= {one.key for one in paper.options}:
        raise InvalidInput("vote_not_offered", field="approve")
    return Vote("approve", [one.key for one in paper.options if one.key in keys])


def _read_ranks(paper: Paper, typed: Fields) -> Vote:
    """Gaps are closed up: the order is what the person said. One number stands beside one option."""
    ranks: dict[int, str] = {}
    for option in paper.options:
        field = RANK + option.key
        number = _first(typed, field)
        if not number:
            continue
        if number not in {str(rank) for rank in range(1, MOST_RANKS + 1)}:
            raise InvalidInput("vote_rank_number", field=field, most=MOST_RANKS)
        if int(number) in ranks:
            raise InvalidInput("vote_rank_twice", field=field, rank=int(number))
        ranks[int(number)] = option.key
    _check_offered(paper, typed)
    if not ranks:
        raise InvalidInput("vote_rank_one", field=RANK + paper.options[0].key)
    return Vote("rank", [ranks[rank] for rank in sorted(ranks)])


def _check_offered(paper: Paper, typed: Fields) -> None:
    known = {RANK + one.key for one in paper.options}
    if any(name.startswith(RANK) and name not in known for name in typed):
        raise InvalidInput("vote_not_offered", field=RANK + paper.options[0].key)
