"""The words of the rulebook: each rule as one or two short sentences."""

from collections.abc import Callable

from app.web.languages import mark as _
from app.web.languages import ngettext

RULE_WORDS: dict[str, str] = {
    "rule_voting_seats": _("The board has %(seats)s voting seats."),
    "rule_lived_seats": _("Seats kept for people with lived experience: %(seats)s."),
    "rule_lived_share_more_than": _(
        "Lived experience must hold more than %(numerator)s/%(denominator)s of the filled seats. "
        "If not, no vote stands."
    ),
    "rule_lived_share_more_than_half": _(
        "Lived experience must hold more than half of the filled seats. If not, no vote stands."
    ),
    "rule_lived_share_at_least": _(
        "Lived experience must hold at least %(numerator)s/%(denominator)s of the filled seats. "
        "If not, no vote stands."
    ),
    "rule_quorum_all_seats_more_than": _(
        "A vote needs more than %(numerator)s/%(denominator)s of the filled seats in the room."
    ),
    "rule_quorum_all_seats_more_than_half": _("A vote needs more than half of the filled seats in the room."),
    "rule_quorum_all_seats_at_least": _(
        "A vote needs at least %(numerator)s/%(denominator)s of the filled seats in the room."
    ),
    "rule_quorum_lived_more_than": _(
        "It also needs more than %(numerator)s/%(denominator)s of the filled lived-experience seats."
    ),
    "rule_quorum_lived_at_least": _(
        "It also needs at least %(numerator)s/%(denominator)s of the filled lived-experience seats."
    ),
    "rule_quorum_lived_at_least_half": _("It also needs at least half of the filled lived-experience seats."),
    "rule_recusal": _("A member with a stake in it says so and steps out for that vote."),
    "rule_majority_cast_more_than": _(
        "Yes must be more than %(numerator)s/%(denominator)s of the votes that say yes or no."
    ),
    "rule_majority_cast_more_than_half": _("Yes must be more than half of the votes that say yes or no."),
    "rule_majority_cast_at_least": _(
        "Yes must be at least %(numerator)s/%(denominator)s of the votes that say yes or no."
    ),
    "rule_majority_present_more_than": _(
        "Yes must be more than %(numerator)s/%(denominator)s of the voting members in the room."
    ),
    "rule_majority_present_at_least": _(
        "Yes must be at least %(numerator)s/%(denominator)s of the voting members in the room."
    ),
    "rule_majority_all_seats_more_than": _(
        "Yes must be more than %(numerator)s/%(denominator)s of all filled voting seats."
    ),
    "rule_majority_all_seats_at_least": _(
        "Yes must be at least %(numerator)s/%(denominator)s of all filled voting seats."
    ),
    "rule_matter_majority_cast_more_than": _(
        "%(matter)s: yes must be more than %(numerator)s/%(denominator)s of the votes that say yes or no."
    ),
    "rule_matter_majority_cast_at_least": _(
        "%(matter)s: yes must be at least %(numerator)s/%(denominator)s of the votes that say yes or no."
    ),
    "rule_matter_majority_present_more_than": _(
        "%(matter)s: yes must be more than %(numerator)s/%(denominator)s of the voting members in the room."
    ),
    "rule_matter_majority_present_at_least": _(
        "%(matter)s: yes must be at least %(numerator)s/%(denominator)s of the voting members in the room."
    ),
    "rule_matter_majority_all_seats_more_than": _(
        "%(matter)s: yes must be more than %(numerator)s/%(denominator)s of all filled voting seats."
    ),
    "rule_matter_majority_all_seats_at_least": _(
        "%(matter)s: yes must be at least %(numerator)s/%(denominator)s of all filled voting seats."
    ),
    "rule_tie": _("When yes and no are equal, it is not adopted. Nobody has an extra vote."),
    "rule_no_consent_rounds": _("The board holds no consent rounds."),
    "rule_both_chambers": _("%(matter)s: the board and the participants must both say yes."),
    "rule_no_mandate": _("The director has not bound themselves to anything. The board recommends."),
    "rule_mandate": _("%(matter)s: the board decides, and the director carries it out."),
    "rule_mandate_up_to": _("%(matter)s: the board decides, as long as it costs %(sum)s or less."),
}

