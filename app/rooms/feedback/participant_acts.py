"""What a person does with their own thread, by the code alone. None of it is a leaf of the ledger."""

from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.errors import IllegalMove, InvalidInput
from app.domain.lifecycles import HOLD, SAFE_COPY, FeedbackState, HoldState, SafeCopyState
from app.domain.weeks import Week
from app.domain.word_use import (
    chose_quote_warned,
    is_agreed,
    may_change_word_use,
    may_withdraw,
    needs_safe_copy,
)
from app.models.feedback import Message, Receipt, Thread
from app.rooms.feedback.decided import say_if_it_helped
from app.rooms.feedback.erasing import RECEIPT, erase_words, note_purged, take_back_from_leadership
from app.rooms.feedback.floods import bring_back
from app.rooms.feedback.forms import Act, ReceiptForm
from app.rooms.feedback.messages import PARTICIPANT, add_message
from app.rooms.feedback.queries import count_answers, find_hold
from app.rooms.feedback.safe_copies import copy_mark, find_safe_copy, move_safe_copy
from app.rooms.feedback.standing import stand, stand_back
from app.rooms.feedback.threads import lock_thread, may_reopen, move_thread, reopen_thread
from app.web.public_version import raise_public_version

MOST_MESSAGES = 200

_COPY_STATES = {
    "right": SafeCopyState.AGREED,
    "change": SafeCopyState.CHANGE_ASKED,
    "no": SafeCopyState.REFUSED,
}


ActElsewhere = Callable[[Session, Thread, Act, Week], str | None]
"""What a later room does for such an act: the key of its notice when that was all, else None."""


def do_act(
    session: Session,
    thread: Thread,
    *,
    form: ReceiptForm,
    week: Week,
    today: date | None = None,
    elsewhere: Sequence[ActElsewhere] = (),
) -> str:
    """Do what the form asks; returns the key of the notice. Raises ``IllegalMove`` or ``InvalidInput``.

    ``today`` decides whether a call for names is still open; the last of the week when it is not given.
    """
    if form.act is None:
        raise InvalidInput("field.not_one_of_these")
    lock_thread(session, thread)
    for act_elsewhere in elsewhere:
        done = act_elsewhere(session, thread, form.act, week)
        if done is not None:
            _write(session, thread, form, week)
            return done
    if form.act is Act.STAND:
        stand(session, thread, alias=form.alias, statement=form.statement, today=today or week.ends_on)
        return "standing"
    return _DOING[form.act](session, thread, form, week)


def _reply(session: Session, thread: Thread, form: ReceiptForm, week: Week) -> str:
    if not form.reply:
        raise InvalidInput("field.required", field="reply")
    _write(session, thread, form, week)
    return "reply_added"


def _approve(session: Session, thread: Thread, form: ReceiptForm, week: Week) -> str:
    if not form.choice:
        raise InvalidInput("field.not_one_of_these", field="choice")
    copy = find_safe_copy(session, thread)
    if copy is None or copy.sealed_for_receipt is None:
        raise IllegalMove("feedback.no_safe_copy")
    if form.copy_read and form.copy_read != copy_mark(copy):
        raise IllegalMove("feedback.copy_changed")
    to = _COPY_STATES[form.choice]
    if not SAFE_COPY.may_move(SafeCopyState(copy.state), to):
        raise IllegalMove("feedback.no_safe_copy")
    move_safe_copy(session, copy, to=to)
    if not is_agreed(to):
        take_back_from_leadership(session, thread)
    _write(session, thread, form, week)
    return f"copy_{form.choice}"


def _word_use(session: Session, thread: Thread, form: ReceiptForm, week: Week) -> str:
    if form.word_use is None:
        raise InvalidInput("field.not_one_of_these", field="word_use")
    if not may_change_word_use(_copy_state(session, thread), FeedbackState(thread.state)):
        raise IllegalMove("feedback.already_public")
    thread.word_use = form.word_use.value
    was_warned = form.quote_warning == "shown"
    thread.quote_after_warning = chose_quote_warned(form.word_use, was_warned=was_warned)
    if not needs_safe_copy(form.word_use):
        take_back_from_leadership(session, thread)
    thread.version += 1
    return "word_use_changed"


def _verdict(session: Session, thread: Thread, form: ReceiptForm, week: Week) -> str:
    if not form.verdict:
        raise InvalidInput("field.not_one_of_these", field="verdict")
    if not count_answers(session, thread):
        raise IllegalMove("feedback.no_answer_yet")
    thread.verdict = form.verdict
    if form.verdict == "not_really" and may_reopen(thread):
        session.flush()
        reopen_thread(session, thread, week=week)
    _write(session, thread, form, week)
    return "verdict_given"


def _helped(session: Session, thread: Thread, form: ReceiptForm, week: Week) -> str:
    notice = say_if_it_helped(session, thread, form=form, week=week)
    _write(session, thread, form, week)
    raise_public_version(session)
    return notice


def _stand_back(session: Session, thread: Thread, form: ReceiptForm, week: Week) -> str:
    stand_back(session, thread)
    return "stood_back"


def _appeal(session: Session, thread: Thread, form: ReceiptForm, week: Week) -> str:
    hold = find_hold(session, thread)
    if hold is None or not HOLD.may_move(HoldState(hold.state), HoldState.APPEALED):
        raise IllegalMove("feedback.nothing_held_back")
    session.refresh(hold, with_for_update=True)
    hold.state = HOLD.move(HoldState(hold.state), HoldState.APPEALED).value
    hold.appealed_week = str(week)
    _write(session, thread, form, week)
    return "appealed"


def _withdraw(session: Session, thread: Thread, form: ReceiptForm, week: Week) -> str:
    if not may_withdraw(_copy_state(session, thread), FeedbackState(thread.state)):
        raise IllegalMove("feedback.already_public")
    move_thread(session, thread, to=FeedbackState.WITHDRAWN, week=week)
    erase_words(session, thread)
    return "withdrawn"


def _erase(session: Session, thread: Thread, form: ReceiptForm, week: Week) -> str:
    session.execute(delete(Receipt).where(Receipt.thread_id == thread.id))
    note_purged(session, thread.ref, RECEIPT)
    return "erased"


def _write(session: Session, thread: Thread, form: ReceiptForm, week: Week) -> None:
    if not form.reply:
        return
    if thread.words_for_circle is None:
        raise IllegalMove("feedback.thread_closed")
    written = select(Message.number).where(Message.thread_id == thread.id, Message.number >= MOST_MESSAGES)
    if session.scalar(written) is not None:
        raise IllegalMove("feedback.thread_full")
    add_message(session, thread, form.reply, author=PARTICIPANT, week=week)
    bring_back(thread)


def _copy_state(session: Session, thread: Thread) -> SafeCopyState | None:
    copy = find_safe_copy(session, thread)
    return SafeCopyState(copy.state) if copy else None


_DOING: dict[Act, Callable[[Session, Thread, ReceiptForm, Week], str]] = {
    Act.REPLY: _reply,
    Act.APPROVE: _approve,
    Act.WORD_USE: _word_use,
    Act.VERDICT: _verdict,
    Act.HELPED: _helped,
    Act.STAND_BACK: _stand_back,
    Act.APPEAL: _appeal,
    Act.WITHDRAW: _withdraw,
    Act.ERASE: _erase,
}
