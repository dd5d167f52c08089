"""What a voice is and how it came in."""

from enum import StrEnum


class Kind(StrEnum):
    """What the person says it is; the field may stay empty."""

    SUGGESTION = "suggestion"
    CONCERN = "concern"
    PRAISE = "praise"
    QUESTION = "question"
    WARNING = "warning"


class Channel(StrEnum):
    """How it came in. ``peer_scribe`` is "told to a helper"."""

    PHONE_WEB = "phone_web"
    KIOSK = "kiosk"
    PAPER = "paper"
    VAN_TABLET = "van_tablet"
    PEER_SCRIBE = "peer_scribe"


class SafetyLevel(StrEnum):
    """All that is stored in clear of what the danger words found; it only orders the stewards' queue."""

    NONE = "none"
    WORRY = "worry"
    DANGER = "danger"


CONCERNS = frozenset({Kind.CONCERN, Kind.SUGGESTION, Kind.WARNING})


def asks_for_change(kind: Kind | None) -> bool:
    """Whether the measure of changes counts it: praise and questions do not belong, an empty kind does."""
    return kind is None or kind in CONCERNS
