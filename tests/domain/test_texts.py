import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.alignment import align, split_sentences
from app.domain.differences import Run, Side, compare
from app.domain.merging import Agreed, Conflict, merge

texts = st.text("ab .!\n።", max_size=40)
BASE = "Open until 8. Two nights a week. Check after 12 weeks.\n"


def side(runs: tuple[Run, ...], *sides: Side) -> str:
    return "".join(run.text for run in runs if run.side in sides)


def test_a_difference_names_the_words_that_came_and_went() -> None:
    assert compare("Open until 8 pm.", "Open until 9 pm.") == (
        Run(Side.KEPT, "Open until "),
        Run(Side.REMOVED, "8"),
        Run(Side.ADDED, "9"),
        Run(Side.KEPT, " pm."),
    )


def test_equal_texts_are_one_kept_run() -> None:
    assert compare(BASE, BASE) == (Run(Side.KEPT, BASE),)
    assert compare("", "") == ()


@given(texts, texts)
@example("", "a")
def test_both_versions_are_read_back_from_a_difference_exactly(old: str, new: str) -> None:
    runs = compare(old, new)
    assert side(runs, Side.KEPT, Side.REMOVED) == old
    assert side(runs, Side.KEPT, Side.ADDED) == new


def test_a_huge_rewritten_text_is_still_compared_whole() -> None:
    old, new = "a b " * 5000, "c d " * 5000
    runs = compare(old, new)
    assert (side(runs, Side.KEPT, Side.REMOVED), side(runs, Side.KEPT, Side.ADDED)) == (old, new)


@given(st.text(max_size=60))
def test_sentences_joined_are_the_text(text: str) -> None:
    assert "".join(split_sentences(text)) == text


@pytest.mark.parametrize("text", ["One. Two! ", "ሰላም። ደህና።", "行。好。", "a\nb\n"])
def test_each_script_has_its_full_stop(text: str) -> None:
    assert len(split_sentences(text)) == 2


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")))
def test_aligned_stretches_are_equal_and_in_order(old: list[str], new: list[str]) -> None:
    at_old = at_new = 0
    for here, there, size in align(old, new):
        assert at_old <= here and at_new <= there
        assert old[here : here + size] == new[there : there + size]
        at_old, at_new = here + size, there + size
    assert (at_old, at_new) == (len(old), len(new))


def test_changes_in_different_sentences_come_together() -> None:
    one = BASE.replace("until 8", "until 9")
    two = BASE.replace("12 weeks", "10 weeks")
    assert merge(BASE, one, two).text == "Open until 9. Two nights a week. Check after 10 weeks.\n"


def test_two_changes_of_one_sentence_are_shown_side_by_side() -> None:
    merged = merge(BASE, BASE.replace("Two", "Three"), BASE.replace("Two", "Four"))
    assert merged.text is None
    assert merged.pieces == (
        Agreed("Open until 8. "),
        Conflict("Two nights a week. ", "Three nights a week. ", "Four nights a week. "),
        Agreed("Check after 12 weeks.\n"),
    )


def test_a_sentence_that_one_removed_and_the_other_changed_is_not_lost() -> None:
    merged = merge(BASE, BASE.replace("Two nights a week. ", ""), BASE.replace("Two", "Three"))
    assert Conflict("Two nights a week. ", "", "Three nights a week. ") in merged.pieces


def test_both_adding_at_one_place_is_for_a_person_to_settle() -> None:
    assert merge("", "Mine.", "Yours.").has_conflict


@given(texts, texts)
def test_one_editor_alone_is_never_in_conflict(base: str, changed: str) -> None:
    assert merge(base, changed, base).text == changed
    assert merge(base, base, changed).text == changed
    assert merge(base, changed, changed).text == changed


@given(texts, texts, texts)
def test_the_two_editors_are_treated_alike(base: str, one: str, two: str) -> None:
    there, back = merge(base, one, two), merge(base, two, one)
    mirrored = tuple(
        Conflict(piece.base, piece.second, piece.first) if isinstance(piece, Conflict) else piece
        for piece in back.pieces
    )
    assert there.pieces == mirrored


@given(texts, texts, texts)
def test_nothing_that_an_editor_typed_is_lost(base: str, one: str, two: str) -> None:
    kept = "".join(
        piece.text if isinstance(piece, Agreed) else piece.first + piece.second
        for piece in merge(base, one, two).pieces
    )
    for sentence in {*split_sentences(one), *split_sentences(two)} - set(split_sentences(base)):
        assert sentence in kept
