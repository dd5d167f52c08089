"""How alike two voices are."""

from app.domain.likeness import LEAST_ALIKE, NEARLY_SAME, likeness, telling_words


def alike(one: str, other: str) -> bool:
    return likeness(telling_words(one), telling_words(other)) >= LEAST_ALIKE


def test_the_same_matter_in_other_words_is_alike_and_another_matter_is_not() -> None:
    one = "The night van came late three times, tell us when it comes"
    assert alike(one, "van late again on tuesday night, nobody tells us when it comes")
    assert not alike(one, "Please put more chairs into the waiting room")


def test_a_copy_is_nearly_the_same_and_too_few_words_are_like_nothing() -> None:
    one = telling_words("Please repair the broken shower upstairs")
    assert likeness(one, one) >= NEARLY_SAME
    assert likeness(telling_words("late van"), telling_words("late van")) == 0
