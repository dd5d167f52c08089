"""Whoever steals a backup finds nothing in it, neither words nor counts; the key opens what it must."""

import zlib
from pathlib import Path

from app.rooms.safekeeping.backup_snapshot import LEFT_OUT
from app.rooms.safekeeping.backup_writing import back_up
from app.vault.machine import load
from app.vault.sealed_stream import MARK, looks_whole, read_sealed
from tests.raid.visitors import STEM, marked
from tests.support.backups import RECOVERY, use_known_recovery_key
from tests.support.organisation import PASSPHRASE, World
from tests.support.participant import Participant, code_on
from tests.support.raid import needles
from tests.support.sign_in import token_of


def test_nothing_stands_in_a_backup_in_clear(world: World, tmp_path: Path) -> None:
    use_known_recovery_key(world.database)
    person = Participant(world.browser())
    code = code_on(person.say(marked("voice"), keep_words="yes"))
    token = token_of(world, "steward")
    machine = load(world.settings.data)
    back_up(world.database, machine, tmp_path / "b", now=world.now)
    content = (tmp_path / "b").read_bytes()
    secrets = [STEM, code, token, PASSPHRASE, "Test Corner", "steward", "thread", "ledger_leaf", "2026-W48"]
    searched = needles([*secrets, machine.ledger_seed, machine.pepper, RECOVERY.public])
    assert [word for needle, word in searched.items() if needle in content] == []
    assert content.startswith(MARK)
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_with_the_key_it_holds_no_session_and_no_word_in_clear(world: World, tmp_path: Path) -> None:
    use_known_recovery_key(world.database)
    Participant(world.browser()).say(marked("voice"), keep_words="yes")
    token_of(world, "steward")
    back_up(world.database, load(world.settings.data), tmp_path / "b", now=world.now)
    with (tmp_path / "b").open("rb") as source:
        plain = zlib.decompress(b"".join(read_sealed(source, RECOVERY.private)))
    assert b"Test Corner" in plain
    assert STEM.encode() not in plain
    for table in LEFT_OUT:
        assert f'{{"table":"{table}"'.encode() not in plain


def test_its_size_tells_little(world: World, tmp_path: Path) -> None:
    use_known_recovery_key(world.database)
    sizes = set()
    for number in range(3):
        Participant(world.browser()).say(marked(f"voice{number}") * 30)
        back_up(world.database, load(world.settings.data), tmp_path / f"b{number}", now=world.now)
        sizes.add((tmp_path / f"b{number}").stat().st_size)
    assert len(sizes) == 1
    assert all(looks_whole(size) for size in sizes)
