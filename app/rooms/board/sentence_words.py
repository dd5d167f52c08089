"""The words of the board's rules and results: each key of ``domain`` in the reader's language."""

from collections.abc import Callable, Mapping

from app.domain.counting.sentences import Fact, Sentence
from app.rooms.board.rule_words import RULE_PLURALS, RULE_WORDS
from app.rooms.board.words import MATTERS
from app.web.languages import gettext, ngettext
from app.web.languages import mark as _

RESULT_WORDS: dict[str, str] = {
    "quorum_all_seats": _("All voting seats: %(present)s of %(filled)s in the room, %(needed)s needed."),
    "quorum_lived_experience": _(
        "Lived experience: %(present)s of %(filled)s in the room, %(needed)s needed."
    ),
    "quorum_met": _("There were enough people in the room."),
    "quorum_not_met": _("There were not enough people in the room."),
    "composition_met": _("%(lived)s of %(filled)s filled seats belong to lived experience: enough."),
    "composition_not_met": _("%(lived)s of %(filled)s filled seats belong to lived experience: too few."),
    "not_counted_no_such_seat": _("The vote of %(seat)s does not count: there is no such seat."),
    "not_counted_non_voting": _("%(seat)s listens and has no vote."),
    "not_counted_vacant": _("The vote of %(seat)s does not count: the seat is empty."),
    "not_counted_ended": _("The vote of %(seat)s does not count: that term had ended."),
    "not_counted_recused": _("%(seat)s stepped out, so that vote does not count."),
    "not_counted_not_in_the_room": _("%(seat)s was not in the room at the end, so that vote does not count."),
    "not_counted_no_such_seat_unnamed": _("One vote does not count: there is no such seat."),
    "not_counted_non_voting_unnamed": _("One vote does not count: that seat has no vote."),
    "not_counted_vacant_unnamed": _("One vote does not count: the seat is empty."),
    "not_counted_ended_unnamed": _("One vote does not count: that term had ended."),
    "not_counted_recused_unnamed": _("One member stepped out, so that vote does not count."),
    "not_counted_not_in_the_room_unnamed": _(
        "One member was not in the room at the end, so that vote does not count."
    ),
    "motion_votes": _("Yes %(yes)s, no %(no)s, neither %(abstain)s."),
    "motion_base_all_seats": _("%(whole)s voting seats are filled. Yes needed %(needed)s of them."),
    "outcome_adopted": _("So it is adopted."),
    "outcome_not_adopted": _("So it is not adopted."),
    "outcome_deferred": _("So it is deferred. It comes back."),
    "outcome_tied": _("Yes and no are equal, so it is not adopted."),
    "outcome_inquorate": _("So nothing is decided. It comes back when more people are there."),
    "outcome_composition_not_met": _("So nothing is decided until more lived-experience seats are filled."),
    "outcome_void": _("The vote is void. It decides nothing."),
    "consent_round": _(
        "%(consenting)s gave consent, %(aside)s stood aside, %(objections)s upheld an objection."
    ),
    "consent_objection": _("%(seat)s objects: %(reason)s"),
    "consent_unreasoned": _("%(seat)s objects without a reason. It is noted and does not stop it."),
    "chamber_adopted": _("%(chamber)s: adopted."),
    "chamber_not_adopted": _("%(chamber)s: not adopted."),
    "chamber_tied": _("%(chamber)s: yes and no are equal, so not adopted."),
    "chamber_inquorate": _("%(chamber)s: not enough people."),
    "chamber_composition_not_met": _("%(chamber)s: too few seats of lived experience are filled."),
    "chamber_void": _("%(chamber)s: void."),
}
CHAMBERS: dict[str, str] = {"board": _("The board"), "participants": _("Participants")}

# One vote alone in the base reads otherwise; the fact that decides stands beside.
RESULT_PLURALS: dict[str, tuple[str, Callable[[int], str]]] = {
    "motion_base_cast": (
        "whole",
        lambda count: ngettext(
            "%(whole)s vote said yes or no. Yes needed %(needed)s of them.",
            "%(whole)s votes said yes or no. Yes needed %(needed)s of them.",
            count,
        ),
    ),
    "motion_base_present": (
        "whole",
        lambda count: ngettext(
            "%(whole)s voting member was in the room. Yes needed %(needed)s of them.",
            "%(whole)s voting members were in the room. Yes needed %(needed)s of them.",
            count,
        ),
    ),
}
HALF = {"numerator": 1, "denominator": 2}


def in_words(one: Sentence) -> str:
    """The sentence in the current language; KeyError for a key that no rule of the board makes."""
    facts = {name: _fact(name, value) for name, value in one.facts.items()}
    key = f"{one.key}_half" if HALF.items() <= one.facts.items() and f"{one.key}_half" in WORDS else one.key
    if key in PLURALS:
        deciding, words = PLURALS[key]
        return words(_number(one.facts, deciding)) % facts
    return gettext(WORDS[key]) % facts


WORDS: dict[str, str] = RULE_WORDS | RESULT_WORDS
PLURALS: dict[str, tuple[str, Callable[[int], str]]] = RULE_PLURALS | RESULT_PLURALS


def _fact(name: str, value: Fact) -> str:
    if name == "matter":
        return gettext(MATTERS[str(value)])
    if name == "chamber":
        return gettext(CHAMBERS[str(value)])
    return str(value)


def _number(facts: Mapping[str, Fact], name: str) -> int:
    value = facts[name]
    return value if isinstance(value, int) else 0
