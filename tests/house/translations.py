"""Run by `make check`: every sentence of the participant side stands in Spanish and fills the same places."""

import re
import sys
from collections import Counter
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent.parent
LOCALES = ROOT / "app" / "web" / "locales"
PLACES = re.compile(r"%\((\w+)\)s")
SENTENCE = re.compile(r'^msgid "(.+)"$', re.MULTILINE)
METHODS = [("templates/**.html", "jinja2"), ("templates/**.atom", "jinja2"), ("app/**.py", "python")]
COMPLETE = ("es",)
ENDINGS = ("layouts/desk.html", "desk_words.py")
ROOMS = ("app/rooms/accounts/", "app/rooms/admin/", "app/rooms/safekeeping/")  # met at the desk alone


def is_workspace(path: str) -> bool:
    """The workspace speaks English; its templates and its words stand apart."""
    return "/desk/" in path or path.endswith(ENDINGS) or path.startswith(ROOMS)


def sentences(*, of_workspace: bool = False) -> dict[str, str]:
    """Each marked sentence with the file that it stands in first."""
    found: dict[str, str] = {}
    options = {"templates/**.html": {"newstyle_gettext": "true", "trimmed": "false"}}
    for path, _, message, _, _ in extract_from_dir(
        ROOT, method_map=METHODS, options_map=options, directory_filter=lambda folder: "/." not in str(folder)
    ):
        if is_workspace(path) == of_workspace:
            found.setdefault(message[0] if isinstance(message, tuple) else message, path)
    return found


def read(language: str) -> Catalog:
    """One language's catalogue."""
    with (LOCALES / f"{language}.po").open("rb") as source:
        return read_po(source, locale=language)


def missing(language: str) -> list[str]:
    """What has no words in this language, as `file: sentence`."""
    catalog = read(language)
    gaps = []
    for sentence, path in sentences().items():
        entry = catalog.get(sentence)
        if entry is None or not all(_words(entry)):
            gaps.append(f"{path}: {sentence}")
    return gaps


def misfilled(language: str) -> list[str]:
    """Translations whose places to fill are not those of the sentence."""
    wrong = []
    for entry in read(language):
        if not entry.id or not all(_words(entry)):
            continue
        source = set(PLACES.findall(entry.id if isinstance(entry.id, str) else entry.id[-1]))
        if any(set(PLACES.findall(words)) - source for words in _words(entry)):
            wrong.append(str(entry.id))
    return wrong


def twice(language: str) -> list[str]:
    """Sentences that stand more than once: only one of their translations is ever shown."""
    found = Counter(SENTENCE.findall((LOCALES / f"{language}.po").read_text("utf-8")))
    return [sentence for sentence, times in found.items() if times > 1]


def _words(entry: Message) -> list[str]:
    return [entry.string] if isinstance(entry.string, str) else list(entry.string)


def main() -> int:
    """0 when nothing is missing, filled wrongly or said twice."""
    gaps = [f"{code} misses {gap}" for code in COMPLETE for gap in missing(code)]
    gaps += [
        f"{path.stem} fills wrongly {s}"
        for path in sorted(LOCALES.glob("*.po"))
        for s in misfilled(path.stem)
    ]
    gaps += [f"{path.stem} says twice {s}" for path in sorted(LOCALES.glob("*.po")) for s in twice(path.stem)]
    print("\n".join(gaps), file=sys.stderr)
    return 1 if gaps else 0


if __name__ == "__main__":
    sys.exit(main())
