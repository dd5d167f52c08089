"""What each act on the ledger is called on the page: a room that adds an act adds its words here."""

from app.web.languages import mark as _

UNREADABLE = "unreadable"

ACTS = {
    UNREADABLE: _("A line that has been damaged"),
    "organisation.found": _("The organisation was founded here"),
    "organisation.rekey": _("All keys were made anew, before anybody had used them"),
    "account.add": _("An account was opened"),
    "account.grant": _("An account was given a key again"),
    "account.passphrase": _("Somebody changed their passphrase"),
    "account.rekey": _("An account was given new keys"),
    "account.roles": _("The offices of an account were changed"),
    "account.revoke": _("An account was closed"),
    "theme.add": _("A theme was added"),
    "feedback.open": _("Sealed words were opened by a steward"),
    "feedback.look_at": _("A steward began to look at what somebody said"),
    "feedback.reply": _("Staff wrote back to somebody"),
    "feedback.themes": _("Themes were given to what somebody said"),
    "feedback.pass_to_board": _("What somebody said was passed to the board"),
    "feedback.hold_back": _("What somebody said was held back"),
    "feedback.release": _("What was held back was released"),
    "safe_copy.draft": _("A safe copy was written"),
    "safe_copy.show": _("A safe copy was shown to the person who spoke"),
    "hold.ask": _("A steward asked to hold something back"),
    "hold.confirm": _("A second reader agreed to hold something back"),
    "hold.refuse": _("A second reader refused to hold something back"),
    "hold.uphold": _("An appeal was heard: it stays held back"),
    "hold.release": _("An appeal was heard: it is released"),
    "answer.publish": _("An answer was published"),
    "answer.replace": _("An answer was replaced by a corrected one"),
    "proposal.draft": _("A proposal was drafted"),
    "proposal.open": _("A proposal was opened for support"),
    "proposal.new_version": _("A proposal got a new version"),
    "proposal.link": _("Themes were given to a proposal"),
    "proposal.screen_out": _("A proposal was refused, with its reason"),
    "proposal.appeal": _("A refusal of a proposal was appealed"),
    "proposal.hear_appeal": _("An appeal about a proposal was heard"),
    "proposal.withdraw": _("A proposal was withdrawn"),
    "proposal.put_on_agenda": _("A proposal was put on the agenda"),
    "proposal.move": _("A proposal moved on"),
}
