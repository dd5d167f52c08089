"""What people type is sought in every file that a server leaves behind, and is not there."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from app.settings import Settings
from tests.raid.visitors import PUBLIC, STEM, Visit
from tests.support.raid import Hit, needles, raid
from tests.support.server import Server, start

ENDS: dict[str, tuple[bool, Callable[[Server], None]]] = {
    "signed out and stopped": (True, Server.stop),
    "signed in and killed": (False, Server.kill),
}


def files(hits: list[Hit]) -> list[str]:
    """Where something was found."""
    return [hit.file for hit in hits]


@pytest.mark.postgresql_is_long
@pytest.mark.parametrize("end", ENDS)
def test_no_word_code_passphrase_address_or_agent_is_left_on_the_disk(settings: Settings, end: str) -> None:
    signs_out, end_of = ENDS[end]
    begun = time.time() - 1
    temporary = settings.data / "temporary"
    temporary.mkdir()
    server = start(settings, TMPDIR=str(temporary), HOME=str(temporary))
    try:
        visit = Visit(server, settings)
        visit.participants_speak()
        visit.photos_arrive()
        visit.bodies_are_large_or_broken()
        visit.a_request_fails_in_the_middle()
        visit.staff_work(signs_out=signs_out)
    finally:
        end_of(server)
    # A search that could not find what is public would prove nothing.
    assert {hit.word for hit in raid(settings, [*visit.secrets, PUBLIC], since=begun)} == {repr(PUBLIC)}
    assert list(temporary.iterdir()) == []
    assert "fault kind=" in server.log.read_text()


def test_the_search_finds_a_word_however_it_is_written(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    for number, needle in enumerate(needles([STEM, STEM.encode()])):
        (tmp_path / f"file-{number}").write_bytes(b"\x00before" + needle + b"after\xff")
    (tmp_path / "empty").touch()
    found = files(raid(settings, [STEM]))
    assert set(found) == {str(tmp_path / f"file-{number}") for number in range(8)}
    assert files(raid(settings, [STEM], since=time.time() + 60)) == []
