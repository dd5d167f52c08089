"""The words of every key that a rule or a form may refuse with: what happened, and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.web.desk_words import DESK_WORDS
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


WORDS: dict[str, str] = DESK_WORDS | {
    "refused": _("That did not work, and nothing was changed. Go back and look at the page again."),
    "not_found": _("There is nothing here. The address may be wrong, or it is not for you to see."),
    "field.required": _("Please fill this in."),
    "field.too_long": _("This is too long. The most is %(limit)s characters. What you typed is still here."),
    "field.not_one_of_these": _("Please choose one of what is offered."),
    "form.stale_token": _(
        "This page was open for a long time. Your words are still here. Press the button again."
    ),
    "form.forged_token": _(
        "The page could not be checked. Your words are still here. Press the button again."
    ),
    "busy.derivations": _(
        "Many people are here right now. Nothing is lost. Wait a moment and press the button again."
    ),
    "receipt.malformed_code": _(
        "That is not a whole code. It has four groups of four letters and numbers. Look at it again."
    ),
    "receipt.unknown_code": _(
        "No page opens with this code. Look at each letter and number. An erased code opens nothing."
    ),
    "feedback.no_safe_copy": _("There is nothing to agree to right now. Look at your page below."),
    "feedback.copy_changed": _("The text was changed just now. Please read the new one first."),
    "feedback.already_public": _("Part of this is public already, so it cannot be taken back or changed."),
    "feedback.no_answer_yet": _("There is no answer yet. You can say this when one is here."),
    "feedback.nothing_held_back": _("Nothing of yours is held back, or you asked already."),
    "standing.no_call": _(
        "No names are taken for a seat any more. Look at the board’s page for the next time."
    ),
    "standing.already": _("You stand already. To change it, take it back first."),
    "standing.too_late": _("The ballot paper is fixed, or you took it back already. Nothing was changed."),
    "standing.name_without_colon": _("Write the name without a colon."),
    "feedback.thread_closed": _("Your words were erased, so nothing can be added here. You can start anew."),
    "feedback.thread_full": _("This page is full. Please start a new one. Both will be read."),
    "proposal_not_open": _("This proposal is not open for support now."),
    "card.malformed": _(
        "That is not a whole card code. It has four groups of four letters and numbers. Look at it again."
    ),
    "photo.too_large": _(
        "This photo is too large. The most is 8 MB. Choose a smaller one, or send the words alone."
    ),
    "photo.not_a_photo": _(
        "We cannot use this file. Choose a photo (JPEG, PNG or WebP), or send the words alone."
    ),
    "photo.choose_again": _("Choose the photo again. A page cannot keep a file."),
    "photo.needs_words": _("Write a few words beside the photo."),
    "upload.too_slow": _("The photo took too long to arrive. Nothing was stored. Send the words alone."),
    "too_many": _(
        "Many people are here right now. Nothing is lost. Wait a moment and press the button again."
    ),
    "feedback.nothing_changed_yet": _("Nothing has changed yet that you could speak about. Come back later."),
}
