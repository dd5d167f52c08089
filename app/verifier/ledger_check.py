"""Everything that is checked of a server's ledger, in order."""

from dataclasses import dataclass

from app.domain.ledger.heads import SignedHead, is_signed
from app.domain.ledger.tree import State
from app.verifier.content import find_differences, in_open_data, read_open_data
from app.verifier.proofs import spread, wrong_consistencies, wrong_inclusions
from app.verifier.published import Published, read_published
from app.verifier.report import Report
from app.verifier.site import Site
from app.verifier.walk import Walk

_WEEKS_SHOWN = 8
_CATCH_UPS_AT_MOST = 3


@dataclass(frozen=True)
class Kept:
    """What the reader brought along from elsewhere, if anything."""

    key: bytes | None = None
    head: State | None = None


def check_ledger(site: Site, report: Report, kept: Kept) -> bool:
    """Check it all and write a report; True when all holds. Unreadable when the server stops answering."""
    published = read_published(site)
    _check_key(report, published, kept)
    _check_signatures(report, published)
    walk = Walk(stops=_stops(published, kept), samples=spread(published.current.size))
    walk.go_on(site, published.current.size)
    _check_leaves(report, walk)
    sound = _check_roots(report, published, walk)
    _check_kept_head(report, walk, kept)
    if sound:
        _check_proofs(site, report, published, walk)
    _check_content(site, report, walk)
    return report.conclude()


def _stops(published: Published, kept: Kept) -> set[int]:
    sizes = {signed.head.size for signed in published.heads} | {published.current.size}
    return sizes | {kept.head.size} if kept.head else sizes


def _check_key(report: Report, published: Published, kept: Kept) -> None:
    report.note(f"The key that signs:  {published.key.hex()}")
    for signed in published.heads[-1:]:
        report.note(f"The newest head:     {_described(signed)}")
        report.note(f"Its root:            {signed.head.root}")
    if kept.key is not None:
        report.check(kept.key == published.key, "the key is the one that you gave")
    if kept.key is None and kept.head is None:
        report.note(
            "Compare key and root with a poster or minutes: a server can show each reader another ledger."
        )


def _check_signatures(report: Report, published: Published) -> None:
    wrong = [_described(signed) for signed in published.heads if not is_signed(signed, key=published.key)]
    report.check_none(wrong, f"the key signed each of the {len(published.heads)} heads")


def _check_leaves(report: Report, walk: Walk) -> None:
    report.check_none(walk.misshapen, f"each of the {walk.size} leaves is an act in its one spelling")
    report.check_none(walk.mismatches, "the hashes that the server stores are those of the leaves")
    weeks = sorted(walk.acts_by_week)[-_WEEKS_SHOWN:]
    report.note("Acts by week: " + ", ".join(f"{week}: {walk.acts_by_week[week]}" for week in weeks))


def _check_roots(report: Report, published: Published, walk: Walk) -> bool:
    """True when the leaves give every root, so that proofs can be held against them."""
    current, heads = published.current, published.heads
    wrong = [signed for signed in heads if walk.roots[signed.head.size] != signed.head.state.root]
    report.check_none(map(_described, wrong), "the leaves give the root of every head")
    now = report.check(
        walk.roots[current.size] == current.root, f"the {current.size} leaves give the root now"
    )
    unsigned = current.size - (heads[-1].head.size if heads else 0)
    report.note(f"Leaves since the newest head, which nobody has signed yet: {unsigned}")
    return not wrong and now


def _check_kept_head(report: Report, walk: Walk, kept: Kept) -> None:
    if kept.head is None:
        return
    sentence = f"the head that you kept, of {kept.head.size} leaves, is a beginning of this ledger"
    if kept.head.size > walk.size:
        report.check_none([f"the ledger has only {walk.size} leaves now"], sentence)
    else:
        report.check(walk.roots[kept.head.size] == kept.head.root, sentence)


def _check_proofs(site: Site, report: Report, published: Published, walk: Walk) -> None:
    current = published.current
    report.check_none(
        wrong_inclusions(site, current, walk.hashes),
        f"the server proves {len(walk.hashes)} leaves, spread evenly",
    )
    states = [signed.head.state for signed in published.heads]
    if not states or states[-1].size < current.size:
        states.append(current)
    report.check_none(
        wrong_consistencies(site, states), "the server proves each head to continue the one before"
    )


def _check_content(site: Site, report: Report, walk: Walk) -> None:
    """Compare the open data with the leaves, reading on when acts were added while it was read."""
    for _ in range(_CATCH_UPS_AT_MOST):
        records = in_open_data(walk.records)
        differences = find_differences(read_open_data(site), records)
        current = read_published(site).current
        if not differences or current.size <= walk.size:
            break
        walk.go_on(site, current.size)
        report.check(walk.root == current.root, f"{current.size} leaves, some added just now, give the root")
    sentence = f"the open data is the {len(records)} public records that the leaves committed to"
    report.check_none(differences, sentence)
    if len(records) < len(walk.records):
        report.note(f"Records of kinds that the open data does not have: {len(walk.records) - len(records)}")


def _described(signed: SignedHead) -> str:
    return f"{signed.head.size} leaves on {signed.head.day.isoformat()}"
