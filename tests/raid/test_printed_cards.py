"""Sheets of cards are an answer and nothing else: no file anywhere holds a code, also while a PDF is made."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from tests.support.organisation import World
from tests.support.raid import Hit, needles, raid
from tests.support.server import ROOT
from tests.support.sign_in import token_of

# Runs the application in a process of its own, asks it for sheets as the desk does, and says every path that
# Python opens for writing, and every temporary file or folder, from then on. WeasyPrint is loaded before:
# its search for the system's libraries makes empty temporary files.
WATCHED = """
import os, sys
from datetime import datetime
import weasyprint
from starlette.testclient import TestClient
from app.main import create_app
from app.settings import Settings
from app.vault.session_keys import csrf_token
from app.web.sessions import cookie_name

output, token, now = sys.argv[1:4]
settings = Settings()
app = create_app(settings, clock=lambda: datetime.fromisoformat(now))
with TestClient(app, raise_server_exceptions=False) as client:
    client.cookies.set(cookie_name(settings), token)
    client.get("/desk/cards")

    def watch(event, arguments):
        if event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR):
            os.write(2, f"WROTE {arguments[0]}\\n".encode())
        elif event.startswith("tempfile."):
            os.write(2, f"TEMPORARY {arguments}\\n".encode())

    sys.addaudithook(watch)
    form = {"ref": "C-RAZXCV", "purpose": "period", "starts_on": "2026-11-20", "last_on": "2027-01-31",
            "count": "9", "language": "en", "second_language": "es", "output": output,
            "csrf": csrf_token(token)}
    answer = client.post("/desk/cards", data=form)
    assert answer.status_code == 200, answer.text
    sys.stdout.buffer.write(answer.content)
"""


def sheets(world: World, output: str, folder: Path) -> tuple[bytes, list[str], str]:
    """The sheets, what was opened for writing meanwhile, and all that the process said."""
    beside = {"TMPDIR": str(folder / "tmp"), "HOME": str(folder / "home")}
    for path in beside.values():
        Path(path).mkdir(exist_ok=True)
    environment = (
        os.environ
        | beside
        | {
            "SAYSO_DATA": str(world.settings.data),
            "SAYSO_DATABASE_URL": world.settings.effective_database_url,
            "SAYSO_BASE_URL": "http://testserver",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
    )
    words = [sys.executable, "-c", WATCHED, output, token_of(world, "secretary"), world.now.isoformat()]
    done = subprocess.run(words, env=environment, cwd=ROOT, capture_output=True, check=False)
    said = done.stderr.decode(errors="replace")
    assert done.returncode == 0, said
    seen = [line for line in said.splitlines() if line.startswith(("WROTE ", "TEMPORARY "))]
    return done.stdout, seen, said


def codes_in(answer: bytes, output: str) -> list[str]:
    if output == "page":
        return ["".join(found) for found in re.findall(r"<span>([0-9A-Z]{4})</span> ?" * 4, answer.decode())]
    with pypdfium2.PdfDocument(answer) as document:
        pictures = [page.render(scale=2).to_pil() for page in document]
    return [found.text for picture in pictures for found in zxingcpp.read_barcodes(picture)]


@pytest.mark.postgresql_is_long
@pytest.mark.parametrize("output", ["page", "pdf"])
def test_no_code_of_a_printed_card_is_on_any_disk(world: World, tmp_path: Path, output: str) -> None:
    answer, seen, said = sheets(world, output, tmp_path)
    codes = codes_in(answer, output)
    assert len(codes) == 9
    known = (str(world.settings.data), "/dev/null")
    assert [line for line in seen if not line.removeprefix("WROTE ").startswith(known)] == []
    planted = [*codes, *(" ".join(code[at : at + 4] for at in (0, 4, 8, 12)) for code in codes)]
    assert raid(world.settings, planted) == []
    assert not [code for code in planted if code in said]
    assert found_in(tmp_path, planted) == []


def test_the_search_finds_a_code_that_was_written(world: World, tmp_path: Path) -> None:
    (tmp_path / "spool").write_text("7K2QX9PMV4TRAB3C")
    assert found_in(tmp_path, ["7K2QX9PMV4TRAB3C"]) != []


def found_in(folder: Path, planted: list[str]) -> list[Hit]:
    wanted = needles(planted)
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [
        Hit(word, str(path)) for path in files for data, word in wanted.items() if data in path.read_bytes()
    ]
