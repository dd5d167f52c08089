"""The words of refusals that only the workspace can meet; the workspace speaks English."""

from app.web.languages import mark as _

DESK_WORDS: dict[str, str] = {
    "not_allowed": _("Your roles do not include this. Nothing was changed."),
    "illegal_move": _("That is not possible from where it stands now. Nothing was changed."),
    "form.forged_desk": _(
        "The page could not be checked, so nothing was changed. Open it again and repeat it."
    ),
    "session.ended": _(
        "You were signed out because nothing happened for a while. Sign in and send it again."
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
    "setup.too_many_places": _("These are more than %(limit)s places. Add the rest later."),
    "setup.long_place": _("One of these names is longer than %(limit)s characters."),
    "setup.bad_phone": _("This does not look like a number to call. Use digits, spaces and hyphens."),
    "setup.say_about_police": _("Say whether calling this number may send police."),
    "setup.two_stewards": _("This is the first steward again. Two different people must be able to read."),
    "setup.outside_is_staff": _("This person works here. The outside reader must be somebody else."),
    "setup.needs_first_people": _("Name one administrator and two stewards at least."),
    "changed_meanwhile": _(
        "Someone else changed this while you had it open. Look at both, then save again. "
        "Nothing was overwritten."
    ),
}
