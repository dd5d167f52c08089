"""What in a text may lead to a person: marked for a steward, who decides. Phone numbers come from outside.

Everything here is a hint. It is better to mark a word too many: one press leaves it as it is.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum


class MarkKind(StrEnum):
    """What a marked place seems to be."""

    PHONE = "phone"
    EMAIL = "email"
    LINK = "link"
    ADDRESS = "address"
    DATE = "date"
    TIME = "time"
    AGE = "age"
    STAFF = "staff"
    NAME = "name"


INSTEAD: Mapping[str, Mapping[MarkKind, str]] = {
    "en": {
        MarkKind.PHONE: "[a phone number]",
        MarkKind.EMAIL: "[an e-mail address]",
        MarkKind.LINK: "[a link]",
        MarkKind.ADDRESS: "[a place]",
        MarkKind.DATE: "[a date]",
        MarkKind.TIME: "[a time]",
        MarkKind.AGE: "[an age]",
        MarkKind.STAFF: "[a member of staff]",
        MarkKind.NAME: "[a name]",
    },
    "es": {
        MarkKind.PHONE: "[un número de teléfono]",
        MarkKind.EMAIL: "[un correo electrónico]",
        MarkKind.LINK: "[un enlace]",
        MarkKind.ADDRESS: "[un lugar]",
        MarkKind.DATE: "[una fecha]",
        MarkKind.TIME: "[una hora]",
        MarkKind.AGE: "[una edad]",
        MarkKind.STAFF: "[alguien del personal]",
        MarkKind.NAME: "[un nombre]",
    },
    "am": {
        MarkKind.PHONE: "[ስልክ ቁጥር]",
        MarkKind.EMAIL: "[ኢሜይል]",
        MarkKind.LINK: "[ሊንክ]",
        MarkKind.ADDRESS: "[ቦታ]",
        MarkKind.DATE: "[ቀን]",
        MarkKind.TIME: "[ሰዓት]",
        MarkKind.AGE: "[ዕድሜ]",
        MarkKind.STAFF: "[ሠራተኛ]",
        MarkKind.NAME: "[ስም]",
    },
}
"""What stands in a safe copy, by the language of the words; another language gets the English."""


@dataclass(frozen=True, order=True)
class Mark:
    """A place in a text, from ``start`` up to ``end``, with the words there and the language around them."""

    start: int
    end: int
    kind: MarkKind
    said: str
    language: str = "en"

    @property
    def key(self) -> str:
        """How a form names it; it holds only for the same text."""
        return f"{self.start}-{self.end}-{self.kind.value}"

    @property
    def instead(self) -> str:
        """What would stand there."""
        return INSTEAD.get(self.language, INSTEAD["en"])[self.kind]


_STREET = (
    "st|street|ave|avenue|rd|road|blvd|boulevard|ln|lane|dr|drive|ct|court|pl|place|way|hwy|highway|alley"
    "|square"
)
_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
    "|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
)
_CUES = (
    r"my name is|my name's|name is|named|i am called|i'm called|friend|brother|sister|boyfriend|girlfriend"
    r"|husband|wife|son|daughter|cousin|roommate|mr\.?|mrs\.?|ms\.?|dr\.?|nurse|officer|counselor"
    r"|by the name of|called|known as|goes by|calls (?:him|her)self|they call (?:me|him|her)"
    r"|llamad[oa]|conocid[oa] como|(?:me|le) dicen|mi vecin[oa]|mi compa"
    r"|me llamo|se llama|mi nombre es|mi amigo|mi amiga|mi novio|mi novia|mi hermano|mi hermana|mi hij[oa]"
    r"|se[ñn]ora?|don|do[ñn]a"
)
_SURE_CUES = r"my name is|my name's|i am called|i'm called|me llamo|se llama|mi nombre es|by the name of"
_PATTERNS: tuple[tuple[MarkKind, re.Pattern[str]], ...] = (
    (MarkKind.EMAIL, re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    (MarkKind.LINK, re.compile(r"(?:https?://|www\.)\S+|(?<![\w@])@\w{3,}", re.I)),
    (
        MarkKind.ADDRESS,
        re.compile(rf"\b\d{{1,6}}\s+(?:[NSEW]\.?\s+)?(?:\w+\s+){{0,3}}?(?:{_STREET})\b\.?", re.I),
    ),
    (
        MarkKind.ADDRESS,
        re.compile(r"\b(?:apt|apartment|unit|suite|room|tent|lot|depto|cuarto)\.?\s*#?\s*\d+\w?\b", re.I),
    ),
    (
        MarkKind.ADDRESS,
        re.compile(
            r"\b(?:calle|avenida|av\.|callej[oó]n|colonia)\s+(?:de\s+|la\s+|los\s+)*\w+(?:\s+\d+)?", re.I
        ),
    ),
    (
        MarkKind.ADDRESS,
        re.compile(r"\b(?:corner of\s+)?\d*\w+\s+(?:and|&)\s+\w+\s+(?:st|street|ave|avenue)\b", re.I),
    ),
    (MarkKind.DATE, re.compile(rf"\b(?:{_MONTHS})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}})?", re.I)),
    (MarkKind.DATE, re.compile(rf"\b\d{{1,2}}\s+(?:de\s+)?(?:{_MONTHS})\b(?:\s+(?:de\s+)?\d{{4}})?", re.I)),
    (MarkKind.DATE, re.compile(r"\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?\b")),
    (
        MarkKind.TIME,
        re.compile(r"\b\d{1,2}(?::\d{2})?\s?(?:a\.?m\.?|p\.?m\.?)(?!\w)|\b\d{1,2}:\d{2}\b", re.I),
    ),
    (MarkKind.AGE, re.compile(r"\b\d{1,2}[\s-]*(?:years?[\s-]old|yrs?[\s-]old|yo\b|años)", re.I)),
    (MarkKind.AGE, re.compile(r"የ?\d{1,2}\s*(?:ዓመት|አመት)")),
)
_AFTER_CUE = re.compile(rf"\b(?i:{_CUES})\s+((?:[A-ZÁÉÍÓÚÑ][\w'’-]+)(?:\s+[A-ZÁÉÍÓÚÑ][\w'’-]+)?)")
_AFTER_SURE_CUE = re.compile(rf"\b(?:{_SURE_CUES})\s+([\w'’-]{{2,}})", re.I)
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_AMHARIC_NAME = re.compile(r"ስሜ\s+(\w+)")


def find_marks(
    text: str,
    *,
    language: str = "en",
    staff: Iterable[str] = (),
    phones: Sequence[tuple[int, int]] = (),
) -> list[Mark]:
    """All places in their order, none over another; an earlier and longer one wins."""
    numbers = [(start, end, text[start:end]) for start, end in phones]
    found = [Mark(start, end, MarkKind.PHONE, said) for start, end, said in numbers if not _DAY.search(said)]
    for kind, pattern in _PATTERNS:
        found += [Mark(*hit.span(), kind, hit[0]) for hit in pattern.finditer(text)]
    found += _staff_marks(text, staff)
    for pattern in (_AFTER_CUE, _AFTER_SURE_CUE, _AMHARIC_NAME):
        found += [Mark(*hit.span(1), MarkKind.NAME, hit[1]) for hit in pattern.finditer(text)]
    order = list(MarkKind)
    kept: list[Mark] = []
    for mark in sorted(found, key=lambda one: (order.index(one.kind), one.start - one.end)):
        if all(mark.end <= other.start or other.end <= mark.start for other in kept):
            kept.append(mark)
    return sorted(replace(mark, language=language) for mark in kept)


def replace_marks(text: str, marks: Iterable[Mark]) -> str:
    """The text with each of these places replaced."""
    for mark in sorted(marks, reverse=True):
        if text[mark.start : mark.end] == mark.said:
            text = text[: mark.start] + mark.instead + text[mark.end :]
    return text


def _staff_marks(text: str, staff: Iterable[str]) -> list[Mark]:
    names = sorted({part for name in staff for part in (name, *name.split()) if len(part) >= 3}, key=len)
    if not names:
        return []
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in reversed(names))})(?!\w)", re.I)
    return [Mark(*hit.span(), MarkKind.STAFF, hit[0]) for hit in pattern.finditer(text)]
