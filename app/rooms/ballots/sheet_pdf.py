"""Sheets as PDF, by WeasyPrint (the extra ``sayso[pdf]``). In memory: nothing touches the disk."""

import importlib.util
import sys
import threading
from typing import NoReturn

from app.domain.errors import InvalidInput

_ONE_AT_A_TIME = threading.Lock()


def can_make_pdf() -> bool:
    """True when WeasyPrint is installed."""
    if "weasyprint" in sys.modules:
        return sys.modules["weasyprint"] is not None
    return importlib.util.find_spec("weasyprint") is not None


def check_pdf() -> None:
    """``InvalidInput`` where there is no WeasyPrint: ask before cards are made."""
    if not can_make_pdf():
        raise InvalidInput("cards_no_pdf", field="output")


def make_pdf(document: str) -> bytes:
    """The document's pages; one is made at a time, since each takes much memory."""
    from weasyprint import HTML  # the extra; slow to load

    with _ONE_AT_A_TIME:
        made: bytes = HTML(string=document, url_fetcher=_fetch_nothing).write_pdf()
    return made


def _fetch_nothing(url: str) -> NoReturn:
    raise ValueError(f"a sheet needs nothing from elsewhere, not even {url}")
