"""Pages from templates: one environment, the reader's language, and what every page is given."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any

from babel.dates import format_date, format_time
from babel.numbers import format_decimal
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from app.domain.weeks import Week
from app.web import languages
from app.web.addresses import has_path, path_for, path_in, static_path
from app.web.counting import shown_count
from app.web.house import UNFOUNDED, OrganisationFacts
from app.web.htmx import is_partial, script

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NO_STORE = {"Cache-Control": "no-store"}


@dataclass(frozen=True)
class LanguageLink:
    """One entry of the language row."""

    code: str
    own_name: str
    direction: str
    href: str
    is_current: bool


def templates_folder() -> Path:
    """Inside the installed package, or beside it in a checkout."""
    packaged = Path(__file__).parent.parent / "_templates"
    return packaged if packaged.is_dir() else Path(__file__).parent.parent.parent / "templates"


@cache
def make_environment() -> Environment:
    """Jinja2 with autoescape, strict names and translated sentences; one a process, so that a template is
    compiled once however many applications draw it."""
    environment = Environment(
        loader=FileSystemLoader(templates_folder()),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=800,
    )
    install = environment.install_gettext_callables  # type: ignore[attr-defined]  # added by the extension
    install(languages.gettext, languages.ngettext, newstyle=True)
    # Ours, in the place of the extension's: a page says hundreds of sentences, and nearly all are plain.
    environment.globals.update(gettext=_sentence, _=_sentence, ngettext=_counted_sentence, N_=languages.mark)
    environment.globals.update(static_path=static_path, own_name=languages.own_name, drawing=_drawing)
    environment.filters.update(
        day=_day,
        week_words=_week_words,
        number=_number,
        counted=shown_count,
        clock_time=_clock_time,
        words=_words,
        xml_text=_xml_text,
    )
    return environment


def _sentence(text: str, /, **filled: object) -> Markup:
    """A sentence in the reader's language; always a format string, so that ``%%`` is a percent sign."""
    if filled:
        return Markup(languages.gettext(text)) % filled  # noqa: S704  # a sentence of the catalogue
    return _plain_sentence(languages.current(), text)


def _counted_sentence(one: str, many: str, count: int, /, **filled: object) -> Markup:
    sentence = Markup(languages.ngettext(one, many, count))  # noqa: S704  # of the catalogue
    return sentence % ({"num": count} | filled)


@lru_cache(8192)
def _plain_sentence(language: str, text: str) -> Markup:
    return Markup(languages.translate(text, language)) % {}  # noqa: S704  # a sentence of the catalogue


def _drawing(macro: str, states: Iterable[str]) -> Markup:
    """A drawing of ``components/trail.html`` that follows from the states of its beads alone."""
    return _drawn(macro, tuple(states))


@lru_cache(2048)
def _drawn(macro: str, states: tuple[str, ...]) -> Markup:
    drawn: Markup = getattr(make_environment().get_template("components/trail.html").module, macro)(states)
    return drawn


def render(
    request: Request,
    template: str,
    page: object,
    *,
    status: int = 200,
    block: str | None = None,
    headers: dict[str, str] | None = None,
) -> HTMLResponse:
    """The whole page, or for a partial htmx request only ``block`` of the same template.

    ``page`` is the template's own dataclass; ``headers`` are added to the answer.
    """
    language = language_of(request)
    languages.speak(language)
    context = page_context(request, language) | {"page": page}
    environment: Environment = request.app.state.templates
    if block and is_partial(request):
        context["only_block"] = block
    body = environment.get_template(template).render(context)
    vary = {"Vary": "HX-Request, HX-Request-Type"} if block else {}
    return HTMLResponse(
        body, status_code=status, headers={"Content-Language": language} | vary | (headers or {})
    )


def page_context(request: Request, language: str) -> dict[str, Any]:  # Any: the template's names
    """What every template may use."""
    facts = _facts(request)
    actor = getattr(request.state, "actor", None)
    return {
        "path_for": partial(path_for, request),
        "has_path": partial(has_path, request),
        "request_language": language,
        "direction": languages.direction(language),
        "languages": _language_row(request, facts, language),
        "organisation_name": facts.name,
        "is_founded": facts.is_founded,
        "is_demonstration": request.app.state.settings.demonstration,
        "actor": actor,
        "backup_is_late": actor is not None and _backup_is_late(request, facts),
        "csrf_token": actor.csrf_token if actor else "",
        "htmx": script(request.app.state.settings),
        "current_path": request.scope["path"],
    }


def language_of(request: Request) -> str:
    """Prefix, else Accept-Language, else the organisation's default; the workspace speaks English."""
    prefix: str | None = request.scope.get("sayso_language")
    if prefix:
        return prefix
    if request.scope["path"].startswith("/desk"):
        return languages.SOURCE
    facts = _facts(request)
    accept = request.headers.get("accept-language", "")
    return languages.preferred(accept, facts.languages) or facts.default_language


def _backup_is_late(request: Request, facts: OrganisationFacts) -> bool:
    clock = request.app.state.clock
    return facts.backup_is_late(clock() if clock else datetime.now(UTC))


def _facts(request: Request) -> OrganisationFacts:
    house = getattr(request.app.state, "house", None)
    return house.facts() if house else UNFOUNDED


def _language_row(request: Request, facts: OrganisationFacts, current: str) -> list[LanguageLink]:
    return [
        LanguageLink(
            code=code,
            own_name=languages.own_name(code),
            direction=languages.direction(code),
            href=path_in(request, code),
            is_current=code == current,
        )
        for code in facts.languages
    ]


def _day(value: date) -> Markup:
    words = format_date(value, format="long", locale=languages.locale(languages.current()))
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), words)


def _clock_time(value: time) -> str:
    return format_time(value, format="short", locale=languages.locale(languages.current()))


def _week_words(value: str | Week) -> str:
    week = value if isinstance(value, Week) else Week.parse(value)
    return languages.gettext("week %(number)s of %(year)s") % {"number": week.number, "year": week.year}


def _number(value: int) -> str:
    return format_decimal(value, locale=languages.locale(languages.current()))


def _xml_text(value: str) -> str:
    """Characters that XML 1.0 has no place for, not even escaped, become U+FFFD."""
    return _NOT_IN_XML.sub("\ufffd", value)


def _words(sentence: Any) -> str:  # Any: web.words.Sentence, kept loose for templates
    text: str = sentence.words(languages.current())
    return text
