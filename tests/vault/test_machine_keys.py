import json
import stat
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from threading import Barrier

import pytest
from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

from app.vault.machine import (
    MachineKeys,
    MachineKeysMissing,
    MachineKeysUnusable,
    load,
    load_or_create,
    new_machine_keys,
    store,
)


def test_keys_are_made_once_and_stay(tmp_path: Path) -> None:
    made = load_or_create(tmp_path / "data")
    assert load_or_create(tmp_path / "data") == made
    assert load(tmp_path / "data") == made
    assert len({made.ledger_seed, made.pepper, made.form_key}) == 3


def test_only_the_owner_can_read_the_file_and_nothing_else_is_left(tmp_path: Path) -> None:
    load_or_create(tmp_path)
    (file,) = (tmp_path / "keys").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_file_that_others_can_read_is_closed_to_them_again(tmp_path: Path) -> None:
    load_or_create(tmp_path)
    (file,) = (tmp_path / "keys").iterdir()
    file.chmod(0o644)
    load(tmp_path)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_processes_that_start_together_get_the_same_keys(tmp_path: Path) -> None:
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as starting:
        found = list(starting.map(load_or_create, [tmp_path / "data"] * 16))
    assert len({keys.pepper for keys in found}) == 1
    assert len(list((tmp_path / "data" / "keys").iterdir())) == 1


def test_of_many_who_store_at_once_exactly_one_succeeds(tmp_path: Path) -> None:
    together = Barrier(8)

    def store_own(keys: MachineKeys) -> bool:
        together.wait(30)
        return store(tmp_path, keys)

    offered = [new_machine_keys() for _ in range(8)]
    with ThreadPoolExecutor(8) as starting:
        stored = list(starting.map(store_own, offered))
    assert stored.count(True) == 1
    assert load(tmp_path) == offered[stored.index(True)]


def test_storing_never_replaces_keys(tmp_path: Path) -> None:
    first, second = new_machine_keys(), new_machine_keys()
    assert store(tmp_path, first)
    assert not store(tmp_path, second)
    assert load(tmp_path) == first


def test_loading_alone_never_makes_keys(tmp_path: Path) -> None:
    with pytest.raises(MachineKeysMissing, match=r"machine\.json"):
        load(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{}",
        "[]",
        "null",
        "not json",
        "é",
        json.dumps({"pepper": "00" * 32}),
        json.dumps({"ledger_seed": "00" * 32, "pepper": "00" * 31, "form_key": "00" * 32}),
        json.dumps({"ledger_seed": "00" * 32, "pepper": 5, "form_key": "00" * 32}),
        json.dumps({"ledger_seed": "00" * 32, "pepper": "zz" * 32, "form_key": "00" * 32}),
    ],
)
def test_a_broken_file_is_named_and_never_replaced(tmp_path: Path, content: str) -> None:
    file = tmp_path / "keys" / "machine.json"
    file.parent.mkdir()
    file.write_text(content, encoding="utf-8")
    with pytest.raises(MachineKeysUnusable, match=r"not a file of machine keys: .*machine\.json"):
        load_or_create(tmp_path)
    assert file.read_text(encoding="utf-8") == content


def test_a_folder_that_cannot_hold_keys_is_named(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("a file where the folder should be")
    with pytest.raises(MachineKeysUnusable, match=r"cannot be read: .*machine\.json"):
        load_or_create(tmp_path)
    with pytest.raises(MachineKeysUnusable, match=r"cannot be written: .*machine\.json"):
        store(tmp_path, new_machine_keys())


def test_anybody_with_the_public_key_can_check_a_signature() -> None:
    keys = new_machine_keys()
    signature = keys.sign(b"head 7")
    assert VerifyKey(keys.ledger_public).verify(b"head 7", signature) == b"head 7"
    with pytest.raises(BadSignatureError):
        VerifyKey(keys.ledger_public).verify(b"head 8", signature)


def test_machine_keys_show_nowhere_in_words() -> None:
    assert repr(MachineKeys(b"a" * 32, b"b" * 32, b"c" * 32)) == "MachineKeys()"
