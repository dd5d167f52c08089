"""Two editors of one proposal: what both typed is put together, and where they disagree a person chooses."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from app.domain.errors import IllegalMove
from app.domain.merging import Agreed, Conflict, merge
from app.rooms.proposals.drafts import TEXTS, Draft


class ChangedMeanwhile(IllegalMove):
    """Somebody else saved after this page was opened; nothing was written."""

    def __init__(self) -> None:
        super().__init__("changed_meanwhile")


@dataclass(frozen=True)
class Passage:
    """A place where both changed the same. ``name`` is the form's field."""

    name: str
    before: str = field(repr=False)
    theirs: str = field(repr=False)
    mine: str = field(repr=False)


@dataclass(frozen=True)
class Merged:
    """What to show: both put together, mine where they disagree, and the passages to choose in."""

    draft: Draft = field(repr=False)
    passages: Sequence[Passage] = field(default=(), repr=False)


def put_together(base: Draft, theirs: Draft, mine: Draft) -> Merged:
    """A three-way merge of every field; nothing that either typed is lost."""
    draft, passages = mine, []
    for name in TEXTS:
        text, found = _merge_text(name, *(getattr(one, name) for one in (base, theirs, mine)))
        draft = replace(draft, **{name: text})  # type: ignore[arg-type]  # the texts are strings
        passages += found
    for name in ("matter", "power", "sum_needed"):
        before, was, now = (getattr(one, name) for one in (base, theirs, mine))
        if now == before:
            draft = replace(draft, **{name: was})
        elif was not in (before, now):
            passages.append(Passage(name, str(before), str(was), str(now)))
    return Merged(draft, tuple(passages))


def _merge_text(name: str, base: str, theirs: str, mine: str) -> tuple[str, list[Passage]]:
    pieces = merge(base, theirs, mine).pieces
    text = "".join(piece.text if isinstance(piece, Agreed) else piece.second for piece in pieces)
    found = [
        Passage(name, piece.base, piece.first, piece.second)
        for piece in pieces
        if isinstance(piece, Conflict)
    ]
    return text, found
