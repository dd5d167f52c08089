"""Words of what this room refuses."""

from app.web.languages import mark as _

ANSWER_WORDS: dict[str, str] = {
    "answer_needs_outcome": _("Say what became of it: choose one."),
    "answer_needs_reason": _("Give the reason. Nobody is answered without one."),
    "planned_change_needs_date": _("Say by when it will be done. A plan without a date is not a promise."),
    "answer_bad_date": _("This is no date. Write year, month and day, as in 2026-12-10."),
    "answer_needs_someone": _("Choose at least one voice or theme to answer."),
    "answer_unknown_voice": _("There is no voice %(ref)s that you may answer. Look at the reference again."),
    "answer_closed_voice": _("%(ref)s was withdrawn or held back, so no answer reaches it. Take it out."),
    "answer_voice_not_open": _(
        "%(ref)s cannot take this answer: nobody has looked at it yet, or it has such an answer already. "
        "Take it out, or correct the earlier answer."
    ),
    "answer_reaches_nobody": _(
        "Nobody waits for this answer any more: every voice was answered, held back or withdrawn."
    ),
    "answer_needs_you_said": _("Write what people said, choose a quote, or answer a theme."),
    "answer_quote_not_allowed": _(
        "%(ref)s may not be quoted: its person has not agreed, or has changed their mind. Choose again."
    ),
    "answer_repeats_safe_copy": _(
        "These words stand in the safe copy of %(ref)s, which only the board may read. "
        "Use your own words, or choose it as a quote if its person agreed to that."
    ),
    "answer_is_no_draft": _("This answer is no draft any more: it was published or dropped meanwhile."),
    "answer_cannot_be_corrected": _(
        "Only a published answer can be corrected, and only once. Look at the newest."
    ),
}
