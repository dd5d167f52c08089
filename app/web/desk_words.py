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
    "session.prove_again": _(
        "You signed in a while ago. Show once more that it is you, then send this again. Nothing was changed."
    ),
    "second_factor.needed": _(
        "This needs a second factor: a code from your phone, or a passkey. Set it up under “My account”."
    ),
    "second_factor.wrong": _(
        "This does not fit. A code of the app works once and for half a minute: wait for the next one."
    ),
    "second_factor.wrong_code": _("This is not the code that the app shows now. Look at it again."),
    "second_factor.passkey_refused": _(
        "The passkey was not made. Try it once more, or use an app on your phone instead."
    ),
    "second_factor.known_passkey": _("This passkey is known already."),
    "second_factor.too_many": _("These are enough passkeys. Remove one first."),
    "second_factor.last": _("This is your last second factor. Add another one first."),
    "second_factor.not_your_own": _(
        "Somebody else must do this for you. You can add another under “My account”."
    ),
    "sign_in.refused": _("The name and the passphrase do not belong together. Look at both and try again."),
    "account.needs_a_role": _("Choose at least one role."),
    "account.already_ended": _("This account was ended before."),
    "account.last_administrator": _("This is the last administrator. Name another one first."),
    "account.no_key_to_give": _("This person waits for no key that you hold. Nothing was changed."),
    "recovery.nothing_to_give": _("This person has every key of their roles. Nothing was changed."),
    "recovery.no_new_key": _("No new recovery key is being made. Make one first."),
    "erase_needs_reason": _("Choose why. The person reads it with their code."),
    "circle.not_yours": _("Only somebody who holds this key can change it. Nothing was changed."),
    "circle.change_going_on": _("A change of this key is going on. Go on with that one first."),
    "circle.things_in_use": _(
        "Something that is sealed to the old key was in use or could not be opened. Wait a moment and go on."
    ),
    "account.change_your_own": _("Change your own passphrase under “My account”."),
    "account.wrong_passphrase": _("This is not your passphrase. Look at it again."),
    "account.wrong_current": _("This is not your passphrase until now. Look at it again."),
    "account.typed_back_wrong": _("This differs from the new words above. Read them once more."),
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
    "text.last_of_kind": _("This is the last line of its kind, and the form needs one. Change its words."),
    "text.already_confirmed": _("These words are confirmed already."),
    "organisation.default_not_offered": _("This language is not among those of your pages. Tick it too."),
    "recovery.broken_half": _(
        "Half %(half)s is not copied rightly. Read it from the paper again, group by group."
    ),
    "recovery.same_half_twice": _("These are the same half twice. Take the other sheet of paper."),
    "recovery.halves_of_different_keys": _(
        "These two halves do not belong together. One may be from an older sheet."
    ),
    "recovery.other_key": _("These halves belong together, but not to this organisation's recovery key."),
    "setup.needs_first_people": _("Name one administrator and two stewards at least."),
    "feedback.withdrawn": _("The person took this back. Nothing more is done with it."),
    "feedback.purged": _("These words were erased. What became of them still stands."),
    "feedback.key_not_granted": _(
        "Your role reads this, but nobody has granted you the key yet. "
        "Ask another reader, then sign in again."
    ),
    "feedback.look_first": _("Mark it as being looked at first. Nothing was changed."),
    "hold.waits": _("A second reader is asked whether this is held back. Wait for what they say."),
    "hold.only_decide": _("You read this as a second reader. You only say whether it is held back."),
    "hold.release_instead": _("This is held back. Only an outside reader can release it."),
    "hold.no_second_reader": _(
        "Nobody can be the second reader: it must be an outside reader who is not staff and not you."
    ),
    "hold.read_first": _("Open the words and read them before you decide."),
    "hold_needs_ground": _("Choose the ground. Nothing is held back without one."),
    "second_reader_is_first": _("You asked for this yourself. Somebody else must be the second reader."),
    "second_reader_is_staff": _("The second reader must not be staff."),
    "appeal_reader_confirmed": _("You agreed to hold this back. Another outside reader must look again."),
    "board.needs_theme": _("Give it a theme first. The board sees what voices have in common."),
    "board.copy_not_agreed": _(
        "The person has not agreed to the safe copy yet. They see it before the board does."
    ),
    "paper.count": _("Print 1 to %(most)s forms at a time."),
    "paper.unknown_code": _(
        "No unused stub has this code. Look at each letter. If the stub is lost, leave it empty: "
        "the words come in, and nobody has a code for them."
    ),
    "word.nobody": _("Choose who will hear the word."),
    "word.unknown": _("Nobody has given you this word, or it was said before. Ask how it is written."),
    "copy.none": _("There is no safe copy yet. Write it first."),
    "copy.only_count": _("This person chose: only count. No safe copy is made."),
    "copy.person_has_spoken": _("The person has answered this safe copy. Only they can change that now."),
    "theme.exists": _("There is a theme of this name already."),
    "theme.bad_name": _("A theme is a few words, %(limit)s characters at most."),
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
    "proposal_needs_change": _("Write what should change. Nothing else is needed."),
    "proposal_needs_title": _("Give it a title first: a few words for the list."),
    "proposal_nothing_changed": _("Nothing is different from the version that stands there."),
    "proposal_say_why": _("Say why it is changed. Everybody who reads the new words reads that too."),
    "proposal_say_public_words": _("Write the reason. Everybody can read it."),
    "proposal_not_now": _("That is not possible from where the proposal stands now. Nothing was changed."),
    "proposal_copy_not_agreed": _(
        "The person has not agreed to the safe copy yet. Before that nothing is made of their words."
    ),
    "proposal_voice_taken_back": _(
        "The person took their words back, or they are held back. It is not put up."
    ),
    "proposal_unknown_voice": _("There is no voice %(ref)s that can be linked. Look at the reference again."),
    "proposal_closed_voice": _("%(ref)s was not looked at yet, is held back, or was taken back."),
    "proposal_only_its_author": _("Only the person who began it can do that."),
    "screening_needs_ground": _("Choose the ground. Nothing is refused without one."),
    "appeal_needs_another_reader": _("You refused this yourself. Somebody else must look at it again."),
    "decide_outside_mandate": _(
        "Leadership has not bound itself to “decide” on this matter and sum. Choose another power."
    ),
    "cards_need_lived_experience": _("One of the two witnesses must be from a lived-experience seat."),
    "cards_count": _("Print between 1 and %(most)s cards at a time."),
    "cards_after_opening": _(
        "The roll of this ballot is fixed. Cards made now would not count in it, so none were made."
    ),
    "cards_unknown_ballot": _("There is no such ballot. Choose one of the list."),
    "cards_printed_already": _(
        "The cards of %(ref)s were made already, and their codes cannot be shown again. "
        "If the print failed, void that batch and make a new one."
    ),
    "cards_no_pdf": _(
        "PDF needs an extra part: install sayso[pdf]. The page to print works without it; choose that."
    ),
    "cards_not_founded": _("There is no organisation yet: finish the set-up first."),
    "paper_card_cannot_vote": _(
        "This card cannot vote in this ballot, or it was handed in before. Look at each letter and number."
    ),
    "paper_needs_second": _("You entered this card before. A second person has to enter it now, not you."),
    "cards_shift_is_open": _("A bag of this batch is open. End that shift first."),
    "cards_no_shift_is_open": _("No bag of this batch is open, so there is nothing to end."),
    "cards_batch_is_counted": _(
        "The kept-back cards of this batch are counted. Nothing more is drawn from it."
    ),
    "cards_batch_was_drawn": _("Cards of this batch were drawn, so it cannot be voided as a whole."),
    "cards_vote_still_runs": _("The kept-back cards are counted after the vote has closed. It still runs."),
    "cards_in_bag": _("Put between 1 and %(left)s cards into the bag: so many are still there."),
    "cards_more_left_than_in_bag": _("These are more cards than the %(in_bag)s that were in the bag."),
    "cards_line_is_no_code": _(
        "Line %(line)s is no whole code. It has four groups of four letters and numbers."
    ),
    "cards_not_of_this_batch": _(
        "%(number)s of these codes are no cards of this batch that are still out. Look at them again."
    ),
    "cards_no_lived_experience_seat": _(
        "No lived-experience seat of the board is filled, and one of the two witnesses must come from one."
    ),
    "cards_ballot_or_period": _("Say for which ballot the cards are, or their first and last day."),
    "cards_period_backwards": _("The period ends before it begins. Look at both days."),
    "sum_is_negative": _("A sum cannot be below nothing."),
    "safety_needs_outcome": _("Say what became of it: choose one."),
    "safety_needs_why": _("Write why, in a sentence. It is sealed with the voice."),
    "safety_look_first": _("Look at it first. Then you hold it and can decide."),
    "safety_nobody_to_hand_to": _("Choose somebody who reads for the same circle."),
    "safety_person_said_staff": _("The person said themselves that it is about staff, so it stays with you."),
    "duty_needs_days": _("Choose at least one day."),
    "duty_bad_hour": _("An hour is a whole number from 0 to 24, and the two must differ."),
    "duty_day_is_past": _("This day is over. Choose today or a later one."),
    "duty_same_person": _("Somebody else must stand in."),
    "notices_bad_address": _("This is no e-mail address. Look at it again."),
    "alert_bad_end": _("Choose a last day from today on, %(most)s days away at most."),
    "alert_needs_checks": _("Check all three before it is public, and tick them."),
    "alert_is_over": _("This warning is over already."),
    "handover_copy_not_agreed": _(
        "The person has not agreed to the safe copy yet. Without that nothing goes to leadership."
    ),
    "handover_not_now": _("Only what is about staff and was looked at can be handed to leadership."),
    "handover_done_already": _("This was handed to leadership already."),
    "handover_needs_somebody": _("Choose at least one person."),
    "danger_bad_line": _(
        "This line would match nothing or nearly everything. It begins and ends with a word, "
        "and a word with * has three letters at least."
    ),
    "danger_list_full": _("The list is full. Take lines away first."),
    "staff_name_too_short": _("A name has three letters at least."),
    "changed_meanwhile": _(
        "Someone else changed this while you had it open. Look at both, then save again. "
        "Nothing was overwritten."
    ),
}
