"""A power cut while people speak: what a person was told is stored, is stored, and only once."""

import itertools
import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import httpx
import pytest
from sqlalchemy import func, select

from app.db import Database
from app.models.feedback import FormUse, Message, Receipt, Thread
from app.settings import Settings
from tests.support.participant import Participant, code_on, token_on
from tests.support.server import Server, served, start

PEOPLE = 4


@dataclass
class Crowd:
    """People who speak at once. ``told``: each code received in full, with its words. ``cut_off``: the forms
    (token and words) whose answer never came."""

    told: dict[str, str] = field(default_factory=dict)
    cut_off: list[tuple[str, str]] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=itertools.count)

    def speak_until_the_line_breaks(self, server: Server) -> None:
        """All speak again and again; some moment after the first answer the server dies."""
        heard = len(self.told)
        with ThreadPoolExecutor(PEOPLE) as people:
            speaking = [people.submit(self._speak, server.address) for _ in range(PEOPLE)]
            while len(self.told) == heard and not speaking[0].done():
                time.sleep(0.01)
            time.sleep(random.uniform(0, 0.3))  # noqa: S311  # when a cable is pulled, not a secret
            server.kill()
            for one in speaking:
                one.result()

    def send_again(self, address: str) -> None:
        """What was cut off is sent again, as people do, and gets its code."""
        with httpx.Client(base_url=address, timeout=30) as client:
            while self.cut_off:
                token, words = self.cut_off.pop()
                said = Participant(client).say(words, token=token, keep_words="yes")
                assert said.status_code in (200, 201)
                self._keep(said, words)

    def come_back(self, address: str) -> None:
        """Every code opens its own words."""
        with httpx.Client(base_url=address, timeout=30) as client:
            for code, words in self.told.items():
                opened = Participant(client).open(code)
                assert opened.status_code == 200
                assert words in opened.text

    def _speak(self, address: str) -> None:
        with httpx.Client(base_url=address, timeout=30) as client:
            while True:
                words = f"Voice {next(self.numbers)} of the night."
                token = ""
                try:
                    token = token_on(client.get("/say"))
                    said = Participant(client).say(words, token=token, keep_words="yes")
                except httpx.TransportError:
                    self.cut_off += [(token, words)] if token else []
                    return
                assert said.status_code == 201
                self._keep(said, words)

    def _keep(self, said: httpx.Response, words: str) -> None:
        code = code_on(said)
        assert code not in self.told
        self.told[code] = words


def require_nothing_lost_and_nothing_twice(settings: Settings, database: Database, *, rounds: int) -> None:
    """Kill the server this often while a crowd speaks, and until it cut somebody off; then look."""
    crowd = Crowd()
    killed = 0
    while killed < rounds or (not crowd.cut_off and killed < 10 * rounds):
        heard = len(crowd.told)
        crowd.speak_until_the_line_breaks(start(settings))
        assert len(crowd.told) > heard
        killed += 1
    assert crowd.cut_off
    with served(settings) as server:
        crowd.send_again(server.address)
        crowd.come_back(server.address)
    assert "fault kind=" not in server.log.read_text()
    with database.read() as session:
        stored = [
            session.scalar(select(func.count()).select_from(model))
            for model in (Thread, Receipt, Message, FormUse)
        ]
    assert stored == [len(crowd.told)] * 4


def test_no_acknowledged_voice_is_lost_or_doubled_when_the_server_is_killed(
    settings: Settings, database: Database
) -> None:
    require_nothing_lost_and_nothing_twice(settings, database, rounds=3)


@pytest.mark.long
def test_no_acknowledged_voice_is_lost_or_doubled_in_a_hundred_kills(
    settings: Settings, database: Database
) -> None:
    require_nothing_lost_and_nothing_twice(settings, database, rounds=100)
