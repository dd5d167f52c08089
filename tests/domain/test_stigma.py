"""Words that hurt are found in what staff write, and nowhere else."""

import pytest

from app.domain.stigma import find_stigma


@pytest.mark.parametrize(
    ("draft", "found", "instead"),
    [
        ("The addicts in the hall are loud.", "addicts", "person who uses drugs"),
        ("An IV drug-user asked for this.", "drug-user", "person who uses drugs"),
        ("Two prostitutes were robbed.", "prostitutes", "sex worker"),
        ("She got clean last year.", "got clean", "not using now"),
        ("Hard-to-reach groups", "Hard-to-reach", "people we do not reach yet"),
        ("Non-compliant people", "Non-compliant", "what the person chose instead"),
        ("Un drogadicto lo pidió.", "drogadicto", "persona que usa drogas"),
        ("She got\nclean.", "got\nclean", "not using now"),
    ],
)
def test_a_hurting_word_is_found_with_what_to_say_instead(draft: str, found: str, instead: str) -> None:
    assert [(stigma.found, stigma.instead) for stigma in find_stigma(draft)] == [(found, instead)]


@pytest.mark.parametrize(
    "draft",
    [
        "Clean the bathroom twice a day.",
        "The banging on the door is scary.",
        "People who use drugs wait outside in the cold.",
        "The habitat of the van",
        "İstanbul café: the new urban van",
        "",
    ],
)
def test_ordinary_words_are_left_alone(draft: str) -> None:
    assert find_stigma(draft) == ()


def test_what_the_person_wrote_themselves_is_never_corrected() -> None:
    assert find_stigma("An addict asks for later hours.", own_words="im an ADDICT and i work nights") == ()


def test_a_word_is_named_once_and_the_longer_finding_swallows_the_shorter() -> None:
    found = find_stigma("Drug abusers, drug abusers and again drug abusers.")
    assert [stigma.found for stigma in found] == ["Drug abusers"]
