"""How easy a page is to read: its sentences, their words, and two published formulas.

English: Flesch-Kincaid grade, 0.39 words/sentence + 11.8 syllables/word - 15.59 (Kincaid and others 1975,
"Derivation of new readability formulas for Navy enlisted personnel"). Spanish: Fernandez-Huerta's reading
ease, 206.84 - 60 syllables/word - 1.02 words/sentence (1959, with the sign that Law 2011 corrected: both
rates are per word and per sentence). 80 to 90 is "easy", the fifth year of school.

Syllables: pyphen says where a word may be cut, which may be fewer places than it has syllables, so that the
larger of two counts is taken. The other: groups of vowels in English, a silent final e or ed aside; in
Spanish each vowel, where a weak and a strong one, or two weak ones, are one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from xml.etree.ElementTree import Element

import pyphen

from tests.pages.contract import parse

BLOCKS = {
    "p",
    "li",
    "h1",
    "h2",
    "h3",
    "legend",
    "label",
    "summary",
    "small",
    "button",
    "a",
    "b",
    "div",
    "aside",
}
INSIDE = {"section", "ul", "ol", "form", "fieldset", "details", "footer"}
APART = {"code", "code-in", "words", "name", "row", "slip", "hide", "demo"}
QUIET = {"script", "style", "textarea", "select", "svg", "nav", "header"}
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
END = re.compile(r"(?<=[.!?:])[”\"]?\s+")
ENGLISH_VOWELS = re.compile(r"[aeiouy]+")
SPANISH_SYLLABLE = re.compile(r"[iuü]?[aeoáéó][iuy]?(?![íú])|[íú]|[iuü]+|y$", re.I)


@dataclass(frozen=True)
class Text:
    """One sentence, or all sentences of a paragraph or page: how many sentences, words and syllables."""

    sentences: int
    words: int
    syllables: int

    def grade(self) -> float:
        """Flesch-Kincaid, of English."""
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59

    def ease(self) -> float:
        """Fernandez-Huerta, of Spanish."""
        return 206.84 - 60 * self.syllables / self.words - 1.02 * self.words / self.sentences


def weigh(sentences: list[str], language: str) -> Text:
    """Count what the formulas ask for."""
    words = [word for sentence in sentences for word in words_of(sentence)]
    return Text(len(sentences), len(words), sum(syllables(word.lower(), language) for word in words))


def words_of(sentence: str) -> list[str]:
    """The words, numbers aside."""
    return WORD.findall(sentence)


@cache
def syllables(word: str, language: str) -> int:
    """At least one."""
    cuts = len(_patterns(language).positions(word)) + 1
    if language == "es":
        return max(cuts, len(SPANISH_SYLLABLE.findall(word)), 1)
    groups = len(ENGLISH_VOWELS.findall(word))
    silent = re.search(r"[^le]e$|[^td]ed$", word)
    return max(cuts, groups - bool(silent and groups > 1), 1)


@cache
def _patterns(language: str) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang={"en": "en_US", "es": "es"}[language], left=1, right=1)


def paragraphs_of(html: str) -> list[list[str]]:
    """The main part and the foot of a page: for each block of text its sentences of two words and more."""
    page = parse(html)
    parts = [part for part in page.iter() if part.tag in ("main", "footer")]
    texts = [" ".join(text.split()) for part in parts for text in _blocks(part)]
    return [sentences for text in texts if (sentences := sentences_of(text))]


def sentences_of(text: str) -> list[str]:
    """The sentences of two words and more."""
    return [one for one in END.split(text) if len(words_of(one)) > 1]


def _blocks(element: Element) -> Iterator[str]:
    """The text of each block, without that of the blocks inside it."""
    own: list[str] = []
    yield from _gather(element, own)
    yield " ".join(own)


def _gather(element: Element, own: list[str]) -> Iterator[str]:
    own.append(element.text or "")
    for child in element:
        classes = set((child.get("class") or "").split())
        if child.tag in QUIET or classes & APART:
            pass
        elif child.tag in BLOCKS | INSIDE:
            yield from _blocks(child)
        else:
            yield from _gather(child, own)
        own.append(child.tail or "")
