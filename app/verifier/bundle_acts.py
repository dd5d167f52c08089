"""What the acts on the ledger say of a ballot, held against the files of its bundle."""

import hashlib

from app.domain.ballots import bundle
from app.domain.ballots.box import roll_root
from app.domain.ballots.lots import draw_lot
from app.domain.ballots.reconciliation import BatchSum, batch_sums, cards_document, votes_beyond
from app.domain.ledger import canonical
from app.domain.ledger.canonical import Value
from app.domain.ledger.commitments import SALT_BYTES, opens
from app.domain.ledger.leaves import RECORD, Leaf
from app.verifier.bundle_papers import Papers, PlacedLeaf
from app.verifier.report import Report

_WAY = ["ballot.prepare", "ballot.freeze", "ballot.open", "ballot.close", "ballot.count", "ballot.publish"]
_LOT = "ballot.lot"
_OF_CARDS = {"cards.make", "cards.begin_shift", "cards.end_shift", "cards.enter_paper", "cards.reconcile"}


def check_acts(report: Report, papers: Papers) -> bool:
    """True when the ballot went its whole way, so that its acts can be read."""
    subject = f"ballot:{papers.paper.ref}"
    acts = [one.leaf.act for one in papers.acts(subject)]
    is_whole = acts in (_WAY, [*_WAY, _LOT]) and (acts[-1] == _LOT) is (papers.record.get("lot") is not None)
    known = {subject, *(f"card_batch:{card.ref}" for card in papers.paper.cards)}
    ours = all(one.leaf.subject in known for one in papers.leaves) and papers.heads.ref == papers.paper.ref
    return report.check(
        is_whole and ours, "prepared, frozen, opened, closed, counted, published: in this order"
    )


def act_of(papers: Papers, name: str) -> PlacedLeaf:
    """The act of this name; call it after ``check_acts``."""
    return next(one for one in papers.acts(f"ballot:{papers.paper.ref}") if one.leaf.act == name)


def check_paper(report: Report, papers: Papers) -> None:
    """Question, rules, options and roll are those that were frozen before the first vote."""
    frozen, paper = act_of(papers, "ballot.freeze").leaf, papers.paper
    digest = hashlib.sha256(papers.files[bundle.PAPER]).hexdigest()
    same = digest == frozen.facts.get("paper") == act_of(papers, "ballot.open").leaf.facts.get("paper")
    said = (frozen.facts.get("key"), frozen.facts.get("rulebook"), frozen.facts.get("tellers"))
    agrees = said == (paper.key, paper.rulebook, len(paper.tellers))
    report.check(
        same and agrees, "question, rules, options and roll are those that were frozen before a vote"
    )


def check_record(report: Report, papers: Papers) -> None:
    """Box, record and result are those that the ledger committed to."""
    closed, published = (act_of(papers, name).leaf for name in ("ballot.close", "ballot.publish"))
    count, record = len(papers.nullifiers), papers.record
    said = [closed.facts.get(name) for name in ("envelopes", "roll", "box")]
    alone = papers.nullifiers == sorted(set(papers.nullifiers))
    rooted = said[:2] == [count, roll_root(papers.nullifiers).hex()]
    report.check(
        alone and rooted, f"one effective envelope for each of {count} nullifiers, fixed at the close"
    )
    report.check(_is_committed(papers), "the record is the one that its latest act committed to")
    same = (
        [record.get(name) for name in ("envelopes", "roll", "box")] == said
        and record.get("paper") == papers.paper_document
        and record.get("result") == papers.result
        and record.get("outcome") == papers.result.get("outcome")
        and (record.get("ref"), record.get("state")) == (papers.paper.ref, "published")
    )
    report.check(same, "the record says the same as paper, box and result")
    digest = hashlib.sha256(papers.files[bundle.RESULT]).hexdigest()
    report.check(digest == published.facts.get("result"), "the result is the one that was published")
    if record.get("lot") is not None:
        report.check(_is_drawn(papers), "the lot gives the same order again from its digits")


