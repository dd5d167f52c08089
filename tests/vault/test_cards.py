import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.vault.cards import MalformedCard, card_hash, new_card, nullifier, read_card, support_mark, tracker

PEPPER = b"p" * 32
secrets = st.binary(min_size=10, max_size=10)


def test_a_card_reads_back_from_what_is_printed_on_it() -> None:
    made = [new_card(PEPPER) for _ in range(100)]
    assert [read_card("-".join(card.groups).lower(), PEPPER) for card in made] == made
    assert len({card.lookup for card in made}) == 100


@pytest.mark.parametrize("typed", ["", "K7QM", "K7QM 4XTR 9WDA 2HC", "K7QM 4XTR 9WDA 2HCÜ", "x" * 300])
def test_what_is_no_code_of_a_card_is_refused(typed: str) -> None:
    with pytest.raises(MalformedCard) as refusal:
        read_card(typed, PEPPER)
    assert refusal.value.key == "card.malformed"


@given(secrets)
def test_a_card_leaves_another_mark_everywhere(secret: bytes) -> None:
    marks = {
        card_hash(secret, PEPPER),
        card_hash(secret, b"q" * 32),
        nullifier(secret, "V-AAAAAA"),
        nullifier(secret, "V-AAAAAB"),
        support_mark(secret, "P-AAAAAA"),
        support_mark(secret, "V-AAAAAA"),
    }
    assert len(marks) == 6
    assert {len(mark) for mark in marks} == {32}


def test_a_tracker_is_ten_symbols_and_differs_from_ballot_to_ballot() -> None:
    secret = new_card(PEPPER).secret
    assert len(tracker(secret, "V-AAAAAA")) == 10
    assert tracker(secret, "V-AAAAAA") != tracker(secret, "V-AAAAAB")


def test_neither_code_nor_hash_shows_when_a_card_is_printed_out() -> None:
    card = new_card(PEPPER)
    assert card.code not in repr(card)
    assert repr(card.secret) not in repr(card)
