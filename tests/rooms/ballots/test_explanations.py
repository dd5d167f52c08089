"""The words of a count."""

from app.domain.counting.sentences import sentence
from app.rooms.ballots.explanations import explain_in_words


def test_a_round_is_told_in_one_sentence() -> None:
    one = sentence("round_excluded", round=3, name="B", votes="212", exhausted="87")
    told = "In round 3 B was excluded with 212 votes; 87 of them had no further choice."
    assert explain_in_words(one) == told


def test_one_vote_and_a_broken_number_of_votes_are_spoken_rightly() -> None:
    assert explain_in_words(sentence("count_tally", name="A", votes="1")) == "A: 1 vote."
    assert explain_in_words(sentence("count_tally", name="A", votes="1.00001")) == "A: 1.00001 votes."
    assert explain_in_words(sentence("count_tally", name="A", votes="1/3")) == "A: 1/3 vote."


def test_names_are_listed_as_a_language_lists_them() -> None:
    told = explain_in_words(sentence("count_elected", names=("A", "B", "C")))
    assert told == "Elected: A, B, and C."
