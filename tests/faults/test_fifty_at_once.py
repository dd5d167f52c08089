"""Fifty people press the button in the same moment: each is heard once, and nobody sees an error."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import httpx
import pytest
from sqlalchemy import func, select

from app.db import Database
from app.models.feedback import Message, Receipt, Thread
from app.settings import Settings
from tests.support.participant import Participant, code_on, text_of, token_on
from tests.support.server import served

PEOPLE = 50
CONNECTIONS = httpx.Limits(max_connections=PEOPLE, max_keepalive_connections=PEOPLE)


@pytest.mark.postgresql_is_long
def test_fifty_people_speak_at_once_and_each_gets_a_code_that_opens_their_words(
    settings: Settings, database: Database
) -> None:
    together = Barrier(PEOPLE)

    def speak(number: int) -> tuple[str, str]:
        words = f"Voice {number} of fifty."
        token = token_on(client.get("/say"))
        together.wait(60)
        said = Participant(client).say(words, token=token, keep_words="yes")
        assert said.status_code == 201
        return code_on(said), words

    with (
        served(settings) as server,
        httpx.Client(base_url=server.address, timeout=60, limits=CONNECTIONS) as client,
        ThreadPoolExecutor(PEOPLE) as people,
    ):
        codes = dict(people.map(speak, range(PEOPLE)))
        for code, words in list(codes.items())[::10]:
            assert words in text_of(Participant(client).open(code))
    assert len(codes) == PEOPLE
    assert "fault kind=" not in server.log.read_text()
    with database.read() as session:
        stored = [session.scalar(select(func.count()).select_from(m)) for m in (Thread, Receipt, Message)]
    assert stored == [PEOPLE] * 3
