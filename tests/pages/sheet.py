"""The sheet as rules, for tests: just enough of CSS to read our own."""

import re
from dataclasses import dataclass

from app.web.addresses import STATIC

SHEET = STATIC / "sayso.css"
BLOCK = re.compile(r"([^{}]+)\{|\}")


@dataclass(frozen=True)
class Rule:
    """One rule: where it holds (its at-rules), its selectors and its declarations in order."""

    within: tuple[str, ...]
    selectors: tuple[str, ...]
    declarations: tuple[tuple[str, str], ...]


def text_of_sheet() -> str:
    """The sheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", SHEET.read_text("utf-8"), flags=re.S)


def rules_of(text: str) -> list[Rule]:
    """All rules in order, each with the at-rules around it."""
    found: list[Rule] = []
    around: list[str] = []
    position = 0
    for match in BLOCK.finditer(text):
        if match.group(1) is not None:
            around.append(match.group(1).split(";")[-1].strip())
        else:
            body = text[position : match.start()].strip()
            head = around.pop()
            if body and not body.endswith("}"):
                found.append(Rule(tuple(around), _selectors(head), _declarations(body)))
        position = match.end()
    return found


def _selectors(head: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r",(?![^(]*\))", head))


def _declarations(body: str) -> tuple[tuple[str, str], ...]:
    pairs = (part.split(":", 1) for part in re.split(r";\s*", body) if ":" in part)
    return tuple((name.strip(), value.strip()) for name, value in pairs)


def tokens(scheme: str) -> dict[str, str]:
    """The colours of ``light`` or ``dark`` by name: dark says only what it changes."""
    found: dict[str, str] = {}
    for rule in rules_of(text_of_sheet()):
        holds = not rule.within or (scheme == "dark" and "dark" in rule.within[0])
        if rule.selectors == (":root",) and holds:
            found |= dict(_colours(rule))
    return found


def _colours(rule: Rule) -> list[tuple[str, str]]:
    return [(name[2:], value) for name, value in rule.declarations if value.startswith("#")]


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast of two colours like ``#fbfaf9``: 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
