"""The stage that the demonstration's story is told on: who acts, when, and what came of what."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.db import Database
from app.demo.founding import TIME_ZONE
from app.demo.people import PASSPHRASE, PEOPLE
from app.domain.sessions import SessionStage
from app.domain.weeks import Week
from app.rooms.accounts.actions import sign_in
from app.rooms.accounts.queries import find_account_by_name, wrapped_of
from app.vault.accounts import unwrap
from app.vault.cards import CardCode
from app.vault.derivation import Cost
from app.vault.machine import MachineKeys
from app.web.actors import Actor
from app.web.sessions import close_session, find_actor


@dataclass(frozen=True)
class Moment:
    """One act of the story, in a transaction of its own."""

    at: datetime
    order: int
    act: Callable[["Stage", Session, datetime], None]


@dataclass
class Stage:
    """The database, the people (by sign-in name), and the codes and references by the story's own names."""

    database: Database
    machine: MachineKeys
    costs: tuple[Cost, Cost]
    data: dict[str, Any] = field(default_factory=dict, repr=False)  # Any: the data file's own shape
    codes: dict[str, str] = field(default_factory=dict, repr=False)
    refs: dict[str, str] = field(default_factory=dict)
    cards: dict[str, Sequence[CardCode]] = field(default_factory=dict, repr=False)
    _people: dict[str, Actor] = field(default_factory=dict, repr=False)

    def actor(self, name: str, *, title: str = "") -> Actor:
        """Somebody who acts; ``title`` is what they sign with this time."""
        actor = self._people[name]
        return replace(actor, public_title=title) if title else actor

    def tell(self, moments: list[Moment]) -> None:
        """Everybody comes in, then the story is played in the order of its days."""
        self._people |= {name: self._sign_in(name) for name in PEOPLE if name not in self._people}
        for moment in sorted(moments, key=lambda one: (one.at, one.order)):
            with self.database.write() as session:
                moment.act(self, session, moment.at)

    def _sign_in(self, name: str) -> Actor:
        now = datetime.now(UTC)
        with self.database.write() as session:
            account = find_account_by_name(session, name)
            if account is None:
                raise LookupError(name)
            private = unwrap(wrapped_of(account), PASSPHRASE, cost=self.costs[1])
            token = sign_in(session, account, private_key=private, now=now, stage=SessionStage.STRONG)
            found = find_actor(session, token, now)
            close_session(session, token)
        if found is None:
            raise LookupError(name)
        return found[0]


def story() -> dict[str, Any]:  # Any: the data file's own shape
    """The invented organisation's data file."""
    text = (files("app.demo") / "organisation.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    return data


def on(week: str, weekday: int, hour: int = 12) -> datetime:
    """An instant in a week of the story: weekday 0 is Monday."""
    first = Week.parse(week).starts_on
    return at(date.fromordinal(first.toordinal() + weekday), hour)


def at(day: date, hour: int = 12, minute: int = 0) -> datetime:
    """An instant on a day of the story."""
    return datetime.combine(day, time(hour, minute), ZoneInfo(TIME_ZONE)).astimezone(UTC)


def week_of(now: datetime) -> Week:
    """The organisation's week at an instant."""
    return Week.of(day_of(now))


def day_of(now: datetime) -> date:
    """The organisation's date at an instant."""
    return now.astimezone(ZoneInfo(TIME_ZONE)).date()
