"""Renders the sample pages for eyes: ``python -m tests.pages.gallery FOLDER``."""

import shutil
import sys
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader

from app.web.addresses import STATIC
from app.web.errors import ErrorPage
from app.web.render import make_environment
from tests.pages.sample_words import (
    AMHARIC,
    ANSWERS,
    ARABIC,
    DECISION_BEADS,
    ENGLISH,
    EVERY_BEAD,
    Actor,
    Bead,
    Language,
)

SHEET = STATIC / "sayso.css"
OWN_NAMES = {"en": "English", "es": "Español", "am": "አማርኛ", "ar": "العربية", "zh": "中文"}
SAMPLES = {"en": ENGLISH, "am": AMHARIC, "ar": ARABIC}
DESK = frozenset({"stewardship:feedback:list", "stewardship:theme:edit", "board:papers:read"})


def sample_environment() -> Environment:
    """The serving environment, which also finds the sample pages."""
    environment = make_environment.__wrapped__()  # one of its own: the sheet lies beside the samples
    assert environment.loader is not None
    samples = FileSystemLoader(Path(__file__).parent / "samples")
    environment.loader = ChoiceLoader([environment.loader, samples])
    environment.globals["static_path"] = lambda name: name
    return environment


def page_context(language: str = "en", **more: Any) -> dict[str, Any]:  # Any: the template's names
    """What every template is given, for a page in this language."""
    words = SAMPLES.get(language, ENGLISH)
    sample = words | {"trail": [Bead("", title, text) for title, text in words["trail"]]}
    return {
        "path_for": lambda name, **parameters: f"#{name}",
        "has_path": lambda name: True,
        "request_language": language,
        "direction": "rtl" if language == "ar" else "ltr",
        "languages": [
            Language(code, name, "rtl" if code == "ar" else "ltr", f"say.{code}.html", code == language)
            for code, name in OWN_NAMES.items()
        ],
        "organisation_name": "Corner Light",
        "is_demonstration": False,
        "actor": None,
        "csrf_token": "",
        "htmx": None,
        "page": ErrorPage(404, None, ["what somebody wrote at some length"]),
        "sample": sample,
        "answers": ANSWERS,
        "decision_beads": DECISION_BEADS,
        "every_bead": EVERY_BEAD,
    } | more


def sample_pages() -> dict[str, str]:
    """Each sample page by its file name."""
    environment = sample_environment()
    pages = {
        f"{name}.{language}": environment.get_template(f"{name}.html").render(page_context(language))
        for name in ("parts", "say", "home")
        for language in ("en", "am", "ar")
    }
    desk = page_context(actor=Actor("Steward 1", DESK), csrf_token="t0k3n")
    pages["desk.en"] = environment.get_template("desk.html").render(desk)
    for code in (403, 404, 409, 413, 422, 429, 500, 503):
        pages[f"error-{code}.en"] = environment.get_template(f"errors/{code}.html").render(page_context())
    return pages


def main(folder: Path) -> None:
    """Write the pages and the sheet beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(SHEET, folder / SHEET.name)
    for name, text in sample_pages().items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
