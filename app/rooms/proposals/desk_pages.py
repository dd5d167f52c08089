"""What the desk's template of one proposal is given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.differences import Run, compare
from app.domain.lifecycles import FeedbackState, ProposalState, SafeCopyState
from app.domain.mandate import MandateLine
from app.domain.permissions import Permission
from app.domain.stigma import Stigma, find_stigma
from app.domain.word_use import WordUse, board_may_read
from app.models.feedback import Thread
from app.models.proposals import Proposal, Screening
from app.models.stewardship import SafeCopy, Theme
from app.rooms.feedback.safe_copies import find_safe_copy
from app.rooms.feedback.threads import is_reader_of
from app.rooms.feedback.trails import Count, count_voices_behind, has_client_source
from app.rooms.proposals.behind import list_themes_behind, list_voices_behind
from app.rooms.proposals.clashes import Merged, Passage
from app.rooms.proposals.drafts import TEXTS, Draft, get_newest_version, read_draft, to_json
from app.rooms.proposals.pages import Change, list_changes
from app.rooms.proposals.queries import list_versions
from app.rooms.proposals.quotes import list_quotable, list_quotes
from app.rooms.proposals.rulebook_in_force import get_rulebook_in_force
from app.rooms.proposals.screening import find_screening, may_hear
from app.rooms.proposals.withdrawing import may_withdraw
from app.vault.boxes import open_text
from app.web.actors import Actor
from app.web.languages import SOURCE
from app.web.words import Sentence

SHOWN_VOICES = 40


@dataclass(frozen=True)
class BehindVoice:
    """A linked voice. ``text`` is its safe copy, empty unless the person agreed that the board reads it."""

    ref: str
    state: str
    is_own: bool
    text: str = field(repr=False)


@dataclass(frozen=True)
class Behind:
    """The voices and themes; ``more`` are linked and not listed, ``quotable`` would be quoted in public."""

    voices: Sequence[BehindVoice]
    more: int
    count: Count
    has_client_source: bool
    themes: Sequence[Theme]
    ticked: frozenset[str]
    quotes: Sequence[str] = field(repr=False)
    quotable: Sequence[str] = field(repr=False)


@dataclass(frozen=True)
class Written:
    """What was typed and not taken: refused, merged with somebody else's, or only looked at."""

    draft: Draft | None = field(default=None, repr=False)
    values: Mapping[str, Sequence[str]] = field(default_factory=dict, repr=False)
    errors: Mapping[str, Sentence] = field(default_factory=dict)
    merged: Merged | None = field(default=None, repr=False)
    is_look: bool = False

    def value(self, name: str) -> str:
        """What was typed into a field of one of the smaller forms."""
        values = self.values.get(name)
        return values[0] if values else ""

    def error(self, name: str) -> str:
        """The words beside a field, or nothing; the workspace speaks English."""
        sentence = self.errors.get(name)
        return sentence.words(SOURCE) if sentence else ""


@dataclass(frozen=True)
class May:
    """Which forms are offered to this person now."""

    edit: bool
    link: bool
    open: bool
    screen: bool
    appeal: bool
    hear: bool
    withdraw: bool


@dataclass(frozen=True)
class DeskProposalPage:
    """One proposal at the desk. ``draft`` stands in the editor; ``looked`` is what it would change."""

    ref: str
    state: str
    version: int
    proposed_by: str
    supports: int
    voice_ref: str
    draft: Draft = field(repr=False)
    base: str = field(repr=False)
    passages: Sequence[Passage] = field(repr=False)
    looked: Sequence[tuple[str, Sequence[Run]]] = field(repr=False)
    changes: Sequence[Change] = field(repr=False)
    behind: Behind
    screening: Screening | None = field(repr=False)
    mandate: Sequence[MandateLine]
    stigma: Sequence[Stigma]
    may: May
    written: Written


