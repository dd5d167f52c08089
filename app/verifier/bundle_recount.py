"""The count made again from the openings, by the same rules, and compared byte for byte."""

import hashlib
from collections.abc import Iterator, Mapping

from app.domain.ballots import bundle
from app.domain.ballots.paper import ABSTAIN, NO, YES, BallotMethod, Chamber
from app.domain.ballots.results import (
    ChamberCount,
    count_chamber,
    is_opened,
    openings_file,
    openings_header,
    result_document,
)
from app.domain.counting.formats.broken import BrokenFile
from app.domain.counting.formats.openings import canonical_line
from app.domain.ledger import canonical
from app.domain.ledger.canonical import Value
from app.verifier.bundle_acts import act_of, cast_of
from app.verifier.bundle_papers import Papers
from app.verifier.report import Report


def check_recount(report: Report, papers: Papers) -> None:
    """Openings are as many as envelopes and unchanged since the count; the recount gives the result."""
    cast = cast_of(papers)
    chambers = list(cast) == sorted(chamber.value for chamber in papers.paper.chambers)
    report.check(chambers, "the chambers are those of the paper: " + ", ".join(sorted(cast)))
    same = sum(cast.values()) == len(papers.nullifiers)
    report.check(same, f"{sum(cast.values())} votes from {len(papers.nullifiers)} envelopes")
    _check_openings(report, papers, cast)
    for chamber in papers.paper.chambers:
        if not is_opened(cast.get(chamber.value, 0)):
            report.note(
                f"{chamber.value}: fewer than ten votes, and with so few one could tell whose a vote is. "
                "None was opened by itself, only the totals are published, and there is nothing to recount."
            )
    recounted = _recount(papers)
    holds = recounted is not None and canonical.encode(recounted) == papers.files[bundle.RESULT]
    report.check(
        holds, "the recount gives the published result byte for byte, quorum and composition included"
    )


def _check_openings(report: Report, papers: Papers, cast: Mapping[str, int]) -> None:
    counted = act_of(papers, "ballot.count").leaf
    named = {chamber.value: papers.files.get(bundle.openings_name(chamber)) for chamber in Chamber}
    there = {name: data for name, data in named.items() if data is not None}
    expected = {chamber.value for chamber in papers.paper.chambers if is_opened(cast.get(chamber.value, 0))}
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in there.items()}
    written = sum(cast.get(name, 0) for name in there)
    holds = there.keys() == expected and (counted.facts.get("files"), counted.facts.get("openings")) == (
        digests,
        written,
    )
    report.check(holds, f"the {written} openings are those that the count wrote down")
    wrong = [name for name, data in there.items() if not _is_well_formed(papers, data)]
    report.check_none(wrong, "each opening is in its one spelling, and their order says nothing")
    spoiled = papers.result.get("spoiled") == counted.facts.get("spoiled")
    report.check(spoiled, f"envelopes that held no vote: {papers.result.get('spoiled')}")


def _is_well_formed(papers: Papers, data: bytes) -> bool:
    head, _, rest = data.partition(b"\n")
    lines = rest.split(b"\n")[:-1]
    try:
        spelled = all(canonical.encode(canonical.decode(line)) == line for line in lines)
    except ValueError:
        return False
    header = canonical_line(openings_header(papers.paper)).rstrip(b"\n")
    return head == header and rest[-1:] in (b"\n", b"") and lines == sorted(lines) and spelled


def _recount(papers: Papers) -> dict[str, Value] | None:
    """The result document made again; None where the openings cannot be counted."""
    spoiled = papers.result.get("spoiled")
    if type(spoiled) is not int:
        return None
    try:
        counts = list(_counts(papers))
        document: dict[str, Value] = dict(result_document(papers.paper, counts, spoiled=spoiled))
    except (BrokenFile, ValueError, KeyError, TypeError, ArithmeticError, AttributeError):
        return None
    chambers = document["chambers"]
    given = papers.result.get("chambers")
    if (
        isinstance(chambers, dict)
        and isinstance(given, dict)
        and papers.paper.method is not BallotMethod.MAJORITY
    ):
        # Totals of few votes cannot be counted again by these methods.
        document["chambers"] = chambers | {
            name: one for name, one in given.items() if name not in chambers and isinstance(one, dict)
        }
    return document


def _counts(papers: Papers) -> Iterator[ChamberCount]:
    cast = cast_of(papers)
    for chamber in papers.paper.chambers:
        data = papers.files.get(bundle.openings_name(chamber))
        if data is not None:
            yield count_chamber(papers.paper, chamber, data)
        elif papers.paper.method is BallotMethod.MAJORITY:
            yield count_chamber(papers.paper, chamber, _from_totals(papers, chamber, cast[chamber.value]))


def _from_totals(papers: Papers, chamber: Chamber, cast: int) -> bytes:
    """Votes that give the published totals of a small chamber; ValueError where none can."""
    result: object = papers.result
    for name in ("chambers", chamber.value, "count", "rounds"):
        result = result[name] if isinstance(result, dict) else None
    tally = result[0]["tally"] if isinstance(result, list) and result else {}
    yes, no = int(tally.get(YES, "0")), int(tally.get(NO, "0"))
    if not 0 <= yes + no <= cast or is_opened(cast) or min(yes, no) < 0:
        raise ValueError("the totals are more than the votes")
    votes = [YES] * yes + [NO] * no + [ABSTAIN] * (cast - yes - no)
    return openings_file(papers.paper, ({"choice": vote} for vote in votes))
