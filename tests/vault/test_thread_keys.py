from dataclasses import replace

import pytest

from app.vault.boxes import CannotOpen, key_pair_from_seed, open_text, seal_text
from app.vault.thread_keys import (
    ThreadKeys,
    new_thread_keys,
    open_reply_for_circle,
    open_reply_for_receipt,
    open_words_for_circle,
    open_words_for_receipt,
    reseal_for_circle,
)

CIRCLE = key_pair_from_seed(b"c" * 32)
RECEIPT = key_pair_from_seed(b"r" * 32)
OUTSIDE = key_pair_from_seed(b"o" * 32)


def thread(*, show_words: bool = False) -> ThreadKeys:
    return new_thread_keys(CIRCLE.public, RECEIPT.public, show_words=show_words)


def test_a_steward_reads_what_the_participant_and_what_the_staff_wrote() -> None:
    keys = thread()
    said = seal_text(keys.words_public, "the door is locked at nine")
    answered = seal_text(keys.reply_public, "it stays open until ten now")
    assert open_text(open_words_for_circle(keys, CIRCLE.private), said) == "the door is locked at nine"
    assert open_text(open_reply_for_circle(keys, CIRCLE.private), answered) == "it stays open until ten now"


def test_the_code_always_shows_the_answer() -> None:
    keys = thread()
    answered = seal_text(keys.reply_public, "it stays open until ten now")
    assert open_text(open_reply_for_receipt(keys, RECEIPT.private), answered) == "it stays open until ten now"


def test_a_found_code_does_not_show_the_persons_own_words() -> None:
    keys = thread(show_words=False)
    said = seal_text(keys.words_public, "the door is locked at nine")
    with pytest.raises(CannotOpen):
        open_words_for_receipt(keys, RECEIPT.private)
    with pytest.raises(CannotOpen):
        open_text(open_reply_for_receipt(keys, RECEIPT.private), said)


def test_the_code_shows_the_persons_own_words_when_they_chose_so() -> None:
    keys = thread(show_words=True)
    said = seal_text(keys.words_public, "the door is locked at nine")
    assert open_text(open_words_for_receipt(keys, RECEIPT.private), said) == "the door is locked at nine"


def test_neither_another_circle_nor_another_receipt_opens_anything() -> None:
    keys = thread(show_words=True)
    for opening in (
        open_words_for_circle,
        open_reply_for_circle,
        open_words_for_receipt,
        open_reply_for_receipt,
    ):
        with pytest.raises(CannotOpen):
            opening(keys, OUTSIDE.private)


def test_a_receipt_opens_nothing_of_the_circles_and_the_circle_nothing_of_the_receipts() -> None:
    keys = thread(show_words=True)
    with pytest.raises(CannotOpen):
        open_words_for_circle(keys, RECEIPT.private)
    with pytest.raises(CannotOpen):
        open_reply_for_receipt(keys, CIRCLE.private)


def test_exchanged_columns_are_refused() -> None:
    keys = thread()
    exchanged = replace(keys, words_for_circle=keys.reply_for_circle, reply_for_circle=keys.words_for_circle)
    with pytest.raises(CannotOpen):
        open_words_for_circle(exchanged, CIRCLE.private)
    with pytest.raises(CannotOpen):
        open_reply_for_circle(exchanged, CIRCLE.private)


def test_a_key_of_another_thread_put_in_its_place_is_refused() -> None:
    with pytest.raises(CannotOpen):
        open_words_for_circle(replace(thread(), words_for_circle=thread().words_for_circle), CIRCLE.private)


def test_after_rotation_the_new_circle_reads_and_the_old_one_does_not() -> None:
    keys = thread(show_words=True)
    said = seal_text(keys.words_public, "the door is locked at nine")
    moved = reseal_for_circle(keys, old_private=CIRCLE.private, new_public=OUTSIDE.public)
    assert open_text(open_words_for_circle(moved, OUTSIDE.private), said) == "the door is locked at nine"
    assert open_reply_for_circle(moved, OUTSIDE.private) == open_reply_for_circle(keys, CIRCLE.private)
    with pytest.raises(CannotOpen):
        open_words_for_circle(moved, CIRCLE.private)
    with pytest.raises(CannotOpen):
        open_reply_for_circle(moved, CIRCLE.private)


def test_rotation_leaves_the_receipt_what_it_had() -> None:
    keys = thread(show_words=True)
    moved = reseal_for_circle(keys, old_private=CIRCLE.private, new_public=OUTSIDE.public)
    assert open_words_for_receipt(moved, RECEIPT.private) == open_words_for_receipt(keys, RECEIPT.private)
    assert moved.reply_for_receipt == keys.reply_for_receipt


def test_rotation_with_a_wrong_key_changes_nothing_and_says_so() -> None:
    with pytest.raises(CannotOpen):
        reseal_for_circle(thread(), old_private=OUTSIDE.private, new_public=OUTSIDE.public)


def test_sealed_keys_show_nowhere_in_words() -> None:
    keys = thread(show_words=True)
    assert repr(keys) == f"ThreadKeys(words_public={keys.words_public!r}, reply_public={keys.reply_public!r})"
