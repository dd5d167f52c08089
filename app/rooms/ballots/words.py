"""The words of ballots: refusals, promises, warnings and methods, each in the reader's language."""

from collections.abc import Mapping

from app.domain.ballots.paper import NO, YES, BallotMethod, Chamber, Option, Paper, TieWay
from app.domain.mandate import Power
from app.web import languages
from app.web.languages import gettext
from app.web.languages import mark as _

REFUSALS: dict[str, str] = {
    "card_cannot_support": _(
        "This card does not count here. Look at each letter and number. Only a standing card backs proposals."
    ),
    "card_cannot_vote": _(
        "No vote is open for this card. Look at each letter and number. If it is right, ask for another card."
    ),
    "ballot_not_open": _("This vote is not open now. Nothing was counted, and nothing of the card was kept."),
    "vote_choose_one": _("Choose one answer."),
    "vote_tick_one": _("Tick at least one, or choose to leave it blank."),
    "vote_not_offered": _("Please choose one of what is offered."),
    "vote_rank_number": _("Write a whole number from 1 to %(most)s, or leave it empty."),
    "vote_rank_twice": _("The number %(rank)s stands twice. Each number stands once."),
    "vote_rank_one": _("Write a 1 beside the one that you like best, or choose to leave it blank."),
}

OPENINGS: dict[Power, str] = {
    Power.INFORM: _("What you say is heard. It decides nothing."),
    Power.CONSULT: _("You are asked. The director decides and says why."),
    Power.RECOMMEND: _("What most people choose is recommended. The director answers in public."),
    Power.DECIDE: _("What most people choose is done."),
}

METHODS: dict[BallotMethod, str] = {
    BallotMethod.MAJORITY: _("Yes, no or neither"),
    BallotMethod.APPROVAL: _("Tick any that you like"),
    BallotMethod.RANK_SEVERAL: _("Number them, several are chosen"),
    BallotMethod.RANK_ONE: _("Number them, one is chosen"),
    BallotMethod.PLURALITY: _("Choose one"),
}

TIES: dict[TieWay, str] = {
    TieWay.STATUS_QUO: _("If it is level, everything stays as it is."),
    TieWay.LOT: _("If it is level, a lot is drawn in the room, and its numbers are published."),
    TieWay.RUN_OFF: _("If it is level, there is a second vote between those who are level."),
}

CHAMBERS: dict[Chamber, str] = {
    Chamber.PARTICIPANTS: _("Participants with a card"),
    Chamber.BOARD: _("The board"),
}

PROMISES: dict[str, str] = {
    "one_envelope": _(
        "We keep one sealed envelope for your card. No name, no time, no order, no address. "
        "All envelopes are equally large."
    ),
    "sealed_until_close": _("Nobody can open an envelope while the vote is open, not even us."),
    "link_destroyed": _(
        "After the close all are opened at once and mixed. Then the envelopes are destroyed."
    ),
    "last_counts": _("Whoever has your card can vote with it again. The last vote before the close counts."),
    "receipt_proves_nothing": _(
        "The receipt says that your card is in the box. It does not say what you chose."
    ),
    "checkable": _(
        "This vote can be checked: a short mark from your card stands beside your opened vote. "
        "Whoever sees your card then sees your vote."
    ),
    "unanimous": _("If everybody chooses the same, everybody knows what you chose."),
    "few_votes": _(
        "With fewer than ten votes only the totals are shown, and nobody outside can count again."
    ),
}

_YES_NO = {YES: _("Yes"), NO: _("No")}


def in_language(words: Mapping[str, str]) -> str:
    """The words in the reader's language, else in the first that they were written in."""
    own = words.get(languages.current(), "")
    return own or next((text for text in words.values() if text), "")


def language_of_words(words: Mapping[str, str]) -> str:
    """The language that ``in_language`` answers in, for the ``lang`` attribute."""
    if words.get(languages.current()):
        return languages.current()
    return next((code for code, text in words.items() if text), languages.current())


def option_title(option: Option) -> str:
    """What stands on the ballot paper."""
    return (
        gettext(_YES_NO[option.key])
        if option.key in _YES_NO and not option.title
        else in_language(option.title)
    )


def mark_words(paper: Paper, name: str) -> str:
    """The title of the option that an opened vote calls so; an abstention in words."""
    option = next((one for one in paper.options if one.name == name), None)
    return option_title(option) if option else gettext("Neither yes nor no")
