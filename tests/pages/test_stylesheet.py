"""The one sheet: small, readable for an old phone, turning round for right-to-left, never too pale."""

import gzip
import re

import pytest

from tests.pages.contract import parse
from tests.pages.gallery import sample_pages
from tests.pages.sheet import SHEET, contrast, rules_of, text_of_sheet, tokens

TEXT = text_of_sheet()
RULES = rules_of(TEXT)
PAGES = sample_pages()
LARGEST_SHEET = 7_500
LARGEST_FIRST_PAGE = 14_000

# What a phone of 2018 does not know, and may lose: ornament, or what only a newer device has anyway.
MAY_BE_LOST = {
    "text-wrap",
    "text-underline-offset",
    "text-decoration-thickness",
    "accent-color",
    "color-scheme",
    "forced-color-adjust",
    "scroll-padding",
    "content-visibility",
}
TOO_NEW = re.compile(
    r"(inset|(margin|padding|border)-(inline|block)|(min-|max-)?(inline|block)-size|gap|row-gap|column-gap|rotate|"
    r"scale|translate|aspect-ratio|place-items|border-(start|end)-\w+-radius)$"
    r"|(inset|border-inline|border-block|margin-block|padding-block|scroll-margin)-"
)
TEXT_PAIRS = [
    ("ink", "board"),
    ("ink", "sheet"),
    ("on-slip", "slip"),
    ("on-slip", "slip-deep"),
    ("ink", "well"),
    ("ink-2", "board"),
    ("ink-2", "sheet"),
    ("on-lit", "lit"),
    ("board", "ink"),
    ("alarm", "board"),
    ("alarm", "sheet"),
    ("on-bar", "bar"),
]
EDGE_PAIRS = [("edge", "sheet"), ("edge", "board"), ("case", "board"), ("alarm", "well"), ("case", "well")]


def compressed(text: str) -> int:
    """Bytes after gzip."""
    return len(gzip.compress(text.encode(), 9, mtime=0))


def test_the_sheet_is_small() -> None:
    assert compressed(SHEET.read_text("utf-8")) <= LARGEST_SHEET


@pytest.mark.parametrize("name", ["say.en", "say.am", "say.ar", "home.en"])
def test_a_first_page_with_its_sheet_is_small(name: str) -> None:
    assert compressed(PAGES[name]) + compressed(SHEET.read_text("utf-8")) <= LARGEST_FIRST_PAGE


def test_no_layer_and_no_selector_hides_the_look_from_an_old_phone() -> None:
    assert "@layer" not in TEXT
    assert "@container" not in TEXT
    for rule in RULES:
        if not any(around.startswith("@supports") for around in rule.within):
            assert not re.search(r":(is|where|has)\(|:not\([^)]*,", ", ".join(rule.selectors)), rule


def test_no_value_is_newer_than_the_phones_of_2018() -> None:
    too_new = re.compile(r"\b(clamp|min|max)\(|\d(dvh|svh|lvh|cqw)\b")
    two_positions = re.compile(r"\)? \d+\w+ \d+(px|%)[,)]")  # at one colour stop: 2019
    for rule in RULES:
        for name, value in rule.declarations:
            assert not too_new.search(value), (rule.selectors, value)
            assert "mask" in name or not two_positions.search(value), (rule.selectors, value)


def test_each_new_property_has_its_older_twin_before_it() -> None:
    for rule in RULES:
        for position, (name, value) in enumerate(rule.declarations):
            sided = re.fullmatch(r"(margin|padding)-inline-(start|end)", name)
            if sided:
                twin = (f"-webkit-{sided[1]}-{sided[2]}", value)
                assert rule.declarations[position - 1] == twin, (rule.selectors, name)
            elif name not in MAY_BE_LOST:
                assert not TOO_NEW.match(name), (rule.selectors, name)


def test_no_side_is_physical_so_the_page_turns_round() -> None:
    for rule in RULES:
        if all("[dir" in selector for selector in rule.selectors):
            continue
        for name, value in rule.declarations:
            assert "left" not in name, (rule.selectors, name)
            assert "right" not in name, (rule.selectors, name)
            assert value not in ("left", "right"), (rule.selectors, name)
            sides = re.sub(r"\([^()]*\)", "()", re.sub(r"\([^()]*\)", "()", value)).split()
            if name in ("margin", "padding", "border-width") and len(sides) == 4:
                assert sides[1] == sides[3], (rule.selectors, value)


def test_every_class_that_parts_use_is_in_the_sheet() -> None:
    known = set(re.findall(r"\.([a-z][\w-]*)", " ".join(", ".join(rule.selectors) for rule in RULES)))
    used = {
        name
        for page in PAGES.values()
        for element in parse(page).iter()
        for name in (element.get("class") or "").split()
    }
    assert used - known == set()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_what_it_lies_on(scheme: str) -> None:
    colours = tokens(scheme)
    pale = {pair for pair in TEXT_PAIRS if contrast(colours[pair[0]], colours[pair[1]]) < 6.8}
    assert pale == set()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_edges_that_mean_something_can_be_seen(scheme: str) -> None:
    colours = tokens(scheme)
    pale = {pair for pair in EDGE_PAIRS if contrast(colours[pair[0]], colours[pair[1]]) < 3.9}
    assert pale == set()


def test_a_device_that_forces_its_colours_gets_them_everywhere() -> None:
    forced = [rule for rule in RULES if rule.within and "forced-colors" in rule.within[0]]
    root = next(rule for rule in forced if rule.selectors == (":root",))
    replaced = {name[2:] for name, _ in root.declarations}
    assert set(tokens("light")) <= replaced
    assert any(".slip" in rule.selectors for rule in forced)


def test_paper_is_white_and_shows_nothing_to_press() -> None:
    printed = [rule for rule in RULES if rule.within and rule.within[0] == "@media print"]
    gone = next(rule for rule in printed if ("display", "none !important") in rule.declarations)
    assert {".leave", "form", ".btn", ".row"} <= set(gone.selectors)
    root = dict(next(rule for rule in printed if rule.selectors == (":root",)).declarations)
    assert (root["--board"], root["--ink"]) == ("#fff", "#000")
