"""w3m, a text browser that none of us wrote: it reads our pages and sends our forms."""

import subprocess
from pathlib import Path
from urllib.parse import urlencode

W3M = "/usr/bin/w3m"
OPTIONS = ["-no-cookie", "-o", "auto_image=0", "-o", "use_history=0", "-cols", "72"]


def read(url: str, *, source: bool = False) -> str:
    """The page as w3m shows it, or as it came."""
    return _run(["-dump_source" if source else "-dump", url])


def send(url: str, fields: dict[str, str], *, folder: Path, source: bool = False) -> str:
    """Send a form; the answer as w3m shows it, or as it came."""
    body = folder / "w3m-post"
    body.write_text(urlencode(fields), encoding="ascii")
    try:
        return _run(["-post", str(body), "-dump_source" if source else "-dump", url])
    finally:
        body.unlink()


def _run(what: list[str]) -> str:
    home = {"HOME": "/nonexistent", "LANG": "C.UTF-8", "TERM": "dumb", "PATH": "/usr/bin:/bin"}
    done = subprocess.run([W3M, *OPTIONS, *what], env=home, capture_output=True, timeout=30, check=True)
    return done.stdout.decode()
