"""A proposal as one message: whatever was typed comes back in its own part."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.proposal_parts import Parts, is_in_parts, join_parts, split_parts

PIECES = ("a", "é", " ", ".", "\n", "=", "== Title\n", " == ", "PROPOSAL\n", "\n== What should change\n")
WORDS = st.lists(st.sampled_from(PIECES)).map(lambda pieces: "".join(pieces).strip())


@given(WORDS.filter(bool), WORDS, WORDS)
def test_three_parts_come_back_as_they_were_typed(change: str, title: str, problem: str) -> None:
    parts = Parts(change, title, problem)
    assert split_parts(join_parts(parts)) == parts


def test_a_line_that_looks_like_a_heading_stays_in_its_part() -> None:
    parts = Parts("Open later.\n== Title\nThis is no title.", "Late hours", "== What is wrong now")
    assert split_parts(join_parts(parts)) == parts


def test_any_other_text_is_all_of_it_what_should_change() -> None:
    assert split_parts(" Keep the van on Mondays. ") == Parts("Keep the van on Mondays.")
    assert not is_in_parts("PROPOSAL for more light")
    assert not is_in_parts("Keep the van on Mondays.")