def desk_page(
    session: Session, actor: Actor, proposal: Proposal, *, today: date, written: Written | None = None
) -> DeskProposalPage:
    """The page for this person, with what they typed if it was not taken."""
    actor.require(Permission.BOARD_READ)
    written = written or Written()
    stored = read_draft(proposal, get_newest_version(session, proposal), actor)
    draft = written.merged.draft if written.merged else written.draft or stored
    screening = find_screening(session, proposal)
    public = [version for version in list_versions(session, proposal) if version.change is not None]
    voice = session.get(Thread, proposal.thread_id) if proposal.thread_id else None
    return DeskProposalPage(
        ref=proposal.ref,
        state=proposal.state,
        version=proposal.version,
        proposed_by=proposal.proposed_by,
        supports=proposal.open_supports,
        voice_ref=voice.ref if voice and is_reader_of(session, voice, actor=actor) else "",
        draft=draft,
        base=to_json(stored),
        passages=written.merged.passages if written.merged else (),
        looked=_differences(stored, draft) if written.is_look or written.merged else (),
        changes=list_changes(public),
        behind=_behind(session, actor, proposal, written),
        screening=screening,
        mandate=get_rulebook_in_force(session, today).mandate,
        stigma=find_stigma("\n".join(getattr(draft, name) for name in TEXTS)),
        may=_may(actor, proposal, screening),
        written=written,
    )


def _differences(stored: Draft, draft: Draft) -> list[tuple[str, Sequence[Run]]]:
    pairs = [(name, getattr(stored, name), getattr(draft, name)) for name in TEXTS]
    return [(name, compare(old, new)) for name, old, new in pairs if old != new]


def _may(actor: Actor, proposal: Proposal, screening: Screening | None) -> May:
    state = ProposalState(proposal.state)
    in_work = state in (ProposalState.DRAFT, ProposalState.OPEN_FOR_SUPPORT)
    is_author = proposal.author_id == actor.account_id
    screens = actor.may(Permission.PROPOSAL_SCREEN) and state is ProposalState.DRAFT
    hears = may_hear(actor) and screening is not None and screening.screened_by_id != actor.account_id
    return May(
        edit=in_work and actor.may(Permission.PROPOSAL_DRAFT),
        link=in_work and actor.may(Permission.PROPOSAL_DRAFT),
        open=screens,
        screen=screens,
        appeal=is_author and state is ProposalState.REFUSED,
        hear=hears and state is ProposalState.APPEALED,
        withdraw=is_author and may_withdraw(proposal),
    )


def _behind(session: Session, actor: Actor, proposal: Proposal, written: Written) -> Behind:
    voices = list_voices_behind(session, proposal)
    count = count_voices_behind(session, [proposal]).get(proposal.id, Count())
    linked = [theme.slug for theme in list_themes_behind(session, proposal)]
    is_open = proposal.state == ProposalState.OPEN_FOR_SUPPORT.value
    in_work = is_open or proposal.state == ProposalState.DRAFT.value
    quotes = list_quotes(session, proposal)
    quotable = [one.text for one in list_quotable(session, actor, proposal)] if in_work else []
    return Behind(
        voices=[_voice(session, actor, proposal, thread) for thread in voices[:SHOWN_VOICES]],
        more=max(0, len(voices) - SHOWN_VOICES),
        count=count,
        has_client_source=has_client_source(proposal, count),
        themes=list(session.scalars(select(Theme).order_by(Theme.name, Theme.id))),
        ticked=frozenset(written.values.get("themes", linked)),
        quotes=quotes,
        quotable=[text for text in quotable if text not in quotes],
    )


def _voice(session: Session, actor: Actor, proposal: Proposal, thread: Thread) -> BehindVoice:
    copy = find_safe_copy(session, thread)
    return BehindVoice(
        thread.ref, thread.state, thread.id == proposal.thread_id, _copy_text(actor, thread, copy)
    )


def _copy_text(actor: Actor, thread: Thread, copy: SafeCopy | None) -> str:
    state = SafeCopyState(copy.state) if copy else None
    if not board_may_read(WordUse(thread.word_use), state, FeedbackState(thread.state)):
        return ""
    if copy is None or copy.sealed_for_desk is None:
        return ""
    return open_text(actor.key_of_circle(copy.desk_circle_id), copy.sealed_for_desk)