# Sentences with a number in them; the fact that decides between one and many stands beside.
RULE_PLURALS: dict[str, tuple[str, Callable[[int], str]]] = {
    "rule_terms": (
        "years",
        lambda count: ngettext(
            "A term is %(years)s year. Terms in a row for one person: %(limit)s at most.",
            "A term is %(years)s years. Terms in a row for one person: %(limit)s at most.",
            count,
        ),
    ),
    "rule_check_in": (
        "missed",
        lambda count: ngettext(
            "Whoever misses %(missed)s meeting is asked how they are.",
            "Whoever misses %(missed)s meetings in a row is asked how they are.",
            count,
        ),
    ),
    "rule_consent_rounds": (
        "rounds",
        lambda count: ngettext(
            "In a consent round an objection with a reason stops it. "
            "After %(rounds)s round with one, the matter waits.",
            "In a consent round an objection with a reason stops it. "
            "After %(rounds)s rounds with one, the matter waits.",
            count,
        ),
    ),
    "rule_card_supports": (
        "cards",
        lambda count: ngettext(
            "%(cards)s card in support puts a proposal on the agenda.",
            "%(cards)s cards in support put a proposal on the agenda.",
            count,
        ),
    ),
    "rule_clock_acknowledge_weeks": (
        "amount",
        lambda count: ngettext(
            "What you say is looked at within %(amount)s week after the week you sent it.",
            "What you say is looked at within %(amount)s weeks after the week you sent it.",
            count,
        ),
    ),
    "rule_clock_answer_weeks": (
        "amount",
        lambda count: ngettext(
            "An answer comes within %(amount)s week.", "An answer comes within %(amount)s weeks.", count
        ),
    ),
    "rule_clock_silence_weeks": (
        "amount",
        lambda count: ngettext(
            "You have %(amount)s week to change how the board hears you.",
            "You have %(amount)s weeks to change how the board hears you.",
            count,
        ),
    ),
    "rule_clock_appeal_weeks": (
        "amount",
        lambda count: ngettext(
            "Ask us to look again, and somebody else does within %(amount)s week.",
            "Ask us to look again, and somebody else does within %(amount)s weeks.",
            count,
        ),
    ),
    "rule_clock_notice_hours": (
        "amount",
        lambda count: ngettext(
            "The agenda is up %(amount)s hour before a meeting.",
            "The agenda is up %(amount)s hours before a meeting.",
            count,
        ),
    ),
    "rule_clock_minutes_days": (
        "amount",
        lambda count: ngettext(
            "The minutes are up %(amount)s day after a meeting.",
            "The minutes are up %(amount)s days after a meeting.",
            count,
        ),
    ),
    "rule_clock_reply_days": (
        "amount",
        lambda count: ngettext(
            "The director replies within %(amount)s day.",
            "The director replies within %(amount)s days.",
            count,
        ),
    ),
    "rule_clock_report_back_days": (
        "amount",
        lambda count: ngettext(
            "When a step is done, people hear of it within %(amount)s day.",
            "When a step is done, people hear of it within %(amount)s days.",
            count,
        ),
    ),
    "rule_clock_helped_days": (
        "amount",
        lambda count: ngettext(
            "%(amount)s day after a change, people are asked if it helped.",
            "%(amount)s days after a change, people are asked if it helped.",
            count,
        ),
    ),
    "rule_clock_purge_days": (
        "amount",
        lambda count: ngettext(
            "Sealed words are erased %(amount)s day after the last message.",
            "Sealed words are erased %(amount)s days after the last message.",
            count,
        ),
    ),
    "rule_clock_receipt_days": (
        "amount",
        lambda count: ngettext(
            "A code opens for %(amount)s day after the last step.",
            "A code opens for %(amount)s days after the last step.",
            count,
        ),
    ),
}
