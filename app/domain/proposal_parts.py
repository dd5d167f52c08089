"""A proposal as one sealed message: three parts that a steward can read, and that can be told apart again."""

from dataclasses import dataclass, fields

OPENING = "PROPOSAL"
_HEADINGS = {"change": "== What should change", "title": "== Title", "problem": "== What is wrong now"}
_MARK = "== "


@dataclass(frozen=True)
class Parts:
    """What somebody proposes; only ``change`` is never empty."""

    change: str
    title: str = ""
    problem: str = ""


def join_parts(parts: Parts) -> str:
    """One text with a line above each part; a line of the person's own that looks like one is moved in."""
    lines = [OPENING]
    for name, heading in _HEADINGS.items():
        text = getattr(parts, name).strip()
        if text:
            lines += ["", heading, *(_moved_in(line) for line in text.split("\n"))]
    return "\n".join(lines)


def is_in_parts(text: str) -> bool:
    """Whether a message came from the form for proposals."""
    return text.startswith(f"{OPENING}\n") and f"\n{_HEADINGS['change']}\n" in text


def split_parts(text: str) -> Parts:
    """The parts of such a message; any other text is all of it what should change."""
    if not is_in_parts(text):
        return Parts(text.strip())
    names = {heading: name for name, heading in _HEADINGS.items()}
    found: dict[str, list[str]] = {field.name: [] for field in fields(Parts)}
    current: list[str] = []
    for line in text.split("\n")[1:]:
        if line in names:
            current = found[names[line]]
        else:
            current.append(line[1:] if _moved_in(line) != line else line)
    return Parts(**{name: "\n".join(lines).strip() for name, lines in found.items()})


def _moved_in(line: str) -> str:
    return f" {line}" if line.lstrip(" ").startswith(_MARK) else line
