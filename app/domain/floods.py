"""When so much comes in that a part of it waits for a look before it stands in the inbox."""

from enum import StrEnum

AT_A_KIOSK = 40
"""Voices that one kiosk may send in a span of ten minutes before the rest waits."""


class Way(StrEnum):
    """By which door a voice comes; each has an allowance of its own."""

    WEB = "web"
    KIOSK = "kiosk"
    DESK = "desk"


def is_flood(earlier: int, *, most: int, is_trapped: bool) -> bool:
    """Whether a voice waits: so many came ``earlier`` in this span, or it filled what people never see."""
    return is_trapped or earlier >= most
