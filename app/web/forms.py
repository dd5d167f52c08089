"""Reading what a form sent: typed values are kept, an error is a key beside its field."""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, get_origin

from fastapi import Request
from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.datastructures import FormData, UploadFile

from app.domain.errors import InvalidInput
from app.web.headers import is_in_parts
from app.web.multipart import read_parts
from app.web.words import Sentence

_SURROGATE = re.compile("[\ud800-\udfff]")
MAX_FIELDS = 400


class FormModel(BaseModel):
    """The shape of one form; unknown fields are ignored."""

    model_config = ConfigDict(extra="ignore", frozen=True)


F = TypeVar("F", bound=FormModel)


@dataclass(frozen=True)
class Submitted(Generic[F]):
    """What arrived: ``data`` if all of it is valid, else ``errors`` by field; ``typed`` either way."""

    data: F | None
    errors: Mapping[str, Sentence]
    typed: Mapping[str, Sequence[str]] = field(repr=False)

    def value(self, name: str) -> str:
        """The first value typed into this field, or nothing."""
        values = self.typed.get(name)
        return values[0] if values else ""

    def values(self, name: str) -> Sequence[str]:
        """All values of a repeated field."""
        return self.typed.get(name, ())

    def refused(self, refusal: InvalidInput) -> "Submitted[F]":
        """The same form with a rule's refusal beside its field."""
        sentence = Sentence(refusal.key, refusal.facts)
        return Submitted(None, {**self.errors, refusal.field or "form": sentence}, self.typed)


def form_of(model: type[F]) -> Callable[[Request], Awaitable[Submitted[F]]]:
    """A dependency that reads this form; it never raises for what was typed."""

    async def read(request: Request) -> Submitted[F]:
        return submitted(model, await read_fields(request))

    return read


async def read_fields(request: Request) -> dict[str, list[str]]:
    """All text fields of the request's form, made fit to show and store."""
    # The body has its own limit (413): a field as long as that comes back with its words.
    largest = request.app.state.settings.max_body
    form: FormData
    if is_in_parts(request.headers.get("content-type", "").encode()):
        form = await read_parts(request, max_fields=MAX_FIELDS, largest=largest)
    else:
        form = await request.form(max_fields=MAX_FIELDS, max_part_size=largest)
    fields: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        if not isinstance(value, UploadFile):
            fields.setdefault(clean(name), []).append(clean(value))
    return fields


def submitted(model: type[F], typed: Mapping[str, Sequence[str]]) -> Submitted[F]:
    """Check typed values against a form's shape."""
    plain: dict[str, Any] = {}  # Any: pydantic takes what the form's fields declare
    for name, declared in model.model_fields.items():
        key = declared.alias or name
        if key in typed:
            plain[key] = list(typed[key]) if get_origin(declared.annotation) is list else typed[key][0]
    try:
        return Submitted(model.model_validate(plain), {}, typed)
    except ValidationError as error:
        return Submitted(None, {_field(item["loc"]): _sentence(item) for item in error.errors()}, typed)


def clean(text: str) -> str:
    """Line ends as \\n; what no page can show (NUL, lone surrogates) as U+FFFD."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")
    return _SURROGATE.sub("\ufffd", text)


def _field(location: tuple[int | str, ...]) -> str:
    return str(location[0]) if location else "form"


def _sentence(item: Any) -> Sentence:  # Any: pydantic's own error dictionary
    facts = item.get("ctx", {})
    match item["type"]:
        case "missing" | "string_too_short":
            return Sentence("field.required")
        case "string_too_long":
            return Sentence("field.too_long", {"limit": facts["max_length"]})
        case kind if kind.startswith("sayso."):
            return Sentence(kind.removeprefix("sayso."), {k: v for k, v in facts.items() if k != "error"})
    return Sentence("field.not_one_of_these")
