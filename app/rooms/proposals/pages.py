"""What the public templates of this room are given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from sqlalchemy.orm import Session

from app.domain.agenda import is_forced
from app.domain.differences import Run, compare
from app.domain.disclosure import LEAST_SHOWN
from app.domain.trail import TrailFacts, draw_trail
from app.models.proposals import Proposal, ProposalVersion, Screening
from app.rooms.feedback.clocks import appeal_heard_by, get_clock_history
from app.rooms.feedback.intake import Intake
from app.rooms.feedback.trails import Count, count_voices_behind, has_client_source, list_trail_facts
from app.rooms.proposals.behind import list_themes_behind, shown_number
from app.rooms.proposals.card_counts import count_card_supports
from app.rooms.proposals.drafts import TEXTS
from app.rooms.proposals.forms import NewProposalForm
from app.rooms.proposals.listing import shown_supports
from app.rooms.proposals.queries import list_versions
from app.rooms.proposals.quotes import list_quotes
from app.rooms.proposals.rulebook_in_force import get_rulebook_in_force
from app.rooms.proposals.screening import find_screening
from app.web import languages
from app.web.forms import Submitted
from app.web.trails import ShownBead, shown_beads
from app.web.words import Sentence


@dataclass(frozen=True)
class Change:
    """What one version changed against the one before, field by field; the first version changed nothing."""

    number: int
    made_on: date
    by_role: str
    why: str
    texts: Sequence[tuple[str, Sequence[Run]]] = field(repr=False)


@dataclass(frozen=True)
class Source:
    """The words that it came from. ``voices`` None: fewer than ten, shown as that."""

    has_client_source: bool
    voices: int | None
    quotes: Sequence[str] = field(repr=False)
    themes: Sequence[str]


@dataclass(frozen=True)
class CardsBehind:
    """Cards that support it; None is "fewer than 10". ``needed`` of them put it on the next agenda."""

    shown: int | None
    needed: int
    is_reached: bool


@dataclass(frozen=True)
class ProposalPage:
    """One proposal. ``words`` None: not put up. ``done`` is the key of what just happened, or nothing.

    ``heard_by``: the day by which somebody else looks at its refusal, once its author asked.
    """

    ref: str
    state: str
    proposed_by: str
    matter: str
    power: str
    sum_needed: int
    opened_on: date | None
    supports: int | None
    words: ProposalVersion | None = field(repr=False)
    changes: Sequence[Change] = field(repr=False)
    source: Source
    screening: Screening | None = field(repr=False)
    heard_by: date | None
    appeal_is_late: bool
    facts: TrailFacts
    beads: Sequence[ShownBead]
    cards: CardsBehind
    done: str = ""
    problem: Sentence | None = None
    typed_card: str = field(default="", repr=False)
    card_error: Sentence | None = None


@dataclass(frozen=True)
class NewProposalPage:
    """The form. ``form`` is what was typed and refused, or None on a first look; ``token`` is fresh."""

    intake: Intake
    has_outside_reader: bool
    token: str = field(repr=False)
    form: Submitted[NewProposalForm] | None = None

    def value(self, name: str) -> str:
        """What was typed into a field, to be given back."""
        return self.form.value(name) if self.form else ""

    def error(self, name: str) -> str:
        """The sentence beside a field, or nothing."""
        sentence = self.form.errors.get(name) if self.form else None
        return sentence.words(languages.current()) if sentence else ""

    @property
    def errors(self) -> Sequence[tuple[str, str]]:
        """For the summary: the field's id and its sentence."""
        named: Mapping[str, Sentence] = self.form.errors if self.form else {}
        return [("" if name == "form" else name, self.error(name)) for name in named]

    @property
    def has_opened_more(self) -> bool:
        """True when something under "More" was typed or is wrong, so that it must not be folded away."""
        return any(self.value(name) or self.error(name) for name in ("title", "problem"))


def proposal_page(
    session: Session, proposal: Proposal, *, today: date, done: str = "", problem: Sentence | None = None
) -> ProposalPage:
    """All that anyone may read of a public proposal."""
    public = [version for version in list_versions(session, proposal) if version.change is not None]
    count = count_voices_behind(session, [proposal]).get(proposal.id, Count())
    facts = list_trail_facts(session, [proposal], today=today)[proposal.id]
    screening = find_screening(session, proposal)
    heard_by = appeal_heard_by(screening, get_clock_history(session)) if screening else None
    return ProposalPage(
        ref=proposal.ref,
        state=proposal.state,
        proposed_by=proposal.proposed_by,
        matter=proposal.matter,
        power=proposal.power,
        sum_needed=proposal.sum_needed,
        opened_on=proposal.opened_on,
        supports=shown_supports(proposal),
        words=public[-1] if public else None,
        changes=list_changes(public),
        source=Source(
            has_client_source(proposal, count),
            shown_number(count),
            list_quotes(session, proposal),
            [theme.name for theme in list_themes_behind(session, proposal)],
        ),
        screening=screening,
        heard_by=heard_by,
        appeal_is_late=heard_by is not None and today > heard_by,
        facts=facts,
        beads=shown_beads(draw_trail(facts)),
        cards=_cards_behind(session, proposal, today),
        done=done,
        problem=problem,
    )


def _cards_behind(session: Session, proposal: Proposal, today: date) -> CardsBehind:
    number, rulebook = count_card_supports(session, proposal), get_rulebook_in_force(session, today)
    shown = number if number >= LEAST_SHOWN else None
    return CardsBehind(shown, rulebook.card_supports, is_forced(number, rulebook))


def list_changes(versions: Sequence[ProposalVersion]) -> list[Change]:
    """What each version after the first changed, the newest first."""
    return [_change(before, after) for before, after in reversed(list(pairwise(versions)))]


def _change(before: ProposalVersion, after: ProposalVersion) -> Change:
    texts = [(name, getattr(before, name) or "", getattr(after, name) or "") for name in TEXTS]
    return Change(
        number=after.number,
        made_on=after.made_on,
        by_role=after.by_role,
        why=after.why_changed or "",
        texts=[(name, compare(old, new)) for name, old, new in texts if old != new],
    )
