"""Decisions and rules in public."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.domain.errors import NotFound
from app.rooms.decisions.policies import get_policy, list_versions
from app.rooms.decisions.public_pages import decision_page, policy_page
from app.rooms.decisions.queries import DecisionPageOf, RulesPageOf, list_decisions, list_rules_page
from app.rooms.decisions.recording import get_decision
from app.web.page_cache import keep
from app.web.render import render
from app.web.requests import Facts, Now, ReadSession

router = APIRouter()


@dataclass(frozen=True)
class DecisionsPage:
    """Decisions, the newest first."""

    decisions: DecisionPageOf


@dataclass(frozen=True)
class PoliciesPage:
    """Rules, each with the version that holds, or will."""

    rules: RulesPageOf


@router.get("/decisions", name="decisions")
def show_decisions(
    request: Request, session: ReadSession, facts: Facts, now: Now, older: str = ""
) -> Response:
    """What the board decided, and how far each got."""
    keep(request, until=facts.day_ends_at(now))
    after = get_decision(session, older) if older else None
    page = DecisionsPage(list_decisions(session, facts.today(now), older_than=after))
    return render(request, "decisions/list.html", page)


@router.get("/decisions/{ref}", name="decision")
def show_decision(request: Request, session: ReadSession, facts: Facts, now: Now, ref: str) -> Response:
    """One decision with its whole trail."""
    decision = get_decision(session, ref)
    if not decision.is_published:
        raise NotFound("not_found")
    keep(request, until=facts.day_ends_at(now))
    page = decision_page(session, decision, today=facts.today(now))
    return render(request, "decisions/decision.html", page)


@router.get("/policies", name="policies")
def show_policies(request: Request, session: ReadSession, older: str = "") -> Response:
    """The rules that hold now, and those that will, by title."""
    keep(request)
    after = get_policy(session, older) if older else None
    return render(request, "decisions/policies.html", PoliciesPage(list_rules_page(session, after=after)))


@router.get("/policies/{ref}", name="policy")
def show_policy(request: Request, session: ReadSession, facts: Facts, now: Now, ref: str) -> Response:
    """One rule, whose words changed it, and how."""
    policy = get_policy(session, ref)
    if not list_versions(session, policy):
        raise NotFound("not_found")
    keep(request, until=facts.day_ends_at(now))
    page = policy_page(session, policy, today=facts.today(now))
    return render(request, "decisions/policy.html", page)
