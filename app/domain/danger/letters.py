"""From a person's writing to words that can be compared: case, accents, look-alike letters, spaced letters.

The person's own words are never changed by it; it works on a copy in memory.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(r"[\w@$€!|+]+(?:['’ʼ`´][\w@$]+)*", re.UNICODE)
_CLAUSE_END = re.compile(r"[.!?;:,\n\r…¡¿—–()|/።፣፤፥፦፧፨،؛؟]")
_SENTENCE_END = re.compile(r"[.!?;\n\r…¡¿።፧؟]")
_ABBREVIATION = re.compile(r"(?<!\w)(?:\w\.){2,3}(?=['’\s]|$)")
_TAG = re.compile(r"</?\w[^<>]{0,80}>")
_APOSTROPHE = re.compile(r"['’ʼ`´]")
_SPACED = re.compile(r"(?<![\w])(?:[\w@$](?:[ .\-_*]{1,3})){3,}[\w@$](?![\w])")
_BETWEEN_LETTERS = re.compile(r"[ .\-_*]")
_THREE_ALIKE = re.compile(r"(.)\1{2,}")
_LEET = str.maketrans("013457@$€!|+", "oieastaseilt")
_ETHIOPIC_FIRST, _ETHIOPIC_LAST = 0x1200, 0x135A
_SAME_SOUND = {0x1210: 0x1200, 0x1280: 0x1200, 0x12B8: 0x1200, 0x1220: 0x1230, 0x12D0: 0x12A0, 0x1340: 0x1338}
_LOOK_ALIKE = str.maketrans(
    "аеорсухіѕјԁһкмтвнαορτυνικε",
    "aeopcyxisjdhkmtbhaoptuvike",  # Cyrillic and Greek
)


@dataclass(frozen=True)
class Token:
    """A word with the forms that it may be read as. ``start`` and ``end`` are places in the text."""

    forms: frozenset[str]
    start: int
    end: int
    clause: int
    sentence: int
    is_capital: bool
    is_apart: bool = False


def fold(text: str) -> str:
    """Case, compatibility forms and accents away; Ethiopic letters of one sound become one."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    kept = (one for one in plain if unicodedata.category(one) not in ("Mn", "Cf"))
    return "".join(map(_one_sound, kept)).replace("ß", "ss")


def roots(word: str) -> str:
    """An Ethiopic word without its vowels: each letter in the first of its seven forms."""
    return "".join(chr(ord(one) & ~7) if is_ethiopic(one) else one for one in word)


def tokens_of(text: str) -> list[Token]:
    """The words of a text in their order; letters that stand apart ("K I L L") are one word."""
    text = _ABBREVIATION.sub(_shut, _TAG.sub(lambda tag: " " * len(tag[0]), text))
    found: list[Token] = []
    known: dict[str, frozenset[str]] = {}
    clause = sentence = last = 0
    for start, end, is_apart in _pieces(text):
        between, raw = text[last:start], text[start:end]
        clause += bool(_CLAUSE_END.search(between))
        sentence += bool(_SENTENCE_END.search(between))
        raw = _BETWEEN_LETTERS.sub("", raw) if is_apart else raw
        if raw not in known:
            known[raw] = _forms(raw)
        forms = known[raw]
        if forms:
            found.append(Token(forms, start, end, clause, sentence, raw[:1].isupper(), is_apart))
            last = end
    return found


def _shut(match: re.Match[str]) -> str:
    """ "o.d." becomes "od"; blanks keep the places true, unless it goes on ("o.d.'d")."""
    letters = match[0].replace(".", "")
    goes_on = match.string[match.end() : match.end() + 1] in ("'", "’")
    return letters if goes_on else letters.ljust(len(match[0]))


def _pieces(text: str) -> Iterator[tuple[int, int, bool]]:
    apart = [match.span() for match in _SPACED.finditer(text)]
    after = 0
    for match in _TOKEN.finditer(text):
        while apart and apart[0][0] <= match.start():
            start, after = apart.pop(0)
            yield start, after, True
        if match.start() >= after:
            yield match.start(), match.end(), False


def _forms(raw: str) -> frozenset[str]:
    word = fold(raw).strip("!|+")
    bare = _APOSTROPHE.sub("'" if word.startswith("od") else "", word)
    forms = {bare, _THREE_ALIKE.sub(r"\1", bare), _THREE_ALIKE.sub(r"\1\1", bare)}
    if not bare.isascii():
        forms.add(bare.translate(_LOOK_ALIKE))
    if any(one in "013457@$€!|+" for one in bare) and any(one.isalpha() for one in bare):
        forms.add(bare.translate(_LEET))
    return frozenset(form for form in forms if form)


def is_ethiopic(letter: str) -> bool:
    """Whether it is one of the letters that Amharic is written with."""
    return _ETHIOPIC_FIRST <= ord(letter) <= _ETHIOPIC_LAST


def _one_sound(letter: str) -> str:
    if not is_ethiopic(letter):
        return letter
    row = ord(letter) & ~7
    return chr(_SAME_SOUND.get(row, row) + (ord(letter) & 7))
