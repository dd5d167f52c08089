"""The words of this room's refusals; only the workspace meets them."""

from app.web.languages import mark as _

DECISION_WORDS: dict[str, str] = {
    "decision_needs_published_motion": _("The result is not published yet. Publish the motion first."),
    "decision_nothing_decided": _("The vote could not decide, so there is no decision to publish."),
    "decision_is_recorded": _("This decision stands in public already."),
    "decision_needs_reasons": _("Write why the board decided so. Everybody reads it beside the result."),
    "decision_asks_no_reply": _("No reply is owed here."),
    "policy_not_accepted": _("A rule needs a decision of the board that holds, or leadership's yes."),
    "review_is_planned": _("A second look is planned already."),
    "decision_owes_no_report": _("Nothing is finished of which those who spoke were not told."),
    "review_is_over": _("There is no second look that waits for its end."),
    "step_drop_needs_reason": _("Write why it will not be done. Everybody reads it."),
    "reply_needs_position": _("Choose: accepted, accepted in part, or declined."),
    "reply_needs_reason": _("Write the reason. Everybody reads it beside the reply."),
    "board_reply_needs_words": _("Write what the board says to the reply."),
    "no_reply_to_answer": _("There is no reply to answer yet."),
    "extension_needs_reason": _("Write why more time is needed. Everybody reads it."),
    "extension_must_be_later": _("The new day must be later than the old one."),
    "policy_needs_text": _("Write the rule in plain words."),
    "review_not_after_effect": _("The day of the second look must come after the rule begins."),
    "step_needs_words": _("Write what is to be done."),
    "step_needs_owner": _("Name the role that does it, never a participant."),
}
