"""Wiring: one application from its settings, its database and its rooms."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import cache

import anyio
import anyio.to_thread
from fastapi import APIRouter, Depends, FastAPI
from starlette.formparsers import MultiPartParser
from starlette.routing import Route
from starlette.types import ASGIApp

from app.db import Database, open_database
from app.rooms.accounts.again_routes import router as again
from app.rooms.accounts.app_routes import router as authenticator_app
from app.rooms.accounts.own_routes import router as own_account
from app.rooms.accounts.passkey_routes import router as passkeys
from app.rooms.accounts.people_routes import router as people
from app.rooms.accounts.routes import router as accounts
from app.rooms.accounts.second_factor_routes import router as second_factors
from app.rooms.accounts.second_step_routes import router as second_step
from app.rooms.accounts.start import keys_to_give
from app.rooms.admin.desk_routes import router as organisation
from app.rooms.admin.setup_routes import router as setup
from app.rooms.admin.start import unfinished_setup
from app.rooms.admin.text_routes import router as texts
from app.rooms.answers.routes import router as answers
from app.rooms.answers.start import owed_answers
from app.rooms.ballots.card_routes import router as cards
from app.rooms.ballots.desk_acts import router as ballot_acts
from app.rooms.ballots.desk_routes import router as desk_ballots
from app.rooms.ballots.kept_papers import KeptPapers
from app.rooms.ballots.kiosk_routes import router as voting_kiosk
from app.rooms.ballots.nomination_routes import router as seat_calls
from app.rooms.ballots.paper_routes import router as paper_votes
from app.rooms.ballots.routes import router as ballots
from app.rooms.ballots.start import waiting_ballots, waiting_names
from app.rooms.ballots.support_routes import router as supporting
from app.rooms.ballots.vote_routes import router as voting
from app.rooms.board import desk_routers as board_desk
from app.rooms.board import router as board
from app.rooms.board.start import waiting_board
from app.rooms.care.alert_desk import router as desk_alerts
from app.rooms.care.alert_routes import router as alerts
from app.rooms.care.handover_routes import router as handovers
from app.rooms.care.list_routes import router as danger_words
from app.rooms.care.rota_routes import router as rota
from app.rooms.care.safety_routes import router as safety
from app.rooms.care.start import between_outside_and_leadership, safety_bell
from app.rooms.decisions.desk_routes import router as desk_decisions
from app.rooms.decisions.public_routes import router as decisions
from app.rooms.decisions.start import waiting_decisions
from app.rooms.desk import router as desk
from app.rooms.doors import router as doors
from app.rooms.feedback.helper_routes import router as helper
from app.rooms.feedback.kiosk_routes import router as kiosk
from app.rooms.feedback.receipt_routes import router as receipt
from app.rooms.feedback.routes import router as feedback
from app.rooms.ledger.routes import router as ledger
from app.rooms.notices.routes import router as notices
from app.rooms.proposals.desk_acts import router as proposal_acts
from app.rooms.proposals.desk_list import waiting_proposals
from app.rooms.proposals.desk_routes import router as desk_proposals
from app.rooms.proposals.receipt_acts import act_on_own_proposal
from app.rooms.proposals.routes import router as proposals
from app.rooms.publishing.ballot_routes import router as ballot_files
from app.rooms.publishing.decision_routes import router as decision_files
from app.rooms.publishing.number_routes import router as numbers
from app.rooms.publishing.proposal_routes import router as proposal_files
from app.rooms.publishing.routes import router as publishing
from app.rooms.safekeeping.backup_routes import router as backups
from app.rooms.safekeeping.erase_routes import router as erasing
from app.rooms.safekeeping.keys_routes import router as keys
from app.rooms.safekeeping.recovery_routes import router as recovery
from app.rooms.safekeeping.start import keys_to_change, unsafe_files
from app.rooms.stewardship import router as stewardship
from app.rooms.stewardship.start import waiting_feedback
from app.settings import Settings
from app.ticking import tick, tick_outside
from app.vault.argon_lane import ArgonLane
from app.vault.derivation import ACCOUNT_COST, RECEIPT_COST, Cost
from app.vault.machine import load_or_create
from app.web.errors import LastResort, add_error_pages, log_fault
from app.web.forgery import csrf_checked
from app.web.headers import BodyLimit, SecurityHeaders
from app.web.house import House
from app.web.languages import LanguagePrefix
from app.web.page_cache import PageCache
from app.web.public_version import version_source
from app.web.render import make_environment
from app.web.uploads import LargeBodies

PUBLIC_ROUTERS = (
    doors,
    ledger,
    accounts,
    second_step,
    setup,
    feedback,
    helper,
    kiosk,
    receipt,
    publishing,
    alerts,
    board,
    proposals,
    proposal_files,
    voting,
    voting_kiosk,
    supporting,
    ballots,
    ballot_files,
    decisions,
    decision_files,
    numbers,
)
DESK_ROUTERS = (
    stewardship,
    safety,
    rota,
    danger_words,
    desk_alerts,
    handovers,
    notices,
    desk,
    own_account,
    again,
    second_factors,
    authenticator_app,
    passkeys,
    people,
    organisation,
    texts,
    answers,
    desk_proposals,
    proposal_acts,
    *board_desk,
    seat_calls,
    desk_ballots,
    paper_votes,  # before the acts, whose address would take its own
    ballot_acts,
    cards,
    backups,
    desk_decisions,
    keys,
    erasing,
    recovery,
)
RECEIPT_ACTS = (act_on_own_proposal,)
DESK_SECTIONS = (
    unsafe_files,
    keys_to_change,
    unfinished_setup,
    keys_to_give,
    safety_bell,
    between_outside_and_leadership,
    waiting_feedback,
    owed_answers,
    waiting_proposals,
    waiting_board,
    waiting_names,
    waiting_ballots,
    waiting_decisions,
)
TICK_SECONDS = 60


def create_app(
    settings: Settings | None = None,
    *,
    database: Database | None = None,
    clock: Callable[[], datetime] | None = None,
    costs: tuple[Cost, Cost] = (RECEIPT_COST, ACCOUNT_COST),
    ticking: bool = False,
) -> ASGIApp:
    """The whole program as an ASGI application. ``clock`` and ``costs`` are for tests."""
    settings = settings or Settings()
    inner = FastAPI(
        routes=_doors().routes,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=_lifespan,
    )
    inner.state.settings = settings
    inner.state.database = database or open_database(settings)
    inner.state.house = House(inner.state.database)
    inner.state.machine = load_or_create(settings.data)
    inner.state.templates = make_environment()
    inner.state.clock = clock
    inner.state.desk_sections = DESK_SECTIONS
    inner.state.kept_papers = KeptPapers()
    inner.state.receipt_acts = RECEIPT_ACTS
    inner.state.argon_lane = ArgonLane(waiting=settings.argon_queue)
    # One at a time: a photo takes a tenth of a second, and each at work takes as much memory again.
    inner.state.photo_lane = anyio.CapacityLimiter(1)
    inner.state.costs = costs
    inner.state.ticking = ticking
    # Looked up for every link of every page, so by name; a name must mean one address.
    inner.state.routes = {route.name: route for route in routes_of(_doors())}
    add_error_pages(inner)
    # A raw upload must never be spooled to the disk, so the spool holds more than any body.
    MultiPartParser.spool_max_size = settings.max_body_with_file + 1
    return _wrapped(inner)


@cache
def _doors() -> APIRouter:
    """Every room's routes; those of the workspace are checked for their form's token and Origin.

    One a process, so that FastAPI works out two hundred routes once however many applications have them.
    """
    doors = APIRouter()
    for router in PUBLIC_ROUTERS:
        doors.include_router(router)
    for router in DESK_ROUTERS:
        doors.include_router(router, dependencies=[Depends(csrf_checked)])
    return doors


def routes_of(router: APIRouter) -> Iterator[Route]:
    """A router's routes, also of the routers inside it, which FastAPI keeps as they are."""
    for route in router.routes:
        inside = getattr(route, "original_router", None)
        if inside is not None:
            yield from routes_of(inside)
        elif isinstance(route, Route):
            yield route


