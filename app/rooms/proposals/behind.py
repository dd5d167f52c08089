"""The voices behind a proposal: linked by reference or by theme, and what the public may see of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.disclosure import LEAST_SHOWN
from app.domain.errors import IllegalMove, InvalidInput
from app.domain.lifecycles import FeedbackState, ProposalState, SafeCopyState
from app.domain.permissions import Permission
from app.domain.weeks import Week
from app.domain.word_use import WordUse, board_may_read
from app.models.feedback import Thread
from app.models.proposals import Proposal, ProposalTheme, ProposalThread
from app.models.stewardship import Theme, ThreadTheme
from app.rooms.feedback.safe_copies import find_safe_copy
from app.rooms.feedback.trails import Count
from app.rooms.proposals.clashes import ChangedMeanwhile
from app.rooms.proposals.moves import lock_proposal
from app.rooms.proposals.quotes import publish_quotes
from app.rooms.proposals.records import append_act
from app.rooms.proposals.writing import role_for
from app.web.actors import Actor

_LINKED_WHILE = frozenset({ProposalState.DRAFT.value, ProposalState.OPEN_FOR_SUPPORT.value})
_NOT_STANDING = (
    FeedbackState.RECEIVED.value,
    FeedbackState.HELD_BACK.value,
    FeedbackState.WITHDRAWN.value,
)


@dataclass(frozen=True)
class Links:
    """References of voices and slugs of themes, as ticked and typed; all others are taken off."""

    voices: Sequence[str] = ()
    themes: Sequence[str] = ()


def link_voices(
    session: Session, actor: Actor, proposal: Proposal, *, links: Links, version: int, week: Week
) -> None:
    """Make these the voices and themes behind it; a theme that is new brings its open voices along.

    ``InvalidInput`` names a voice that cannot be linked. A participant's own voice always stays.
    """
    actor.require(Permission.PROPOSAL_DRAFT)
    lock_proposal(session, proposal)
    if proposal.state not in _LINKED_WHILE:
        raise IllegalMove("proposal_not_now")
    if proposal.version != version:
        raise ChangedMeanwhile
    themes = _get_themes(session, links.themes)
    had = {theme.id for theme in list_themes_behind(session, proposal)}
    wanted = {_find_voice(session, ref).id for ref in links.voices}
    wanted |= _voices_of(session, [theme for theme in themes if theme.id not in had])
    if proposal.thread_id is not None:
        wanted.add(proposal.thread_id)
    _set(session, proposal, wanted, {theme.id for theme in themes})
    if proposal.state == ProposalState.OPEN_FOR_SUPPORT.value:
        publish_quotes(session, actor, proposal)
    proposal.version += 1
    by = role_for(actor, Permission.PROPOSAL_DRAFT)
    append_act(session, proposal, act="proposal.link", by=by, week=week, facts={"themes": len(themes)})


def read_references(ticked: Iterable[str], typed: str) -> tuple[str, ...]:
    """References from boxes and from a text with commas, spaces or lines between them; each once."""
    written = typed.replace(",", " ").replace(";", " ").split()
    return tuple(dict.fromkeys(ref.strip().upper() for ref in (*ticked, *written) if ref.strip()))


def list_voices_behind(session: Session, proposal: Proposal) -> list[Thread]:
    """The linked voices by their random references, whatever became of them."""
    linked = select(Thread).join(ProposalThread, ProposalThread.thread_id == Thread.id)
    return list(session.scalars(linked.where(ProposalThread.proposal_id == proposal.id).order_by(Thread.ref)))


def list_themes_behind(session: Session, proposal: Proposal) -> list[Theme]:
    """The linked themes by name."""
    linked = select(Theme).join(ProposalTheme, ProposalTheme.theme_id == Theme.id)
    return list(session.scalars(linked.where(ProposalTheme.proposal_id == proposal.id).order_by(Theme.name)))


def shown_number(count: Count) -> int | None:
    """How many voices the public reads of; None is "fewer than 10"."""
    return count.standing if count.standing >= LEAST_SHOWN else None


def _get_themes(session: Session, slugs: Sequence[str]) -> list[Theme]:
    found = list(session.scalars(select(Theme).where(Theme.slug.in_(slugs)).order_by(Theme.name)))
    if len(found) != len(set(slugs)):
        raise InvalidInput("field.not_one_of_these", field="themes")
    return found


def _find_voice(session: Session, ref: str) -> Thread:
    thread = session.scalars(select(Thread).where(Thread.ref == ref)).one_or_none()
    # What is said about staff stays with the outside reader until the person agreed to a copy of it.
    if thread is None or (thread.is_about_staff and not _is_agreed(session, thread)):
        raise InvalidInput("proposal_unknown_voice", field="voices", ref=ref[:16])
    if thread.state in _NOT_STANDING:
        raise InvalidInput("proposal_closed_voice", field="voices", ref=ref)
    return thread


def _is_agreed(session: Session, thread: Thread) -> bool:
    copy = find_safe_copy(session, thread)
    state = SafeCopyState(copy.state) if copy else None
    return board_may_read(WordUse(thread.word_use), state, FeedbackState(thread.state))


def _voices_of(session: Session, themes: Sequence[Theme]) -> set[int]:
    given = (
        select(ThreadTheme.thread_id)
        .join(Thread, Thread.id == ThreadTheme.thread_id)
        .where(ThreadTheme.theme_id.in_([theme.id for theme in themes]), Thread.state.not_in(_NOT_STANDING))
    )
    return set(session.scalars(given))


def _set(session: Session, proposal: Proposal, threads: set[int], themes: set[int]) -> None:
    had = set(
        session.scalars(select(ProposalThread.thread_id).where(ProposalThread.proposal_id == proposal.id))
    )
    for gone in had - threads:
        session.execute(
            delete(ProposalThread).where(
                ProposalThread.proposal_id == proposal.id, ProposalThread.thread_id == gone
            )
        )
    session.add_all(ProposalThread(proposal_id=proposal.id, thread_id=new) for new in sorted(threads - had))
    session.execute(delete(ProposalTheme).where(ProposalTheme.proposal_id == proposal.id))
    session.add_all(ProposalTheme(proposal_id=proposal.id, theme_id=theme) for theme in sorted(themes))
    session.flush()
