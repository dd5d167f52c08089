"""The words of a proposal: sealed to the desk while it is a draft, in clear once it is open."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields

from sqlalchemy.orm import Session

from app.domain.errors import NotAllowed
from app.models.proposals import Proposal, ProposalVersion
from app.rooms.accounts.circles import CircleName, get_circle
from app.rooms.proposals.queries import list_versions
from app.vault.boxes import open_text, seal_text
from app.web.actors import Actor

TEXTS = ("title", "change", "problem", "trade_off")
LONGEST_TITLE = 200
LONGEST_TEXT = 10_000


@dataclass(frozen=True)
class Draft:
    """What the desk's form holds; ``matter`` and ``power`` as stored, the sum in whole units of money."""

    title: str = field(default="", repr=False)
    change: str = field(default="", repr=False)
    problem: str = field(default="", repr=False)
    trade_off: str = field(default="", repr=False)
    matter: str = "other"
    power: str = "recommend"
    sum_needed: int = 0


def get_newest_version(session: Session, proposal: Proposal) -> ProposalVersion:
    """The newest version, sealed or clear."""
    return list_versions(session, proposal)[-1]


def seal_words(session: Session, version: ProposalVersion, draft: Draft) -> None:
    """Put the texts into the row, sealed to the newest desk circle."""
    circle = get_circle(session, CircleName.DESK)
    version.desk_circle_id = circle.id
    version.sealed_draft = seal_text(circle.public_key, json.dumps(_texts(draft)))


def publish_words(version: ProposalVersion, draft: Draft) -> None:
    """Put the texts into the row in clear, for good."""
    version.sealed_draft = None
    version.title, version.change = draft.title, draft.change
    version.problem, version.trade_off = draft.problem, draft.trade_off


def read_draft(proposal: Proposal, version: ProposalVersion, actor: Actor) -> Draft:
    """The words for somebody of the desk; ``NotAllowed`` for one who waits for the desk's key.

    Empty texts when they were destroyed.
    """
    if version.sealed_draft is None:
        return _draft(proposal, {name: getattr(version, name) or "" for name in TEXTS})
    if version.desk_circle_id not in actor.circle_keys:
        raise NotAllowed("feedback.key_not_granted")
    typed = json.loads(open_text(actor.key_of_circle(version.desk_circle_id), version.sealed_draft))
    return _draft(proposal, typed)


def to_json(draft: Draft) -> str:
    """For the form's hidden field that says what an editor began with."""
    return json.dumps(asdict(draft), ensure_ascii=False)


def from_json(text: str) -> Draft | None:
    """What ``to_json`` wrote; None for anything else."""
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        return None
    types = {one.name: int if one.name == "sum_needed" else str for one in fields(Draft)}
    if not isinstance(read, dict) or set(read) != set(types):
        return None
    if not all(type(read[name]) is kind for name, kind in types.items()):
        return None
    return Draft(**read)


def _draft(proposal: Proposal, texts: Mapping[str, str]) -> Draft:
    return Draft(
        title=texts.get("title", ""),
        change=texts.get("change", ""),
        problem=texts.get("problem", ""),
        trade_off=texts.get("trade_off", ""),
        matter=proposal.matter,
        power=proposal.power,
        sum_needed=proposal.sum_needed,
    )


def _texts(draft: Draft) -> dict[str, str]:
    return {name: getattr(draft, name) for name in TEXTS}
