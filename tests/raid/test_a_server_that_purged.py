"""The raid on a server of its own process: after a change of keys, and after `sayso purge`."""

import os
import re
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from sqlalchemy import select

from app.db import Database
from app.models.feedback import Thread
from app.models.people import CircleGrant
from app.settings import Settings
from tests.raid.test_purge_and_rotation import BEGINNING, MADE_UP, every_box, needles_of
from tests.support.desk_browser import DeskBrowser
from tests.support.organisation import PASSPHRASE
from tests.support.participant import Participant, code_on
from tests.support.raid import raid
from tests.support.server import ROOT, served

KEYS = "/desk/keys"
GO_ON = re.compile(r"/desk/keys/changes/\d+/go-on")
LONG_AGO = timedelta(days=200)  # longer than words are kept


@pytest.mark.postgresql_is_long
def test_nothing_old_is_in_any_file_of_a_server_that_changed_keys_and_whose_words_were_purged(
    settings: Settings, database: Database
) -> None:
    begun = time.time() - 1
    temporary = settings.data / "temporary"
    temporary.mkdir()
    own = {"TMPDIR": str(temporary), "HOME": str(temporary)}
    then = (datetime.now(UTC) - LONG_AGO).isoformat()
    with served(settings, SAYSO_TEST_NOW=then, **own) as server:
        codes = two_hundred_words_are_said(server.address)
        words = [BEGINNING, PASSPHRASE, *codes]
        old = sealed(database)
        # The control: what is sealed is found, in the very files that are searched again below.
        assert {hit.word for hit in raid(settings, [*old, *words], since=begun)} == {repr(one) for one in old}
        key_is_changed(server.address)
        new = sealed(database)
        found = raid(settings, [*old, *new, *words], since=begun)
        assert len(set(old) - set(new)) > len(codes)  # a key for each voice, and the grants
        assert {hit.word for hit in found} == {repr(one) for one in new}
        purged = purge(settings, **own)
    assert f"{len(codes)} voices" in purged
    with database.read() as session:
        refs = session.scalars(select(Thread.ref)).all()
    kept = sealed(database)
    gone = [one for one in {*old, *new} if one not in kept]
    assert len(gone) > 2 * len(codes)
    found = raid(settings, [*gone, *words, *refs], since=begun)
    assert {hit.word for hit in found} == {repr(ref) for ref in refs}
    assert list(temporary.iterdir()) == []


def two_hundred_words_are_said(address: str) -> list[str]:
    """Over HTTP, twenty in each voice; returns the codes."""
    with httpx.Client(base_url=address, timeout=60) as client:
        person = Participant(client)
        said = [" ".join(MADE_UP[first : first + 20]) for first in range(0, 200, 20)]
        return [code_on(person.say(words, keep_words="yes")) for words in said]


def key_is_changed(address: str) -> None:
    """A steward presses the buttons of the page until the change is done."""
    with httpx.Client(base_url=address, timeout=60) as client:
        steward = DeskBrowser(client)
        assert steward.sign_in("steward", PASSPHRASE).status_code == 303
        assert steward.press(f"{KEYS}/stewards/change", on=KEYS).status_code == 303
        while step := GO_ON.search(steward.page(KEYS)):
            assert steward.press(step[0], on=KEYS).status_code == 303


def purge(settings: Settings, **more: str) -> str:
    """`sayso purge` as an operator calls it beside the running server; what it said."""
    names = {"SAYSO_DATA": str(settings.data), "SAYSO_DATABASE_URL": settings.database_url}
    command = [sys.executable, "-m", "app.cli", "purge"]
    return subprocess.run(
        command, env=os.environ | names | more, cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout


def sealed(database: Database) -> list[bytes]:
    """A part of every box and of every grant of a key."""
    return needles_of([*every_box(database), *grants(database)])


def grants(database: Database) -> list[bytes]:
    """The keys of circles, each sealed to one person."""
    with database.read() as session:
        return list(session.scalars(select(CircleGrant.sealed_private_key)))
