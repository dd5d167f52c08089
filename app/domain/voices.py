"""The five-voices rule: what a public trail may show of the people behind it."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.disclosure import LEAST_SHOWN
from app.domain.lifecycles import FeedbackState, SafeCopyState
from app.domain.word_use import WordUse, public_may_read

LEAST_VOICES = 5


@dataclass(frozen=True)
class Voice:
    """One voice behind a trail. ``chose_after_warning``: chose quote knowing that few may stand beside it."""

    ref: str
    word_use: WordUse
    copy: SafeCopyState | None
    feedback: FeedbackState
    chose_after_warning: bool = False


@dataclass(frozen=True)
class ShownVoices:
    """All that a public trail says about its voices.

    ``quoted`` are the voices whose safe copy stands there, by reference only: week, place and language never
    stand beside one voice, so they are not here. ``number`` is None for "fewer than 10".
    """

    has_client_source: bool
    number: int | None
    quoted: tuple[str, ...]


def voices_to_show(voices: Iterable[Voice]) -> ShownVoices:
    """Themes only until five voices stand behind it, unless the person chose quote after that warning.

    Quotes are sorted by their random references: order of arrival is nobody's business.
    """
    standing = [voice for voice in voices if voice.feedback is not FeedbackState.WITHDRAWN]
    enough = len(standing) >= LEAST_VOICES
    quoted = sorted(
        voice.ref
        for voice in standing
        if public_may_read(voice.word_use, voice.copy, voice.feedback)
        and (enough or voice.chose_after_warning)
    )
    number = len(standing) if len(standing) >= LEAST_SHOWN else None
    return ShownVoices(bool(standing), number, tuple(quoted))
