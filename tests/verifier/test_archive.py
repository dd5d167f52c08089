import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from app.verifier.archive import verify_pyz, verify_pyz_sha256
from tests.support.public_ledger import KEY, a_ledger, served


@pytest.fixture
def program(tmp_path: Path) -> Path:
    file = tmp_path / "verify.pyz"
    file.write_bytes(verify_pyz())
    return file


def run(program: Path, *words: str) -> subprocess.CompletedProcess[str]:
    bare = [sys.executable, "-I", "-S", str(program), *words]
    return subprocess.run(bare, capture_output=True, text=True, check=False, cwd=program.parent)


def test_bare_python_checks_a_ledger_with_it(program: Path) -> None:
    with served(a_ledger()) as address:
        done = run(program, address, "--key", KEY)
    assert done.returncode == 0, done.stderr
    assert "All 9 checks hold." in done.stdout


def test_bare_python_finds_what_is_false(program: Path) -> None:
    ledger = a_ledger()
    ledger.leaves[3] = ledger.leaves[4]
    with served(ledger) as address:
        done = run(program, address)
    assert done.returncode == 1
    assert "leaf 3 is not the one whose hash is stored" in done.stdout


def test_it_says_what_it_is_and_what_is_wrong_with_a_call(program: Path) -> None:
    assert "Check a public ledger" in run(program, "--help").stdout
    assert run(program).returncode == 2
    assert run(program, "elsewhere").returncode == 2


def test_it_holds_nothing_but_the_rules_and_the_verifier(program: Path) -> None:
    with zipfile.ZipFile(program) as archive:
        names = archive.namelist()
        assert archive.read("app/__init__.py") == b""
    assert {"/".join(name.split("/")[:2]) for name in names} == {
        "__main__.py",
        "app/__init__.py",
        "app/domain",
        "app/verifier",
    }
    assert all(name.endswith(".py") for name in names)


def test_the_same_source_gives_the_same_bytes(program: Path) -> None:
    first = verify_pyz()
    verify_pyz.cache_clear()
    assert verify_pyz() == first
    assert verify_pyz_sha256() == hashlib.sha256(first).hexdigest()
    with zipfile.ZipFile(program) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}
        assert archive.namelist() == sorted(archive.namelist())
