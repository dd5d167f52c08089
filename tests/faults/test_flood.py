"""Twenty voices a second from one source: a person gets through, and nothing acknowledged is lost."""

import asyncio
import re

import httpx
import pytest
from sqlalchemy import func, select

from app.db import Database
from app.models.feedback import Receipt, Thread
from app.settings import Settings
from tests.support.participant import CODE, TOKEN
from tests.support.server import served

A_SECOND = 20
WORDS = "The van did not come on Tuesday."


async def press_until_it_is_taken(client: httpx.AsyncClient, *, most: int = 40) -> tuple[str, int]:
    """A person who presses again when asked to; returns the code and how often they pressed."""
    page = await client.get("/say")
    for pressed in range(1, most + 1):
        token = TOKEN.search(page.text)
        assert token is not None, page.status_code
        page = await client.post("/say", data={"message": WORDS, "token": token[1]})
        if page.status_code == 201:
            shown = CODE.search(page.text)
            assert shown is not None
            return re.sub(r"<[^>]+>|\s", "", shown[1]), pressed
        assert page.status_code == 429
        assert WORDS in page.text
        await asyncio.sleep(1)
    raise AssertionError("never taken")


async def one_of_a_flood(client: httpx.AsyncClient, number: int, token: str) -> bool:
    """True when it was acknowledged with a code; the only other answer is "press again"."""
    answer = await client.post("/say", data={"message": f"Flood {number}", "token": token})
    assert answer.status_code in (201, 429), answer.status_code
    return answer.status_code == 201


async def flood(address: str, seconds: int) -> tuple[int, list[int]]:
    """How many of the flood were acknowledged, and how often each of the people had to press."""
    async with httpx.AsyncClient(base_url=address, timeout=120) as client:
        tokens = [TOKEN.search((await client.get("/say")).text) for _ in range(4)]
        tasks, people = [], []
        for number in range(A_SECOND * seconds):
            token = tokens[number % 4]
            assert token is not None
            tasks.append(asyncio.create_task(one_of_a_flood(client, number, token[1])))
            if number % (A_SECOND * 2) == A_SECOND:
                people.append(asyncio.create_task(press_until_it_is_taken(client)))
            await asyncio.sleep(1 / A_SECOND)
        taken = sum(await asyncio.gather(*tasks))
        return taken, [pressed for _, pressed in await asyncio.gather(*people)]


def check(settings: Settings, database: Database, seconds: int, **cost: str) -> None:
    with served(settings, **cost) as server:
        taken, pressed = asyncio.run(flood(server.address, seconds))
    with database.read() as session:
        stored = session.scalar(select(func.count()).select_from(Thread)) or 0
        receipts = session.scalar(select(func.count()).select_from(Receipt)) or 0
        waiting = session.scalar(
            select(func.count()).select_from(Thread).where(Thread.flood_state == "waiting")
        )
    assert stored == receipts == taken + len(pressed)
    print(f"acknowledged {taken} of {A_SECOND * seconds}, waiting for a look {waiting}, pressed {pressed}")
    assert (waiting or 0) >= taken + len(pressed) - 2 * settings.flood_after - 1


@pytest.mark.postgresql_is_long
def test_a_person_gets_through_a_short_flood_and_nothing_acknowledged_is_lost(
    settings: Settings, database: Database
) -> None:
    check(settings, database, 4, SAYSO_FLOOD_AFTER="20")


@pytest.mark.long
def test_a_person_gets_through_a_minute_of_flood_at_the_real_cost_of_a_code(
    settings: Settings, database: Database
) -> None:
    check(settings, database, 60, SAYSO_TEST_COST="full")
