"""What routes ask for: transactions, the clock, the organisation's facts."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Annotated

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool

from app import db
from app.domain.weeks import Week
from app.vault.argon_lane import ArgonLane
from app.vault.derivation import Cost
from app.vault.machine import MachineKeys
from app.web.house import House, OrganisationFacts


def _read(request: Request) -> Iterator[db.ReadSession]:
    with request.app.state.database.read() as session:
        yield session


def _write(request: Request) -> Iterator[db.WriteSession]:
    with request.app.state.database.write() as session:
        yield session


# What only looks something up is async: it need not wait for a thread of the pool.
async def _now(request: Request) -> datetime:
    clock = request.app.state.clock
    now: datetime = clock() if clock else datetime.now(UTC)
    return now


async def _facts(request: Request) -> OrganisationFacts:
    house: House = request.app.state.house
    known = house.known()
    return await run_in_threadpool(house.facts) if known is None else known


async def _today(
    facts: Annotated[OrganisationFacts, Depends(_facts)], now: Annotated[datetime, Depends(_now)]
) -> date:
    return facts.today(now)


async def _week(
    facts: Annotated[OrganisationFacts, Depends(_facts)], now: Annotated[datetime, Depends(_now)]
) -> Week:
    return facts.week(now)


async def _machine(request: Request) -> MachineKeys:
    keys: MachineKeys = request.app.state.machine
    return keys


# scope="function": the transaction ends before the answer is sent.
ReadSession = Annotated[db.ReadSession, Depends(_read, scope="function")]
WriteSession = Annotated[db.WriteSession, Depends(_write, scope="function")]
Now = Annotated[datetime, Depends(_now)]
Today = Annotated[date, Depends(_today)]
ThisWeek = Annotated[Week, Depends(_week)]
Facts = Annotated[OrganisationFacts, Depends(_facts)]
Machine = Annotated[MachineKeys, Depends(_machine)]


def argon_lane(request: Request) -> ArgonLane:
    """This process's lane for argon2id."""
    lane: ArgonLane = request.app.state.argon_lane
    return lane


def argon_costs(request: Request) -> tuple[Cost, Cost]:
    """The costs of a receipt code and of a passphrase, as this app was made with."""
    costs: tuple[Cost, Cost] = request.app.state.costs
    return costs
