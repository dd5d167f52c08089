"""Every sentence of the intake as it is rendered: short, of short words, and at grade 5, English and Spanish.

Asked of each sentence: under 15 words, and short words on average. Asked of each page, as one text: grade 5
or below by Flesch-Kincaid, "easy" (80, the fifth year of school) or more by Fernandez-Huerta. A paragraph is
a few words, where one long word decides: it may lie two grades above, or one step below ("somewhat hard",
60), and no further. The formulas and their sources stand in ``tests.pages.reading``.
"""

from collections.abc import Iterator

import pytest

from app.rooms.admin.starter_texts import STARTERS
from tests.pages.reading import Text, paragraphs_of, sentences_of, weigh, words_of
from tests.support.organisation import World
from tests.support.participant import Participant, code_on

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

PATHS = (
    "/say",
    "/proposals/new",
    "/alerts",
    "/say/for-someone",
    "/receipt",
    "/kiosk",
    "/kiosk/start",
    "/about/privacy",
)
FEW_WORDS = 9  # a paragraph of fewer says nothing by a formula; its sentences are measured all the same
SYLLABLES = {"en": 2.0, "es": 2.7}  # a word, on average over a sentence of six words or more


def intake(world: World, language: str) -> Iterator[tuple[str, list[list[str]]]]:
    """Each page of the intake with its paragraphs, and the lines that the set-up offers."""
    client = world.browser()
    for path in PATHS:
        yield path, paragraphs_of(client.get(f"/{language}{path}").text)
    person = Participant(client, language)
    for ticked in ("", "yes"):
        sent = person.say("The van was late.", keep_words=ticked, danger=ticked)
        yield f"the code page {ticked}", paragraphs_of(sent.text)
        yield f"the thread {ticked}", paragraphs_of(person.open(code_on(sent)).text)
    lines = [one.wordings[language] for one in STARTERS if language in one.wordings]
    yield "the starter texts", [sentences_of(f"{lead}. {body}") for lead, body in lines]


def hardness(text: Text, language: str) -> float:
    """By how much it is harder than grade 5, in grades or in tens of points of ease; 0 or less is easy."""
    return text.grade() - 5 if language == "en" else (80 - text.ease()) / 10


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_intake_is_written_for_grade_five_in_sentences_under_fifteen_words(
    world: World, language: str
) -> None:
    hard = []
    for path, paragraphs in intake(world, language):
        whole = weigh([one for paragraph in paragraphs for one in paragraph], language)
        assert whole.sentences >= 8, path
        if hardness(whole, language) > 0:
            hard.append(f"{path}: {hardness(whole, language):+.1f}")
        for paragraph in paragraphs:
            text = weigh(paragraph, language)
            if text.words >= FEW_WORDS and hardness(text, language) > 2:
                hard.append(f"{path}: {hardness(text, language):+.1f}: {' '.join(paragraph)}")
            hard += [f"{path}: {one}" for one in paragraph if is_long(one, language)]
    assert hard == []


def is_long(sentence: str, language: str) -> bool:
    """Fifteen words or more, or long words throughout."""
    text = weigh([sentence], language)
    return text.words >= 15 or (text.words >= 6 and text.syllables / text.words > SYLLABLES[language])


def test_a_hard_page_would_be_told_from_an_easy_one(backend: str) -> None:
    hard = "Participation constitutes acknowledgement of institutional confidentiality obligations."
    assert hardness(weigh([hard], "en"), "en") > 10
    assert is_long(hard, "en")
    assert hardness(weigh(["You get a code.", "A person reads it."], "en"), "en") < 0
    dura = "La confidencialidad institucional constituye una obligación irrenunciable."
    assert hardness(weigh([dura], "es"), "es") > 4
    assert hardness(weigh(["Usted recibe un código.", "Alguien lo lee."], "es"), "es") < 2
    assert len(words_of("No name, no account.")) == 4
