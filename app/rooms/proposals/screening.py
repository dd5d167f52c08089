"""Not putting a proposal up, only on stated grounds, in public; and hearing whoever asks to look again."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import IllegalMove, InvalidInput, NotAllowed
from app.domain.lifecycles import PROPOSAL, ProposalState
from app.domain.permissions import Permission
from app.domain.proposals import check_appeal_reader, read_screening_ground
from app.domain.weeks import Week
from app.models.proposals import Proposal, Screening
from app.rooms.proposals.drafts import LONGEST_TEXT, get_newest_version
from app.rooms.proposals.moves import change_state, lock_proposal
from app.rooms.proposals.opening import put_up
from app.rooms.proposals.records import append_act
from app.rooms.proposals.writing import lock_in_state, role_for
from app.web.actors import Actor

HEARS = (Permission.PROPOSAL_SCREEN, Permission.HOLD_CONFIRM)
"""Who may hear an appeal: another steward, or the reader from outside."""


@dataclass(frozen=True)
class Refusal:
    """Why a draft is not put up, as typed. ``version``: of the row that was read."""

    ground: str
    words: str
    version: int


def screen_out(
    session: Session,
    actor: Actor,
    proposal: Proposal,
    *,
    refusal: Refusal,
    today: date,
) -> None:
    """Refuse a draft; ground and words are public at once, the author's own words are not.

    ``InvalidInput`` without a known ground or without words.
    """
    actor.require(Permission.PROPOSAL_SCREEN)
    lock_in_state(session, proposal, ProposalState.DRAFT, version=refusal.version)
    stated = read_screening_ground(refusal.ground)
    said = _check_words(refusal.words, field="words")
    session.add(
        Screening(
            proposal_id=proposal.id,
            ground=stated.value,
            words=said,
            screened_by_id=actor.account_id,
            screened_on=today,
        )
    )
    change_state(session, proposal, to=ProposalState.REFUSED)
    proposal.public_on = today
    by = role_for(actor, Permission.PROPOSAL_SCREEN)
    append_act(
        session,
        proposal,
        act="proposal.screen_out",
        by=by,
        week=Week.of(today),
        facts={"ground": stated.value},
    )


def ask_again(session: Session, actor: Actor, proposal: Proposal, *, week: Week) -> None:
    """The author at the desk appeals; a participant does the same with the code."""
    check_is_author(proposal, actor)
    appeal(session, proposal, by=role_for(actor, Permission.PROPOSAL_DRAFT), week=week)


def appeal(session: Session, proposal: Proposal, *, by: str, week: Week) -> None:
    """From ``refused`` to ``appealed``, else ``IllegalMove``. ``by`` is "program" for a participant."""
    change_state(session, proposal, to=ProposalState.APPEALED)
    get_screening(session, proposal).appealed_week = str(week)
    append_act(session, proposal, act="proposal.appeal", by=by, week=week)


def hear_appeal(
    session: Session,
    actor: Actor,
    proposal: Proposal,
    *,
    puts_up: bool,
    words: str,
    today: date,
) -> None:
    """Decide on an appeal: put it up after all, or refuse for good. Never the one who refused it."""
    if not may_hear(actor):
        raise NotAllowed("not_allowed")
    lock_proposal(session, proposal)
    screening = get_screening(session, proposal)
    check_appeal_reader(refused_it=screening.screened_by_id == actor.account_id)
    PROPOSAL.move(ProposalState(proposal.state), ProposalState.REFUSED_ON_APPEAL)
    said = _check_words(words, field="heard_words")
    if puts_up:
        put_up(session, actor, proposal, today=today)
    else:
        change_state(session, proposal, to=ProposalState.REFUSED_ON_APPEAL)
        get_newest_version(session, proposal).sealed_draft = None
    screening.heard_by_id, screening.heard_on, screening.heard_words = actor.account_id, today, said
    by = next(role_for(actor, permission) for permission in HEARS if actor.may(permission))
    append_act(session, proposal, act="proposal.hear_appeal", by=by, week=Week.of(today))


def may_hear(actor: Actor) -> bool:
    """Whether this account hears appeals, apart from those of its own refusals."""
    return any(actor.may(permission) for permission in HEARS)


def check_is_author(proposal: Proposal, actor: Actor) -> None:
    """``NotAllowed`` unless this account began it as its own."""
    if proposal.author_id != actor.account_id:
        raise NotAllowed("proposal_only_its_author")


def find_screening(session: Session, proposal: Proposal) -> Screening | None:
    """Why it was not put up, if it was not."""
    newest = select(Screening).where(Screening.proposal_id == proposal.id).order_by(Screening.id.desc())
    return session.scalars(newest.limit(1)).one_or_none()


def get_screening(session: Session, proposal: Proposal) -> Screening:
    """The same; ``IllegalMove`` for a proposal that was never refused."""
    screening = find_screening(session, proposal)
    if screening is None:
        raise IllegalMove("proposal_not_now")
    return screening


def _check_words(words: str, *, field: str) -> str:
    said = words.strip()
    if not said:
        raise InvalidInput("proposal_say_public_words", field=field)
    if len(said) > LONGEST_TEXT:
        raise InvalidInput("field.too_long", field=field, limit=LONGEST_TEXT)
    return said
