"""The words of a count: each key of ``domain.counting`` as a sentence in the reader's language."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import ceil

from babel.lists import format_list

from app.domain.counting.sentences import Fact, Sentence
from app.web import languages
from app.web.languages import gettext, ngettext
from app.web.languages import mark as _

METHOD_NAMES: dict[str, str] = {
    "majority": _("Yes or no"),
    "plurality": _("Pick one"),
    "approval": _("Pick any"),
    "score": _("Give points"),
    "irv": _("Rank, one seat (instant runoff)"),
    "scottish-stv": _("Rank, several seats (Scottish STV)"),
    "stv-exact": _("Rank, several seats (STV without rounding)"),
    "schulze": _("Rank, every pair compared (Schulze)"),
    "ranked-pairs": _("Rank, every pair compared (ranked pairs)"),
    "borda": _("Rank, points by place (Borda)"),
}

WORDS: dict[str, str] = {
    "count_withdrawn": _("Withdrawn before the count, so passed over on every ballot: %(names)s."),
    "count_nobody_voted": _("No ballot made a choice, so nothing is decided."),
    "count_rank": _("Place %(rank)s: %(names)s."),
    "count_elected": _("Elected: %(names)s."),
    "count_nobody_elected": _("Nothing has the votes that the rule asks for."),
    "count_reopened": _("Re-open nominations won: what it won, and every place after it, stays open."),
    "tie_by_stage_surplus": _(
        "In round %(round)s the surpluses of %(names)s were equal. "
        "The one with more votes in round %(stage)s goes first."
    ),
    "tie_by_stage_exclusion": _(
        "In round %(round)s %(names)s had equally few votes. "
        "The one with fewer votes in round %(stage)s is excluded."
    ),
    "tie_same_either_way": _(
        "In round %(round)s %(names)s were level. Whichever is taken first, the result is the same."
    ),
    "tie_stops_surplus": _(
        "In round %(round)s the surpluses of %(names)s were equal, and in all rounds before. "
        "Which goes first changes the result, so the count stops here."
    ),
    "tie_stops_exclusion": _(
        "In round %(round)s %(names)s were level, and no rule tells them apart. "
        "Which is excluded changes the result, so the count stops here."
    ),
}

# Sentences with a number in them; the fact that decides between one and many stands beside.
PLURALS: dict[str, tuple[str, Callable[[int], str]]] = {
    "count_ballots": (
        "ballots",
        lambda count: ngettext(
            "%(ballots)s ballot; valid for this count: %(valid)s. Places to fill: %(seats)s.",
            "%(ballots)s ballots; valid for this count: %(valid)s. Places to fill: %(seats)s.",
            count,
        ),
    ),
    "count_quota": (
        "quota",
        lambda count: ngettext(
            "%(quota)s vote is enough to win.", "%(quota)s votes are enough to win.", count
        ),
    ),
    "count_needed": (
        "quota",
        lambda count: ngettext("%(quota)s vote is needed.", "%(quota)s votes are needed.", count),
    ),
    "count_tally": (
        "votes",
        lambda count: ngettext("%(name)s: %(votes)s vote.", "%(name)s: %(votes)s votes.", count),
    ),
    "count_points": (
        "votes",
        lambda count: ngettext("%(name)s: %(votes)s point.", "%(name)s: %(votes)s points.", count),
    ),
    "count_tied": (
        "seats",
        lambda count: ngettext(
            "Tied for %(seats)s place: %(names)s. The count does not choose between them.",
            "Tied for %(seats)s places: %(names)s. The count does not choose between them.",
            count,
        ),
    ),
    "round_elected": (
        "votes",
        lambda count: ngettext(
            "In round %(round)s %(name)s was elected with %(votes)s vote.",
            "In round %(round)s %(name)s was elected with %(votes)s votes.",
            count,
        ),
    ),
    "round_last_seat": (
        "votes",
        lambda count: ngettext(
            "In round %(round)s the last places were filled: %(name)s was elected with %(votes)s vote.",
            "In round %(round)s the last places were filled: %(name)s was elected with %(votes)s votes.",
            count,
        ),
    ),
    "round_surplus": (
        "votes",
        lambda count: ngettext(
            "In round %(round)s %(name)s handed on %(votes)s vote more than needed; "
            "%(exhausted)s of it had no further choice or was lost in rounding.",
            "In round %(round)s %(name)s handed on %(votes)s votes more than needed; "
            "%(exhausted)s of them had no further choice or were lost in rounding.",
            count,
        ),
    ),
    "round_surplus_all_moved": (
        "votes",
        lambda count: ngettext(
            "In round %(round)s %(name)s handed on %(votes)s vote more than needed.",
            "In round %(round)s %(name)s handed on %(votes)s votes more than needed.",
            count,
        ),
    ),
    "round_excluded": (
        "votes",
        lambda count: ngettext(
            "In round %(round)s %(name)s was excluded with %(votes)s vote; "
            "%(exhausted)s of it had no further choice.",
            "In round %(round)s %(name)s was excluded with %(votes)s votes; "
            "%(exhausted)s of them had no further choice.",
            count,
        ),
    ),
    "round_excluded_all_moved": (
        "votes",
        lambda count: ngettext(
            "In round %(round)s %(name)s was excluded with %(votes)s vote.",
            "In round %(round)s %(name)s was excluded with %(votes)s votes.",
            count,
        ),
    ),
}

FILE_WORDS: dict[str, str] = {
    "file_empty": _("the file says nothing"),
    "file_unknown": _("this is neither BLT nor ABIF nor openings"),
    "file_unreadable": _("the file changed while it was read"),
    "file_options": _("there must be at least one option and at most 255, each named once"),
    "file_seats": _("the number of seats must be a whole number of one or more"),
    "file_no_scores": _("these ballots carry no scores"),
    "blt_header": _("the first line must be two numbers, options and seats"),
    "blt_weight": _("a ballot must begin with a whole number, how many people cast it"),
    "blt_not_a_number": _("options on a ballot must be numbers"),
    "blt_no_such_option": _("a ballot names an option that is not there"),
    "blt_no_end": _("the line 0 that ends the ballots is missing"),
    "blt_names_missing": _("there are fewer names than options"),
    "abif_line": _("this is no line of ABIF"),
    "abif_vote": _("this ballot is broken off or has something that does not belong"),
    "openings_header": _("the first line must name the format openings/1"),
    "openings_option": _("this names an option that was not offered"),
    "openings_rule": _("the rule of the vote is not complete"),
    "openings_json": _("this line is not JSON"),
    "openings_kind": _("a vote is exactly one of choice, approve, rank or score"),
    "openings_score": _("scores must be whole numbers beside names"),
}


def explain_in_words(one: Sentence) -> str:
    """The sentence in the current language; KeyError for a key that no count makes."""
    facts = {name: _fact(value) for name, value in one.facts.items()}
    if one.key in PLURALS:
        deciding, words = PLURALS[one.key]
        return words(_how_many(one.facts, deciding)) % facts
    return gettext(WORDS[one.key]) % facts


def _fact(value: Fact) -> str:
    if isinstance(value, tuple):
        return format_list(value, locale=languages.locale(languages.current()))
    return str(value)


def _how_many(facts: Mapping[str, Fact], deciding: str) -> int:
    """The number that grammar goes by: a broken number speaks as many."""
    value = facts[deciding]
    return ceil(Fraction(str(value)))
