"""The workspace: the list, one proposal with its editor, and what is done with it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.domain.errors import InvalidInput, NotFound
from app.domain.lifecycles import ProposalState
from app.domain.mandate import Matter, Power
from app.domain.permissions import Permission
from app.domain.weeks import Week
from app.models.proposals import Proposal
from app.rooms.feedback.threads import get_thread_by_ref
from app.rooms.proposals.behind import Links, link_voices, read_references
from app.rooms.proposals.clashes import ChangedMeanwhile, put_together
from app.rooms.proposals.desk_list import PAGE_SIZE, DeskListPage, list_appeals, list_asking, list_in_work
from app.rooms.proposals.desk_pages import Written, desk_page
from app.rooms.proposals.drafts import (
    Draft,
    from_json,
    get_newest_version,
    read_draft,
)
from app.rooms.proposals.forms import DraftForm, LinkForm
from app.rooms.proposals.listing import list_public
from app.rooms.proposals.queries import get_proposal_by_ref, get_public_proposal
from app.rooms.proposals.writing import Typed, keep_draft, put_new_version, start_from_voice, start_own
from app.web.actors import Actor
from app.web.addresses import see_other
from app.web.forms import Submitted, form_of
from app.web.render import NO_STORE, render
from app.web.requests import ReadSession, Today, WriteSession
from app.web.sessions import SignedIn
from app.web.words import Sentence

router = APIRouter(prefix="/desk/proposals")

Editor = Annotated[Submitted[DraftForm], Depends(form_of(DraftForm))]
Linking = Annotated[Submitted[LinkForm], Depends(form_of(LinkForm))]


@router.get("", name="desk_proposals")
def desk_proposals(
    request: Request, session: ReadSession, actor: SignedIn, today: Today, after: str = "", draft: str = ""
) -> Response:
    """Drafts and appeals first, then what is public."""
    actor.require(Permission.BOARD_READ)
    drafts = list_in_work(session, actor, ProposalState.DRAFT, after=_find(session, draft))
    shown = drafts[:PAGE_SIZE]
    page = DeskListPage(
        drafts=shown,
        older_drafts=shown[-1].ref if len(drafts) > PAGE_SIZE else "",
        appeals=list_appeals(session, actor, today=today),
        asking=list_asking(session, actor),
        may_draft=actor.may(Permission.PROPOSAL_DRAFT),
        listing=list_public(session, after=_find_public(session, after), today=today),
    )
    return render(request, "proposals/desk/list.html", page, block="main", headers=NO_STORE)


@router.post("", name="start_proposal")
def start(request: Request, session: WriteSession, actor: SignedIn, today: Today) -> Response:
    """Begin one of one's own."""
    proposal = start_own(session, actor, today=today)
    return see_other(request, "desk_proposal", ref=proposal.ref)


@router.post("/from/{voice}", name="proposal_from_voice")
def from_voice(
    request: Request, voice: str, session: WriteSession, actor: SignedIn, today: Today
) -> Response:
    """Make a proposal from this voice, or go to the one that was made from it."""
    actor.require(Permission.PROPOSAL_SCREEN)
    proposal = start_from_voice(session, actor, get_thread_by_ref(session, voice), today=today)
    return see_other(request, "desk_proposal", ref=proposal.ref)


@router.get("/{ref}", name="desk_proposal")
def desk_proposal(
    request: Request, ref: str, session: ReadSession, actor: SignedIn, today: Today
) -> Response:
    """One proposal with everything that this person may do with it."""
    page = desk_page(session, actor, get_proposal_by_ref(session, ref), today=today)
    return render(request, "proposals/desk/proposal.html", page, block="main", headers=NO_STORE)


