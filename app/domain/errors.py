"""What the rules say when they refuse: a key and facts. Words and statuses are the web's business."""

from collections.abc import Mapping


class Refusal(Exception):
    """A rule said no. ``key`` names the sentence (``web/errors.py`` has the words), ``facts`` fill it."""

    def __init__(self, key: str, **facts: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.facts: Mapping[str, str | int] = facts


class NotFound(Refusal):
    """There is no such thing, or it is not for this reader: the two look alike."""


class NotAllowed(Refusal):
    """The actor's roles do not carry this permission."""


class SecondFactorNeeded(NotAllowed):
    """A role carries the permission, but this session was opened by a passphrase alone."""

    def __init__(self) -> None:
        super().__init__("second_factor.needed")


class IllegalMove(Refusal):
    """The state does not allow it; nothing was changed."""


class InvalidInput(Refusal):
    """What was typed cannot be used. ``field`` is the form field that the sentence belongs to."""

    def __init__(self, key: str, *, field: str | None = None, **facts: str | int) -> None:
        super().__init__(key, **facts)
        self.field = field


class TooMany(Refusal):
    """A limit without identity was reached; the same may be tried again later."""
