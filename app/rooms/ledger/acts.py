"""What each act on the ledger is called on the page: a room that adds an act adds its words here."""

from app.web.languages import mark as _

UNREADABLE = "unreadable"

ACTS = {
    UNREADABLE: _("A line that has been damaged"),
    "organisation.found": _("The organisation was founded here"),
    "account.add": _("An account was opened"),
    "account.roles": _("The offices of an account were changed"),
    "account.revoke": _("An account was closed"),
}
