"""The words of what the board's rules refuse."""

from app.web.languages import mark as _

BOARD_WORDS: dict[str, str] = {
    "seat_is_taken": _("Somebody holds this seat in that time. End that term first."),
    "seat_is_filled": _("Somebody holds this seat, or will. Only an empty seat can be taken away."),
    "seat_is_closed": _("This seat was taken away. Add a new one."),
    "account_holds_a_seat": _("This account holds another seat in that time."),
    "no_such_account": _("There is no such account. Choose one of the list."),
    "staff_liaison_cannot_vote": _("A staff liaison has no vote."),
    "term_ends_before_it_begins": _("The term would end before it begins."),
    "term_end_out_of_range": _("Choose a day from today to the end of the term."),
    "term_has_ended": _("This term has ended already."),
    "term_limit_reached": _(
        "This member has served %(limit)s terms in a row, the most that the rulebook allows."
    ),
    "rulebook_needs_decision": _(
        "A change of the rulebook is itself a decision of the board. Give its reference."
    ),
    "decision_is_not_on_the_rulebook": _("%(ref)s did not adopt a motion on the rulebook."),
    "decision_made_a_version_already": _("%(ref)s has made a version already. Every change needs its own."),
    "rulebook_changes_nothing": _("This is the rulebook as it stands. Change a rule first."),
    "rulebook_version_not_next": _("Somebody entered another version meanwhile. Look at it, then try again."),
    "rule_never_reaches_back": _("A rule never reaches back: choose the day of the decision or a later one."),
    "rule_not_a_number": _("Write a whole number in digits."),
    "rule_not_a_fraction": _("Write a fraction in digits, such as 1/2 or 2/3."),
    "rule_not_of_its_type": _("Choose one of what is offered."),
    "rule_out_of_range": _("This must lie between %(least)s and %(most)s."),
    "clock_out_of_range": _("This must lie between %(least)s and %(most)s."),
    "share_out_of_reach": _("Nobody can reach that. Use a fraction up to 1, and more than only below 1."),
    "share_asks_for_nobody": _("That asks for nobody at all."),
    "majority_below_half": _("A majority is more than half. At least half would adopt a tie."),
    "more_lived_seats_than_seats": _("These are more than all voting seats."),
    "matter_named_twice": _("This matter stands here twice."),
    "meeting_ends_before_it_begins": _("The meeting would end before it begins."),
    "meeting_lies_in_the_past": _("That day has passed."),
    "meeting_is_over": _("This meeting has moved on. Its agenda and its people stand as they are."),
    "meeting_not_open": _("The meeting is not open. Open it when people are there."),
    "motion_still_open": _("A motion is still open. Close it before you close the meeting."),
    "participants_first": _(
        "Report-backs and participants’ items come first. Only later ones can change places."
    ),
    "stays_until_decided": _("This put itself on the agenda. It stays until it is decided."),
    "item_needs_a_title": _("Give the item a title."),
    "proposal_not_for_agenda": _("This proposal cannot come onto an agenda from where it stands."),
    "item_is_a_proposal": _(
        "A proposal stays on the agenda until the board has decided, or until it is withdrawn."
    ),
    "item_has_a_motion": _("There is a motion on this item. Withdraw it first."),
    "already_in_the_room": _("This member is in the room already."),
    "not_in_the_room": _("This member is not in the room."),
    "seat_is_vacant": _("Nobody holds this seat today."),
    "motion_needs_words": _("Say in words what is put to the board."),
    "decide_outside_mandate": _(
        "The director has not bound themselves on this matter or this sum. Choose to recommend."
    ),
    "sum_is_negative": _("A sum is not below zero."),
    "no_consent_rounds": _("The rulebook has no consent rounds. Choose a vote."),
    "motion_not_open": _("The vote is not open. It was closed, or has not begun."),
    "motion_is_no_vote": _("This is a consent round. Answer it with consent, aside or an objection."),
    "motion_is_no_round": _("This is a vote. Answer it with yes, no or neither."),
    "no_seat_of_yours": _("You hold no seat today, so there is nothing for you to vote with."),
    "votes_with_own_account": _("This member votes with their own account."),
    "seat_votes_once": _("A seat votes once."),
    "recusal_needs_reason": _("Say why. The reason is published."),
    "recused_already": _("This member stepped out already."),
    "no_objection_here": _("There is no objection of this member."),
    "round_not_finished": _("%(missing)s members in the room have not answered yet."),
    "another_round_first": _(
        "Somebody upholds an objection. Round %(round)s of %(rounds)s: answer it, or begin the next round."
    ),
    "no_round_left": _("The rulebook has %(rounds)s rounds, and they are over. Close the round now."),
    "participants_have_not_voted": _("This matter needs the participants too, and they have not voted yet."),
    "cannot_count_no_such_seat": _("There is no such seat. Nothing was recorded."),
    "cannot_count_non_voting": _("This seat listens and has no vote. Nothing was recorded."),
    "cannot_count_vacant": _("Nobody holds this seat today. Nothing was recorded."),
    "cannot_count_ended": _("That term has ended. Nothing was recorded."),
    "cannot_count_recused": _("This member stepped out of this vote. Nothing was recorded."),
    "cannot_count_not_in_the_room": _(
        "This member is not noted as being in the room. Note their arrival first. Nothing was recorded."
    ),
    "minutes_not_open": _("The minutes are not being written: not drafted yet, or adopted already."),
    "minutes_need_words": _("The minutes are empty."),
    "stipend_paid_already": _("This stipend was paid before."),
    "stipend_paid_before_meeting": _("It cannot be paid before the meeting, or on a day to come."),
}

MINUTES_WORDS: dict[str, str] = {
    "head": _("Meeting of %(day)s, %(starts)s to %(ends)s, %(place)s."),
    "late": _("The agenda was up later than the rulebook asks."),
    "came": _("In the room: %(present)s of %(filled)s voting members."),
    "came_lived": _("Of lived-experience seats: %(lived_present)s of %(lived_filled)s."),
    "put": _("Put to the board: %(title)s. %(text)s"),
    "recused": _("%(who)s stepped out: %(reason)s"),
    "recused_unnamed": _("A member stepped out: %(reason)s"),
    "concern": _("Concern of %(who)s: %(reason)s"),
    "answered": _("Objection of %(who)s, answered: %(reason)s"),
}