def _wrapped(inner: FastAPI) -> ASGIApp:
    """The layers around the routes, the innermost first."""
    state = inner.state
    outer: ASGIApp = BodyLimit(LargeBodies(inner), state.settings)
    outer = LanguagePrefix(outer)
    versions = version_source(state.database)
    outer = PageCache(outer, versions, clock=state.clock, on_change=state.house.forget)
    outer = LastResort(outer, state.templates)
    return SecurityHeaders(outer, state.settings)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    anyio.to_thread.current_default_thread_limiter().total_tokens = app.state.settings.threads
    async with anyio.create_task_group() as beside:
        if app.state.ticking:
            beside.start_soon(_tick_for_ever, app)
        yield
        beside.cancel_scope.cancel()


async def _tick_for_ever(app: FastAPI) -> None:
    lane = anyio.CapacityLimiter(1)
    while True:
        try:
            await anyio.to_thread.run_sync(_tick_once, app, limiter=lane)
        except Exception as error:  # the next minute tries again; a server never stops for its housework
            log_fault(error)
        await anyio.sleep(TICK_SECONDS)


def _tick_once(app: FastAPI) -> None:
    state, now = app.state, datetime.now(UTC)
    tick(state.database, state.machine, now=now)
    tick_outside(state.database, state.settings, state.machine, now=now)
