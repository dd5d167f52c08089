"""What the workspace says when a ballot is refused; the workspace speaks English."""

from collections.abc import Callable

from app.domain.ballots.rules import Warned
from app.domain.lifecycles import CallState
from app.domain.nominations import NominationGround
from app.web.languages import gettext, ngettext
from app.web.languages import mark as _

CALL_STATES: dict[str, str] = {
    CallState.OPEN: _("Takes names"),
    CallState.CLOSED: _("Takes no more names"),
    CallState.ON_BALLOT: _("On a ballot"),
    CallState.CALLED_OFF: _("Called off"),
}
GROUNDS: dict[str, str] = {
    NominationGround.NAMES_OTHERS: _("It tells of somebody else so that people could know who it is"),
    NominationGround.SAME_NAME: _("Somebody stands under this name already, or sits on the board under it"),
    NominationGround.TOO_LONG: _("It is too long for the ballot paper"),
    NominationGround.OTHER_SEAT: _("It is about a seat that is not open"),
}
DESK_REFUSALS: dict[str, str] = {
    "call_seats": _("Write a number from 1 to %(most)s: so many seats are empty or come free soon."),
    "call_day_passed": _("This day has passed. Choose today or a later one."),
    "call_is_open_already": _("Names are taken for seats already. Close that call first."),
    "call_not_open": _("No names are taken for these seats now."),
    "nomination_needs_ground": _("Choose the ground. The person reads it, and there is no other reason."),
    "nomination_same_name": _(
        "Somebody stands or sits on the board under this name. "
        "Refuse it on that ground, so that they can choose another."
    ),
    "nomination_not_now": _("This cannot be done with it any more. Look at the page again."),
    "nominations_wait": _("Somebody’s name waits to be read. Read it first, then make the ballot."),
    "nominations_too_few": _(
        "A vote needs two names at least. Call this off, and ask for names anew with more time."
    ),
    "nominations_take_anew": _(
        "The names on the paper are not those that stand. Go to the call for names and take them anew."
    ),
    "ballot_closes_before_it_opens": _("It would close before it opens. Choose a later day or time."),
    "ballot_closes_in_the_past": _("This time has passed already. Choose a later one."),
    "ballot_too_long": _("A vote may be open for a year at most."),
    "ballot_tie_is_no": _("A yes or no that is level is a no. Choose “everything stays as it is”."),
    "ballot_needs_tellers": _("Name at least %(least)s tellers. One alone could lose the count."),
    "ballot_both_chambers_majority": _("With both chambers the question must be a yes or no."),
    "ballot_motion_is_the_boards": _(
        "Under the rules that this motion opened by, the board alone ends it. Choose the board alone, or let"
        " participants vote on the question without the motion."
    ),
    "ballot_checkable_board_only": _("Only a vote of the board alone can be made checkable."),
    "ballot_election_method": _("An election needs people to choose from: tick any, or number them."),
    "ballot_needs_options": _("Write at least two options, one a line."),
    "ballot_too_many_options": _("These are too many options. The most is %(most)s."),
    "ballot_option_twice": _("An option stands here twice, or is called “abstain”. Change its name."),
    "ballot_option_long": _("An option is longer than %(limit)s characters. Put the rest behind the colon."),
    "ballot_option_lines": _("Write as many lines as there are options, in the same order."),
    "ballot_seats": _("So many cannot be chosen. Write a number from 1 to %(most)s."),
    "ballot_no_such_thing": _("There is nothing with this reference. Look at it again."),
    "ballot_not_a_time": _("Write a day and a time."),
    "ballot_is_frozen": _("The paper is frozen. Nothing of it changes any more."),
    "ballot_has_no_cards": _("No cards can vote in it yet. Print a batch first, then freeze it."),
    "ballot_has_no_seats": _("Nobody holds a voting seat, so the board cannot vote."),
    "ballot_database_keeps_copies": _(
        "PostgreSQL keeps copies of what it writes (%(names)s), so envelopes would outlive the count. "
        "docs/settings.md says how to switch that off. Then freeze the paper."
    ),
    "ballot_not_closed": _("It can be counted when it has closed."),
    "ballot_already_counted": _("It is counted already. The result appears as soon as the files are clean."),
    "ballot_not_your_count": _("You are not one of the tellers of this vote."),
    "ballot_key_does_not_open": _(
        "Your copy of the key does not open. Your account has got new keys since. Ask another teller."
    ),
    "ballot_box_was_changed": _(
        "The box is not the one that was committed to when it closed. Nothing was opened. Tell the board."
    ),
    "ballot_no_seat_of_yours": _(
        "Your account votes for no seat in this vote. A seat card does, if you have one."
    ),
    "ballot_seat_key_changed": _(
        "Your account has got new keys since the vote was frozen, so it cannot vote here."
    ),
    "ballot_void_needs_reason": _("Write why it is void. Everybody reads it."),
    "ballot_nobody_to_seat": _("Nobody was elected here who has no seat yet."),
    "ballot_too_few_seats": _(
        "%(needed)s were elected, and %(empty)s lived-experience seats are empty. Add or free a seat first."
    ),
    "ballot_no_such_tie": _("There is no tie here that ends this way."),
    "lot_needs_digits": _("Write at least %(least)s digits, as the dice fell."),
}

WARNINGS: dict[str, Callable[[int], str]] = {
    "too_few_cards": lambda count: (
        ngettext(
            "Only %(cards)s card can vote. With fewer than ten votes only totals are published, "
            "and nobody can recount.",
            "Only %(cards)s cards can vote. With fewer than ten votes only totals are published, "
            "and nobody can recount.",
            count,
        )
        % {"cards": count}
    ),
    "few_cards": lambda count: (
        ngettext(
            "%(cards)s card can vote. If fewer than ten come, only totals are published.",
            "%(cards)s cards can vote. If fewer than ten come, only totals are published.",
            count,
        )
        % {"cards": count}
    ),
    "small_board": lambda count: (
        ngettext(
            "The board has %(cards)s voting member. Its single votes are never published, only totals.",
            "The board has %(cards)s voting members. Their single votes are never published, only totals.",
            count,
        )
        % {"cards": count}
    ),
    "unanimous": lambda _count: gettext(
        "If all vote alike, everybody’s vote is known. No secrecy helps there."
    ),
    "checkable": lambda _count: gettext(
        "Checkable: whoever sees a member’s card can find that member’s vote."
    ),
}


def warning_words(warned: Warned) -> str:
    """A warning before a ballot opens."""
    return WARNINGS[warned.key](warned.number)