def check_cards(report: Report, papers: Papers) -> None:
    """The roll was printed before the freeze, and the cards add up."""
    late = [card.ref for card in papers.paper.cards if not _was_made_before(papers, card.ref)]
    report.check_none(late, "each batch on the roll was made, with its count and root, before the freeze")
    acts = [one.leaf for one in papers.leaves]
    try:
        sums = batch_sums(papers.paper, acts)
        document = canonical.encode(cards_document(papers.paper, acts, cast_of(papers)))
    except ValueError:
        sums, document = [], b""
    report.check(
        document == papers.files[bundle.CARDS], "the reconciliation is what the acts on its cards give"
    )
    _check_sums(report, papers, sums)


def cast_of(papers: Papers) -> dict[str, int]:
    """Votes of each chamber by the result; whatever is no number is 0."""
    chambers = papers.result.get("chambers")
    found: dict[str, int] = {}
    for name, one in chambers.items() if isinstance(chambers, dict) else ():
        cast = one.get("cast") if isinstance(one, dict) else None
        found[name] = cast if type(cast) is int else 0
    return found


def _check_sums(report: Report, papers: Papers, sums: list[BatchSum]) -> None:
    wrong = [f"{one.ref}: {one.missing} apart" for one in sums if one.missing]
    report.check_none(wrong, "printed = kept back + handed out, in each batch that was counted")
    cast = cast_of(papers)
    for chamber in papers.paper.chambers:
        beyond = votes_beyond(papers.paper, chamber, sums, cast.get(chamber.value, 0))
        sentence = f"no more votes of {chamber.value} than cards were handed out"
        report.check(not beyond, sentence)
    for one in sums:
        if one.kept_back is None:
            report.note(
                f"{one.ref}: {one.printed} printed, not counted yet, so no sum says how many are out."
            )
        if one.found_in_box:
            report.note(f"{one.ref}: {one.found_in_box} kept-back cards lay in a box. This was published.")


def _was_made_before(papers: Papers, ref: str) -> bool:
    acts = papers.acts(f"card_batch:{ref}")
    card = next(one for one in papers.paper.cards if one.ref == ref)
    if not acts or acts[0].leaf.act != "cards.make" or {one.leaf.act for one in acts} - _OF_CARDS:
        return False
    facts = acts[0].leaf.facts
    said = (facts.get("printed"), facts.get("root"), facts.get("chamber"))
    return said == (card.printed, card.root, card.chamber.value) and acts[0].index < _freeze_index(papers)


def _freeze_index(papers: Papers) -> int:
    return act_of(papers, "ballot.freeze").index


def _is_committed(papers: Papers) -> bool:
    latest = [one for one in papers.acts(f"ballot:{papers.paper.ref}") if RECORD in one.leaf.commitments][-1]
    salt = _salt(papers.place.get("salt"))
    if salt is None or papers.place != {"leaf": latest.index, "salt": salt.hex()}:
        return False
    return opens(latest.leaf.commitments[RECORD], papers.record, salt=salt)


def _is_drawn(papers: Papers) -> bool:
    lot, drawn = papers.record["lot"], act_of(papers, _LOT).leaf
    tied, chosen = _names(papers, "tied"), _names(papers, "elected")
    if not isinstance(lot, dict) or not isinstance(lot.get("seed"), str) or not tied:
        return False
    seed = str(lot["seed"])
    order = draw_lot(tied, seed=seed)
    expected = {"seed": seed, "order": order, "elected": order[: papers.paper.seats - len(chosen)]}
    return lot == expected and _said_seed(drawn) == seed


def _said_seed(drawn: Leaf) -> Value:
    return drawn.facts.get("seed")


def _names(papers: Papers, what: str) -> list[str]:
    chambers = papers.result.get("chambers")
    names: list[str] = []
    for one in chambers.values() if isinstance(chambers, dict) else ():
        count = one.get("count") if isinstance(one, dict) else None
        found = count.get(what) if isinstance(count, dict) else None
        names += [name for name in found if isinstance(name, str)] if isinstance(found, list) else []
    return names


def _salt(text: object) -> bytes | None:
    try:
        salt = bytes.fromhex(text) if isinstance(text, str) else b""
    except ValueError:
        return None
    return salt if len(salt) == SALT_BYTES else None
