"""Everything that is checked of a bundle, in order. ``docs/ballots.md`` says what no check can show."""

from pathlib import Path

from app.domain.ballots import bundle
from app.domain.ledger import ed25519, tree
from app.domain.ledger.heads import is_signed
from app.verifier.bundle_acts import check_acts, check_cards, check_paper, check_record
from app.verifier.bundle_file import read_bundle
from app.verifier.bundle_papers import Papers, read_papers
from app.verifier.bundle_recount import check_recount
from app.verifier.ledger_check import Kept
from app.verifier.report import Report


def check_bundle(path: Path, report: Report, kept: Kept) -> bool:
    """Check it all and write a report; True when all holds. ``NoBundle`` for what is none."""
    papers = read_papers(read_bundle(path))
    report.note(f"The ballot:          {papers.paper.ref}")
    report.note(f"The key that signs:  {papers.heads.key.hex()}")
    report.note(f"Root of the ledger:  {papers.heads.state.root.hex()} over {papers.heads.state.size} leaves")
    _check_packing(path, report, papers)
    _check_heads(report, papers, kept)
    _check_leaves(report, papers)
    if check_acts(report, papers):
        check_paper(report, papers)
        check_record(report, papers)
        check_cards(report, papers)
        check_recount(report, papers)
    report.note(
        "It cannot show that the openings are what lay in the envelopes: that link is destroyed on purpose."
    )
    report.note(
        "It cannot show that no extra card was issued, or that a vote was refused before its receipt."
    )
    return report.conclude()


def _check_packing(path: Path, report: Report, papers: Papers) -> None:
    packed = bundle.pack(papers.files) == path.read_bytes()
    report.check(packed, "the archive is packed byte for byte as Sayso packs it")
    report.check(bundle.digests(papers.files) == papers.heads.files, "the files are those that were signed")


def _check_heads(report: Report, papers: Papers, kept: Kept) -> None:
    heads = papers.heads
    signed = ed25519.verifies(heads.key, bundle.signed_bytes(heads.record), heads.signature)
    report.check(signed, "the key signed these files and the root of the ledger")
    if heads.before is None:
        report.check(not heads.path, "no daily head was signed before this ballot ended")
    else:
        holds = is_signed(heads.before, key=heads.key)
        extends = tree.extends(heads.before.head.state, heads.state, heads.path)
        day = heads.before.head.day.isoformat()
        report.check(holds and extends, f"the daily head of {day} is signed, and this ledger continues it")
    if kept.key is not None:
        report.check(kept.key == heads.key, "the key is the one that you gave")
    if kept.head is not None:
        known = {heads.state.size: heads.state.root}
        if heads.before is not None:
            known[heads.before.head.size] = heads.before.head.state.root
        sentence = "the head that you kept is one of the two in this bundle"
        report.check(known.get(kept.head.size) == kept.head.root, sentence)
    if kept.key is None and kept.head is None:
        report.note(
            "Compare key and root with a poster or minutes, and with the ledger itself (sayso verify URL)."
        )


def _check_leaves(report: Report, papers: Papers) -> None:
    wrong = [
        f"leaf {one.index} ({one.leaf.act})"
        for one in papers.leaves
        if not tree.includes(papers.heads.state, one.index, tree.leaf_hash(one.body), one.path)
    ]
    report.check_none(wrong, f"each of the {len(papers.leaves)} acts stands on the ledger under that root")
    indices = [one.index for one in papers.leaves]
    in_order = indices == sorted(set(indices)) and indices[-1:] == [papers.heads.state.size - 1]
    report.check(in_order, "they are in their order, and the last of them is the ledger's last")