@router.post("/{ref}", name="keep_proposal")
def keep(
    request: Request, ref: str, session: WriteSession, actor: SignedIn, today: Today, form: Editor
) -> Response:
    """Keep the draft, or put a new version of an open one; or only look at what it would change."""
    actor.require(Permission.PROPOSAL_DRAFT)
    proposal = get_proposal_by_ref(session, ref)
    stored = read_draft(proposal, get_newest_version(session, proposal), actor)
    mine = _draft(form, stored)
    try:
        # Before anything else, so that a page is never drawn again on a version its reader has not seen.
        if form.value("version") != str(proposal.version):
            raise ChangedMeanwhile
        if form.data is None:
            return refused(request, session, actor, proposal, today=today, written=_written(form, mine))
        if form.data.then == "look":
            looked = Written(mine, form.typed, is_look=True)
            return refused(request, session, actor, proposal, today=today, written=looked)
        typed = Typed(mine, form.data.version, form.data.why_changed)
        act = put_new_version if proposal.state == ProposalState.OPEN_FOR_SUPPORT.value else keep_draft
        act(session, actor, proposal, typed=typed, today=today)
    except InvalidInput as refusal:
        written = _written(form.refused(refusal), mine)
        return refused(request, session, actor, proposal, today=today, written=written)
    except ChangedMeanwhile as refusal:
        theirs = read_draft(proposal, get_newest_version(session, proposal), actor)
        merged = put_together(from_json(form.value("base")) or Draft(), theirs, mine)
        written = Written(mine, form.typed, {"form": Sentence(refusal.key)}, merged)
        return refused(request, session, actor, proposal, today=today, written=written)
    return see_other(request, "desk_proposal", ref=ref)


@router.post("/{ref}/links", name="link_proposal")
def link(
    request: Request, ref: str, session: WriteSession, actor: SignedIn, today: Today, form: Linking
) -> Response:
    """Say which voices and themes stand behind it."""
    actor.require(Permission.PROPOSAL_DRAFT)
    proposal = get_proposal_by_ref(session, ref)
    if form.data is None:
        raise ChangedMeanwhile
    links = Links(read_references(form.data.voice, form.data.voices), tuple(form.data.themes))
    try:
        link_voices(session, actor, proposal, links=links, version=form.data.version, week=Week.of(today))
    except InvalidInput as refusal:
        written = _written(form.refused(refusal))
        return refused(request, session, actor, proposal, today=today, written=written)
    return see_other(request, "desk_proposal", ref=ref)


def refused(
    request: Request,
    session: Session,
    actor: Actor,
    proposal: Proposal,
    *,
    today: Today,
    written: Written,
) -> Response:
    """The same page again with what was typed: 422, 409 after a clash, 200 when it was only looked at."""
    page = desk_page(session, actor, proposal, today=today, written=written)
    status = 409 if written.merged else 422 if written.errors else 200
    template = "proposals/desk/proposal.html"
    return render(request, template, page, status=status, block="main", headers=NO_STORE)


def _written(form: Submitted[DraftForm] | Submitted[LinkForm], draft: Draft | None = None) -> Written:
    return Written(draft, form.typed, form.errors)


def _draft(form: Submitted[DraftForm], stored: Draft) -> Draft:
    if form.data:
        data = form.data
        return Draft(
            title=data.title,
            change=data.change,
            problem=data.problem,
            trade_off=data.trade_off,
            matter=data.matter.value,
            power=data.power.value,
            sum_needed=data.sum_needed,
        )
    return Draft(
        title=form.value("title"),
        change=form.value("change"),
        problem=form.value("problem"),
        trade_off=form.value("trade_off"),
        matter=_one_of(Matter, form.value("matter"), stored.matter),
        power=_one_of(Power, form.value("power"), stored.power),
        sum_needed=stored.sum_needed,
    )


def _one_of(kinds: type[Matter] | type[Power], typed: str, stored: str) -> str:
    """What was chosen where it is one of what is offered: the page has no words for anything else."""
    return typed if typed in {kind.value for kind in kinds} else stored


def _find(session: Session, ref: str) -> Proposal | None:
    try:
        return get_proposal_by_ref(session, ref) if ref else None
    except NotFound:
        return None


def _find_public(session: Session, ref: str) -> Proposal | None:
    try:
        return get_public_proposal(session, ref) if ref else None
    except NotFound:
        return None
