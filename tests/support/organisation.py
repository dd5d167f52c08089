"""An invented organisation for tests: its people sign in with known passphrases at a small argon2 cost."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache

from sqlalchemy import select
from starlette.testclient import TestClient

from app.db import Database
from app.domain.permissions import Role
from app.main import create_app
from app.models.organisation import IntakeWording
from app.models.people import Account
from app.rooms.accounts.actions import NewAccount
from app.rooms.admin.founding import NewOrganisation, NewText, found_organisation
from app.settings import Settings
from app.vault.accounts import WrappedAccount, new_wrapped_account
from app.vault.machine import load_or_create
from app.vault.recovery import new_recovery_key
from tests.support.factors import CHEAP, PASSPHRASE, give_factors

__all__ = ["CHEAP", "NOW", "PASSPHRASE", "PEOPLE", "TEXTS", "World", "found", "wrapped"]

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)  # a Monday, week 48

PEOPLE: dict[str, frozenset[Role]] = {
    "administrator": frozenset({Role.ADMINISTRATOR}),
    "steward": frozenset({Role.STEWARD}),
    "steward2": frozenset({Role.STEWARD}),
    "outside": frozenset({Role.OUTSIDE_READER}),
    "responder": frozenset({Role.RESPONDER}),
    "director": frozenset({Role.DIRECTOR}),
    "chair": frozenset({Role.BOARD_MEMBER, Role.CHAIR}),
    "secretary": frozenset({Role.BOARD_MEMBER, Role.SECRETARY}),
    "member1": frozenset({Role.BOARD_MEMBER}),
    "teller1": frozenset({Role.TELLER}),
    "teller2": frozenset({Role.TELLER}),
}

TEXTS = (
    NewText(
        "help",
        {
            "en": ("Someone not breathing?", "Shout. Use naloxone. 911 sends an ambulance; police may come."),
            "es": (
                "¿Alguien no respira?",
                "Grite. Use naloxona. El 911 manda ambulancia; puede venir policía.",
            ),
        },
        phone="911",
        police="may",
    ),
    NewText(
        "reading",
        {
            "en": ("We read Tuesdays and Fridays.", "Nobody reads this at night."),
            "es": ("Leemos martes y viernes.", "De noche nadie lee esto."),
        },
    ),
    NewText(
        "legal",
        {
            "en": ("What staff must pass on", "If a child is being hurt now, staff must by law pass it on."),
            "es": ("Lo que el personal debe avisar", "Si dañan a un niño ahora, la ley obliga a avisar."),
        },
    ),
)


@cache
def wrapped(name: str) -> WrappedAccount:
    """One key pair a person, made once a run."""
    return new_wrapped_account(PASSPHRASE, cost=CHEAP)


def found(database: Database, settings: Settings) -> None:
    """Found the organisation in an empty database, with every text confirmed."""
    load_or_create(settings.data)
    people = tuple(
        NewAccount(name, name.capitalize(), f"The {name}", roles, wrapped(name))
        for name, roles in PEOPLE.items()
    )
    new = NewOrganisation(
        name="Test Corner",
        time_zone="America/New_York",
        languages=("en", "es"),
        places={"drop-in": "Drop-in", "night-van": "Night van"},
        texts=TEXTS,
        people=people,
    )
    with database.write() as session:
        found_organisation(session, new, recovery_public=new_recovery_key().public, today=NOW.date())
        give_factors(session, today=NOW.date())
        director = session.scalars(select(Account).where(Account.name == "director")).one()
        for wording in session.scalars(select(IntakeWording)):
            wording.confirmed_by_id = director.id
            wording.confirmed_on = NOW.date()


@dataclass
class World:
    """The application on a test's database. ``now`` is its clock."""

    settings: Settings
    database: Database
    now: datetime = NOW
    _open: list[TestClient] = field(default_factory=list)

    @contextmanager
    def running(self) -> Iterator["World"]:
        """Start the application, and stop it with every browser that was opened."""
        self.app = create_app(
            self.settings, database=self.database, clock=lambda: self.now, costs=(CHEAP, CHEAP)
        )
        with TestClient(self.app, raise_server_exceptions=False) as first:
            self._open.append(first)
            yield self
        self._open.clear()

    def browser(self, *, script: bool = False) -> TestClient:
        """A fresh browser; with ``script`` it speaks as htmx does."""
        client = TestClient(self.app, raise_server_exceptions=False, follow_redirects=False)
        client.portal = self._open[0].portal
        if script:
            client.headers.update({"HX-Request": "true", "HX-Request-Type": "partial"})
        return client

    def pass_time(self, **spans: float) -> None:
        """Move the clock forward, as in ``pass_time(days=8)``."""
        self.now += timedelta(**spans)
