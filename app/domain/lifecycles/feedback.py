"""From a word to an answer: feedback, its safe copy, what is held back, and the answer."""

from enum import StrEnum

from app.domain.lifecycles.lifecycle import Lifecycle


class FeedbackState(StrEnum):
    """Erasing words is not a state: it happens beside whatever became of them."""

    RECEIVED = "received"
    BEING_LOOKED_AT = "being_looked_at"
    WITH_BOARD = "with_board"
    CHANGE_PLANNED = "change_planned"
    CHANGE_MADE = "change_made"
    ANSWERED = "answered"
    NO_CHANGE = "no_change"
    HELD_BACK = "held_back"
    WITHDRAWN = "withdrawn"


_ANSWERS = frozenset(
    {
        FeedbackState.ANSWERED,
        FeedbackState.CHANGE_PLANNED,
        FeedbackState.CHANGE_MADE,
        FeedbackState.NO_CHANGE,
    }
)
_LOOKED_AT_AGAIN = frozenset({FeedbackState.BEING_LOOKED_AT, FeedbackState.WITH_BOARD})

# A published answer is never the last word: "not really" and "it did not help" bring it back,
# and a later answer may go further than the first. Withdrawing ends with the first publication.
FEEDBACK = Lifecycle(
    "feedback",
    FeedbackState.RECEIVED,
    {
        FeedbackState.RECEIVED: frozenset({FeedbackState.BEING_LOOKED_AT, FeedbackState.WITHDRAWN}),
        FeedbackState.BEING_LOOKED_AT: _ANSWERS
        | {FeedbackState.WITH_BOARD, FeedbackState.HELD_BACK, FeedbackState.WITHDRAWN},
        FeedbackState.WITH_BOARD: _ANSWERS | {FeedbackState.BEING_LOOKED_AT, FeedbackState.WITHDRAWN},
        FeedbackState.CHANGE_PLANNED: frozenset(
            {FeedbackState.CHANGE_MADE, FeedbackState.NO_CHANGE, FeedbackState.WITH_BOARD}
        ),
        FeedbackState.CHANGE_MADE: _LOOKED_AT_AGAIN,
        FeedbackState.ANSWERED: _LOOKED_AT_AGAIN | (_ANSWERS - {FeedbackState.ANSWERED}),
        FeedbackState.NO_CHANGE: _LOOKED_AT_AGAIN | (_ANSWERS - {FeedbackState.NO_CHANGE}),
        FeedbackState.HELD_BACK: frozenset({FeedbackState.BEING_LOOKED_AT, FeedbackState.WITHDRAWN}),
        FeedbackState.WITHDRAWN: frozenset(),
    },
)


class SafeCopyState(StrEnum):
    """What the person said to the copy that others will read. ``published`` means to the public."""

    DRAFTED = "drafted"
    SHOWN = "shown"
    CHANGE_ASKED = "change_asked"
    AGREED = "agreed"
    AGREED_BY_SILENCE = "agreed_by_silence"
    REFUSED = "refused"
    PUBLISHED = "published"


# The person may change their mind until publication; staff can only draft again and show.
SAFE_COPY = Lifecycle(
    "safe_copy",
    SafeCopyState.DRAFTED,
    {
        SafeCopyState.DRAFTED: frozenset({SafeCopyState.SHOWN}),
        SafeCopyState.SHOWN: frozenset(
            {
                SafeCopyState.DRAFTED,
                SafeCopyState.CHANGE_ASKED,
                SafeCopyState.AGREED,
                SafeCopyState.AGREED_BY_SILENCE,
                SafeCopyState.REFUSED,
            }
        ),
        SafeCopyState.CHANGE_ASKED: frozenset({SafeCopyState.DRAFTED, SafeCopyState.REFUSED}),
        SafeCopyState.AGREED: frozenset(
            {SafeCopyState.CHANGE_ASKED, SafeCopyState.REFUSED, SafeCopyState.PUBLISHED}
        ),
        SafeCopyState.AGREED_BY_SILENCE: frozenset(
            {
                SafeCopyState.CHANGE_ASKED,
                SafeCopyState.AGREED,
                SafeCopyState.REFUSED,
                SafeCopyState.PUBLISHED,
            }
        ),
        SafeCopyState.REFUSED: frozenset({SafeCopyState.CHANGE_ASKED, SafeCopyState.AGREED}),
        SafeCopyState.PUBLISHED: frozenset(),
    },
)


class HoldState(StrEnum):
    """Holding back: asked for by one steward, confirmed or refused by a second reader who is not staff."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    APPEALED = "appealed"
    UPHELD = "upheld"
    RELEASED = "released"


HOLD = Lifecycle(
    "hold",
    HoldState.ASKED,
    {
        HoldState.ASKED: frozenset({HoldState.CONFIRMED, HoldState.REFUSED}),
        HoldState.CONFIRMED: frozenset({HoldState.APPEALED, HoldState.RELEASED}),
        HoldState.REFUSED: frozenset(),
        HoldState.APPEALED: frozenset({HoldState.UPHELD, HoldState.RELEASED}),
        HoldState.UPHELD: frozenset({HoldState.RELEASED}),
        HoldState.RELEASED: frozenset(),
    },
)


class AnswerState(StrEnum):
    """One version of an answer. A correction is a new version; the old one stays readable as replaced."""

    DRAFT = "draft"
    PUBLISHED = "published"
    REPLACED = "replaced"
    DROPPED = "dropped"


ANSWER = Lifecycle(
    "answer",
    AnswerState.DRAFT,
    {
        AnswerState.DRAFT: frozenset({AnswerState.PUBLISHED, AnswerState.DROPPED}),
        AnswerState.PUBLISHED: frozenset({AnswerState.REPLACED}),
        AnswerState.REPLACED: frozenset(),
        AnswerState.DROPPED: frozenset(),
    },
)
