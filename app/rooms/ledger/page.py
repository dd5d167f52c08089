"""What the page about the ledger shows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.domain.ledger import leaves
from app.domain.ledger.heads import Head
from app.rooms.ledger import queries
from app.rooms.ledger.acts import ACTS, UNREADABLE
from app.vault.machine import MachineKeys
from app.verifier.archive import verify_pyz_sha256

_LEAVES_LOOKED_AT = 1000
_WEEKS_SHOWN = 4


@dataclass(frozen=True)
class ActsOfAKind:
    """How often an act was done. `words` are marked, not translated yet; None for an act without words."""

    act: str
    words: str | None
    count: int


@dataclass(frozen=True)
class WeekOfActs:
    """A week as "2026-W47", and what was done in it, most frequent first."""

    week: str
    acts: Sequence[ActsOfAKind]


@dataclass(frozen=True)
class LedgerPage:
    """For ledger/page.html. `address` is this site's own, `program_hash` that of verify.pyz."""

    size: int
    unsigned: int
    newest: Head | None
    key: str
    program_hash: str
    address: str
    weeks: Sequence[WeekOfActs]


def ledger_page(session: Session, machine: MachineKeys, *, address: str) -> LedgerPage:
    """The page as the ledger is now."""
    size, signed = queries.get_size(session), queries.find_newest_head(session)
    newest = signed.head if signed else None
    return LedgerPage(
        size=size,
        unsigned=size - (newest.size if newest else 0),
        newest=newest,
        key=machine.ledger_public.hex(),
        program_hash=verify_pyz_sha256(),
        address=address,
        weeks=_latest_weeks(session, size),
    )


def _latest_weeks(session: Session, size: int) -> list[WeekOfActs]:
    """The newest weeks among the last leaves; a week that may have begun before them is left out."""
    start = max(0, size - _LEAVES_LOOKED_AT)
    acts: dict[str, Counter[str]] = {}
    for body in queries.list_leaf_bodies(session, start, size):
        week, act = _week_and_act(body)
        acts.setdefault(week, Counter())[act] += 1
    weeks = sorted(acts)
    if start > 0 and len(weeks) > 1:
        weeks.pop(0)
    return [_week_of_acts(week, acts[week]) for week in weeks[: -_WEEKS_SHOWN - 1 : -1]]


def _week_of_acts(week: str, acts: Counter[str]) -> WeekOfActs:
    return WeekOfActs(week, [ActsOfAKind(act, ACTS.get(act), count) for act, count in acts.most_common()])


def _week_and_act(body: bytes) -> tuple[str, str]:
    try:
        leaf = leaves.decode(body)
    except ValueError:
        return "", UNREADABLE
    return leaf.week, leaf.act
