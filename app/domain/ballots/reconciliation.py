"""How the cards of a ballot add up, made from the leaves of its batches alone: anybody makes it again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.domain.ballots.paper import CardsOfBatch, Chamber, Paper
from app.domain.cards import Incident, cast_beyond
from app.domain.ledger.canonical import Value
from app.domain.ledger.leaves import Leaf

_BEGIN, _END, _RECONCILE = "cards.begin_shift", "cards.end_shift", "cards.reconcile"
_PAPER = "cards.enter_paper"
FORMAT = "ballot-cards/1"


@dataclass(frozen=True)
class BatchSum:
    """One batch on the roll. ``handed_out`` and ``kept_back`` are None until two people have counted it.

    ``on_paper``: cards of it that were handed in as paper ballots in this vote.
    """

    ref: str
    chamber: str
    printed: int
    shifts: Sequence[Mapping[str, Value]]
    kept_back: int | None
    handed_out: int | None
    found_in_box: int
    on_paper: int
    incidents: Sequence[Value]

    @property
    def missing(self) -> int:
        """Cards that are neither kept back nor handed out; 0 as it should be, and before the count."""
        if self.kept_back is None or self.handed_out is None:
            return 0
        return self.printed - self.kept_back - self.handed_out


def batch_sums(paper: Paper, leaves: Iterable[Leaf]) -> list[BatchSum]:
    """Each batch of the paper's roll by what its leaves say; ``ValueError`` where one says no number."""
    by_subject: dict[str, list[Leaf]] = {}
    for leaf in leaves:
        by_subject.setdefault(leaf.subject, []).append(leaf)
    return [_sum(paper.ref, card, by_subject.get(f"card_batch:{card.ref}", [])) for card in paper.cards]


def cards_document(paper: Paper, leaves: Iterable[Leaf], cast: Mapping[str, int]) -> dict[str, Value]:
    """``cards.json``; ``cast`` maps each chamber to its votes."""
    sums = batch_sums(paper, leaves)
    return {
        "sayso": FORMAT,
        "ref": paper.ref,
        "batches": [_document(one) for one in sums],
        "cast": dict(cast),
        "incidents": [
            {"chamber": chamber.value, "kind": Incident.MORE_CAST_THAN_HANDED_OUT.value, "number": number}
            for chamber in paper.chambers
            if (number := votes_beyond(paper, chamber, sums, cast.get(chamber.value, 0)))
        ],
    }


def votes_beyond(paper: Paper, chamber: Chamber, sums: Iterable[BatchSum], cast: int) -> int:
    """Votes of a chamber beyond the cards handed out for it; 0 until every batch of it is counted.

    The board also votes by accounts, so its votes have no such bound.
    """
    handed_out = [one.handed_out for one in sums if one.chamber == chamber.value]
    if chamber is Chamber.BOARD or None in handed_out or not handed_out:
        return 0
    return cast_beyond(sum(number for number in handed_out if number is not None), cast=cast)


def _sum(ballot: str, card: CardsOfBatch, leaves: Sequence[Leaf]) -> BatchSum:
    counted = next((leaf for leaf in leaves if leaf.act == _RECONCILE), None)
    incidents = counted.facts.get("incidents") if counted else []
    if not isinstance(incidents, Sequence) or isinstance(incidents, str):
        raise ValueError("the incidents of a batch are no list")
    return BatchSum(
        card.ref,
        card.chamber.value,
        card.printed,
        [_shift(leaf, leaves) for leaf in leaves if leaf.act == _BEGIN],
        kept_back=_number(counted, "kept_back") if counted else None,
        handed_out=_number(counted, "handed_out") if counted else None,
        found_in_box=sum(_number(leaf, "found_in_box") for leaf in leaves if leaf.act in (_END, _RECONCILE)),
        on_paper=sum(leaf.act == _PAPER and leaf.facts.get("ballot") == ballot for leaf in leaves),
        incidents=list(incidents),
    )


def _shift(begun: Leaf, leaves: Sequence[Leaf]) -> Mapping[str, Value]:
    number = _number(begun, "shift")
    ended = next((one for one in leaves if one.act == _END and one.facts.get("shift") == number), None)
    return {
        "in_bag": _number(begun, "in_bag"),
        "left_over": _number(ended, "left_over") if ended else None,
        "shift": number,
        "witnesses": begun.facts.get("witnesses"),
    }


def _document(one: BatchSum) -> dict[str, Value]:
    return {
        "ref": one.ref,
        "chamber": one.chamber,
        "printed": one.printed,
        "kept_back": one.kept_back,
        "handed_out": one.handed_out,
        "found_in_box": one.found_in_box,
        "on_paper": one.on_paper,
        "incidents": one.incidents,
        "shifts": list(one.shifts),
    }


def _number(leaf: Leaf, name: str) -> int:
    value = leaf.facts.get(name)
    if type(value) is not int:
        raise ValueError(f"{leaf.act} has no number {name}")
    return value
