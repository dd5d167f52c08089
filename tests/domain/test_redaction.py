"""What may lead to a person is marked, in three languages, and replaced only where a steward says so."""

import pytest

from app.domain.redaction import INSTEAD, MarkKind, find_marks, replace_marks
from app.rooms.stewardship.redacting import find_phones


def said(text: str, **chosen: list[str]) -> list[tuple[str, str]]:
    marks = find_marks(text, staff=chosen.get("staff", ()), phones=find_phones(text, "US,MX"))
    return [(mark.kind.value, mark.said) for mark in marks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Call (555) 010-4477", [("phone", "(555) 010-4477")]),
        ("call 555.010.4477 or +52 55 1234 5678", [("phone", "555.010.4477"), ("phone", "+52 55 1234 5678")]),
        ("write maria@corner.test", [("email", "maria@corner.test")]),
        ("see https://x.test/a?b=1", [("link", "https://x.test/a?b=1")]),
        ("at 12 Oak Street apt 3B", [("address", "12 Oak Street"), ("address", "apt 3B")]),
        ("vivo en la calle Juárez 12", [("address", "calle Juárez 12")]),
        ("on March 3 at 9:30 pm", [("date", "March 3"), ("time", "9:30 pm")]),
        ("el 3 de marzo", [("date", "3 de marzo")]),
        ("2026-11-20 and 11/20", [("date", "2026-11-20"), ("date", "11/20")]),
        ("I'm 34 years old", [("age", "34 years old")]),
        ("My name is jose", [("name", "jose")]),
        ("my friend Dee said", [("name", "Dee")]),
        ("me llamo Lupe", [("name", "Lupe")]),
        ("ስሜ አበበ ነው", [("name", "አበበ")]),
        ("The van came 3 times, and 10 min late", []),
        ("my friend said so", []),
    ],
)
def test_what_points_to_a_person_is_marked(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected


def test_names_of_staff_are_marked_whatever_their_case() -> None:
    assert said("MARIA and big ron", staff=["Maria Lopez", "Big Ron"]) == [
        ("staff", "MARIA"),
        ("staff", "big ron"),
    ]


def test_only_what_is_ticked_is_replaced() -> None:
    text = "My name is Jose, call 555 010 4477"
    name, phone = find_marks(text, phones=find_phones(text, "US"))
    assert replace_marks(text, [phone]) == "My name is Jose, call [a phone number]"
    assert replace_marks(text, [name, phone]) == "My name is [a name], call [a phone number]"
    assert replace_marks("something else", [name]) == "something else"


def test_every_kind_has_its_words_and_what_was_replaced_is_not_marked_again() -> None:
    assert set(INSTEAD) == {"en", "es", "am"}
    for words in INSTEAD.values():
        assert set(words) == set(MarkKind)
        assert said(" ".join(words.values())) == []


@pytest.mark.parametrize(
    ("language", "expected"),
    [("es", "me llamo [un nombre]"), ("am", "me llamo [ስም]"), ("fr", "me llamo [a name]")],
)
def test_what_is_replaced_reads_in_the_language_of_the_words(language: str, expected: str) -> None:
    text = "me llamo Lupe"
    assert replace_marks(text, find_marks(text, language=language)) == expected


@pytest.mark.parametrize("text", ["", "9" * 8000, "@" * 4000, "a " * 4000, "12 " * 2600, "‮555 010 4477"])
def test_hostile_text_is_only_text(text: str) -> None:
    marks = find_marks(text, phones=find_phones(text, "US,MX"))
    assert all(mark.start < mark.end and text[mark.start : mark.end] == mark.said for mark in marks)
    assert replace_marks(text, []) == text
