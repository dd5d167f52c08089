"""Every public page and every list of the workspace, as the benchmark of a crowd asks for them."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.models.answers import Answer
from app.models.board import Meeting
from app.models.decisions import Decision, Policy
from app.models.proposals import Proposal

PUBLIC = (
    "/",
    "/say",
    "/receipt",
    "/answers",
    "/proposals",
    "/decisions",
    "/policies",
    "/board",
    "/ballots",
    "/alerts",
    "/numbers",
    "/ledger",
    "/open-data",
    "/feeds/answers.atom",
    "/feeds/proposals.atom",
    "/feeds/decisions.atom",
)
ONE_OF: dict[str, InstrumentedAttribute[str]] = {
    "/answers/": Answer.ref,
    "/proposals/": Proposal.ref,
    "/decisions/": Decision.ref,
    "/policies/": Policy.ref,
    "/board/meetings/": Meeting.ref,
}
FILES = {
    "/open-data/answers.json": "answers",
    "/open-data/proposals.json": "proposals",
    "/open-data/decisions.json": "decisions",
    "/open-data/policies.json": "policies",
}
"""They hold all there is, so that their cost is that of one record, by the name of its number in ``Size``."""
DESK = (
    ("steward", "/desk"),
    ("director", "/desk"),
    ("chair", "/desk"),
    ("secretary", "/desk"),
    ("responder", "/desk"),
    ("steward", "/desk/inbox"),
    ("steward", "/desk/inbox?state=all"),
    ("steward", "/desk/inbox?state=late"),
    ("steward", "/desk/inbox?state=due"),
    ("steward", "/desk/inbox?state=copy:agreed"),
    ("outside", "/desk/inbox"),
    ("steward", "/desk/safety"),
    ("steward", "/desk/floods"),
    ("steward", "/desk/themes"),
    ("steward", "/desk/proposals"),
    ("responder", "/desk/answers"),
    ("director", "/desk/leadership"),
    ("director", "/desk/decisions"),
    ("secretary", "/desk/decisions"),
    ("chair", "/desk/board"),
    ("chair", "/desk/meetings"),
    ("secretary", "/desk/ballots"),
    ("secretary", "/desk/nominations"),
    ("steward", "/desk/paper"),
    ("administrator", "/desk/people"),
)


@dataclass(frozen=True)
class Page:
    """One page to ask for. ``small`` and ``large``: its path in either crowd; ``role``: who is signed in."""

    name: str
    small: str
    large: str
    role: str = ""


def public_pages(small: Session, large: Session) -> list[Page]:
    """The lists, and one page of each kind: the last of its kind that was written, one of the crowd."""
    pages = [Page(path, path, path) for path in PUBLIC]
    for path, ref in ONE_OF.items():
        newest = select(ref).order_by(ref.class_.id.desc()).limit(1)
        pages.append(Page(f"{path}…", f"{path}{small.scalar(newest)}", f"{path}{large.scalar(newest)}"))
    return pages


def desk_pages() -> list[Page]:
    """The lists of the workspace, for whoever works with them."""
    return [Page(path, path, path, role) for role, path in DESK]
