"""The words of every key that a rule or a form may refuse with: what happened, and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.web.languages import mark as _
from app.web.languages import translate


@dataclass(frozen=True)
class Sentence:
    """A key and the facts that fill its words."""

    key: str
    facts: Mapping[str, str | int] = field(default_factory=dict)

    def words(self, language: str) -> str:
        """The sentence in a language; a key without words says only that it was refused."""
        text = translate(WORDS.get(self.key, WORDS["refused"]), language)
        return text % self.facts if self.facts else text


WORDS: dict[str, str] = {
    "refused": _("That did not work, and nothing was changed. Go back and look at the page again."),
    "not_found": _("There is nothing here. The address may be wrong, or it is not for you to see."),
    "not_allowed": _("Your roles do not include this. Nothing was changed."),
    "illegal_move": _("That is not possible from where it stands now. Nothing was changed."),
    "field.required": _("Please fill this in."),
    "field.too_long": _("This is too long. The most is %(limit)s characters. What you typed is still here."),
    "field.not_one_of_these": _("Please choose one of what is offered."),
    "form.stale_token": _(
        "This page was open for a long time. Your words are still here. Press the button again."
    ),
    "form.forged_token": _(
        "The page could not be checked. Your words are still here. Press the button again."
    ),
    "form.forged_desk": _(
        "The page could not be checked, so nothing was changed. Open it again and repeat it."
    ),
    "session.ended": _(
        "You were signed out because nothing happened for a while. Sign in and send it again."
    ),
    "busy.derivations": _(
        "Many people are here right now. Nothing is lost. Wait a moment and press the button again."
    ),
    "sign_in.refused": _("The name and the passphrase do not belong together. Look at both and try again."),
    "account.needs_a_role": _("Choose at least one role."),
    "account.already_ended": _("This account was ended before."),
    "account.last_administrator": _("This is the last administrator. Name another one first."),
    "account.bad_name": _("A sign-in name has small letters, numbers and hyphens, 40 at most."),
    "account.name_taken": _("Someone has this sign-in name already. Choose another."),
    "setup.already_done": _("The set-up is finished. Sign in instead."),
    "setup.unknown_time_zone": _("This is not a known time zone. Write it as in America/New_York."),
    "setup.needs_a_language": _("Choose at least one language."),
    "setup.needs_first_people": _("Name one administrator and two stewards at least."),
    "receipt.malformed_code": _(
        "That is not a whole code. It has four groups of four letters and numbers. Look at it again."
    ),
    "too_many": _(
        "Many people are here right now. Nothing is lost. Wait a moment and press the button again."
    ),
    "changed_meanwhile": _(
        "Someone else changed this while you had it open. Look at both, then save again. "
        "Nothing was overwritten."
    ),
}
