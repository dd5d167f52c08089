"""Small elections written as a person would write them down: ``4: A>B=C``."""

from dataclasses import replace
from io import BytesIO
from typing import Any

from app.domain.counting.formats.abif import read_abif
from app.domain.counting.formats.reading import read_ballots
from app.domain.counting.methods import count
from app.domain.counting.profile import Profile
from app.domain.counting.result import Result


def vote(*lines: str, options: str = "", seats: int = 1, **facts: Any) -> Profile:
    """Ballots as lines of ABIF; ``options`` names them in the order of the ballot paper."""
    text = "\n".join([*(f"={name}:[{name}]" for name in options.split()), *lines])
    return replace(read_abif(BytesIO(text.encode())), seats=seats, **facts)


def read(text: str | bytes) -> Profile:
    return read_ballots(BytesIO(text if isinstance(text, bytes) else text.encode()))


def elected(result: Result) -> list[str]:
    return [result.options[place] for place in result.elected]


def tied(result: Result) -> list[str]:
    return [result.options[place] for place in result.tied]


def ordered(result: Result) -> list[str]:
    """The order as ``["A", "BC"]``: level options run together."""
    return ["".join(result.options[place] for place in group) for group in result.order or ()]


def winners(method: str, *lines: str, **facts: Any) -> list[str]:
    return elected(count(vote(*lines, **facts), method))
