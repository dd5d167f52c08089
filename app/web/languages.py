"""Languages: which one a reader gets, and the catalogue of its sentences."""

import io
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from starlette.types import ASGIApp, Receive, Scope, Send

KNOWN = ("en", "es", "am", "ar", "zh")
SOURCE = "en"
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})

_current: ContextVar[str] = ContextVar("language", default=SOURCE)


def mark(text: str) -> str:
    """Mark a sentence for translation where it is written; it is translated where it is shown."""
    return text


def speak(language: str) -> None:
    """Make this the language of all sentences rendered in this context."""
    _current.set(language)


def current() -> str:
    """The language of sentences rendered in this context."""
    return _current.get()


def gettext(text: str) -> str:
    """The sentence in the current language, or as written."""
    return catalogue(_current.get()).gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """The sentence for this number in the current language."""
    return catalogue(_current.get()).ngettext(one, many, count)


def translate(text: str, language: str) -> str:
    """One marked sentence in one language."""
    return catalogue(language).gettext(text)


@cache
def catalogue(language: str) -> NullTranslations:
    """The compiled catalogue; English, and a language without one, speak as written."""
    path = Path(__file__).parent / "locales" / f"{language}.po"
    if not path.is_file():
        return NullTranslations()
    with path.open("rb") as source:
        messages = read_po(source, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return Translations(compiled)


@cache
def locale(language: str) -> Locale:
    """Babel's locale for dates and numbers."""
    return Locale.parse(language)


def own_name(language: str) -> str:
    """The language's name in itself: Español."""
    name = locale(language).get_display_name(language) or language
    return name[:1].upper() + name[1:]


def direction(language: str) -> str:
    """``rtl`` or ``ltr``."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def preferred(accept: str, offered: tuple[str, ...]) -> str | None:
    """The best offered language of an Accept-Language header (RFC 9110, 12.5.4), or None."""
    ranked: list[tuple[float, int, str]] = []
    for position, part in enumerate(accept[:500].split(",")):
        tag, _, weight = part.strip().partition(";q=")
        try:
            quality = float(weight) if weight else 1.0
        except ValueError:
            continue
        code = tag.split("-")[0].strip().lower()
        if code in offered and quality > 0:
            ranked.append((-quality, position, code))
    return min(ranked)[2] if ranked else None


class LanguagePrefix:
    """Takes ``/es`` off the path and remembers it as ``scope["sayso_language"]``."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Route the rest of the path as if the prefix were not there."""
        if scope["type"] == "http":
            first, _, rest = scope["path"].removeprefix("/").partition("/")
            if first in KNOWN:
                scope = {
                    **scope,
                    "path": "/" + rest,
                    "raw_path": ("/" + rest).encode(),
                    "sayso_language": first,
                }
        await self.app(scope, receive, send)
