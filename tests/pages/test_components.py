"""The parts that pages are made of: whole HTML5, labelled, one id each, no style of their own."""

import pytest
from jinja2 import UndefinedError

from app.web.words import Sentence
from tests.pages.contract import check_page, parse, words_of
from tests.pages.gallery import page_context, sample_environment, sample_pages
from tests.pages.sample_words import DECISION_BEADS, EVERY_BEAD, Bead

ENVIRONMENT = sample_environment()
PAGES = sample_pages()


def macro(source: str, **names: object) -> str:
    """What a line of template makes of these names."""
    return ENVIRONMENT.from_string(source).render(names)


@pytest.mark.parametrize("name", sorted(PAGES))
def test_every_sample_page_keeps_the_contract(name: str) -> None:
    assert check_page(PAGES[name], may_have_script=name.startswith("desk")) == []


def test_a_page_names_neither_product_nor_organisation_in_its_title() -> None:
    assert words_of(parse(PAGES["say.en"]).find(".//title")) == "Say something"  # type: ignore[arg-type]


def test_a_heading_written_by_people_is_escaped_once_in_the_title() -> None:
    page = ENVIRONMENT.from_string(
        '{% extends "layouts/page.html" %}{% block heading %}{{ page }}{% endblock %}'
    ).render(page_context(page="Tea & <b>cake</b>"))
    assert "<title>Tea &amp; " in page
    assert check_page(page) == []


def test_the_way_out_is_the_first_link_after_the_skip_link_even_when_all_is_broken() -> None:
    for name in ("say.en", "error-404.en", "error-500.en"):
        links = list(parse(PAGES[name]).iter("a"))
        assert [link.get("href") for link in links[:2]] == [links[0].get("href"), "#leave"]


def test_the_page_for_our_own_faults_needs_nothing_but_its_template() -> None:
    text = ENVIRONMENT.get_template("errors/500.html").render(request_language="en", direction="ltr")
    assert check_page(text) == []


def test_an_error_page_prefers_the_exact_sentence_and_gives_back_what_was_typed() -> None:
    page = {"sentence": Sentence("too_many"), "typed": ["<b>my words</b>"]}
    text = ENVIRONMENT.get_template("errors/429.html").render(page_context(page=page))
    assert check_page(text) == []
    assert "Nothing is lost." in text
    assert "&lt;b&gt;my words&lt;/b&gt;</textarea>" in text


def test_a_part_of_an_error_page_stands_alone() -> None:
    template = ENVIRONMENT.get_template("errors/404.html")
    part = "".join(template.blocks["main"](template.new_context(page_context())))
    assert part.strip().startswith("<h1>There is nothing here</h1>")
    assert "<html" not in part


def test_the_menu_shows_only_rooms_that_are_there() -> None:
    context = page_context(has_path=lambda name: name in {"answers", "privacy"})
    page = ENVIRONMENT.get_template("say.html").render(context)
    assert "#answers" in page
    assert "#numbers" not in page


def test_the_workspace_menu_follows_permissions() -> None:
    assert "#inbox" in PAGES["desk.en"]
    assert "#desk_accounts" not in PAGES["desk.en"]


def test_one_language_needs_no_language_row() -> None:
    only = page_context()["languages"][:1]
    page = ENVIRONMENT.get_template("say.html").render(page_context(languages=only))
    assert 'aria-label="Language"' not in page


def test_a_textarea_gives_back_leading_blank_lines() -> None:
    source = (
        '{% from "components/forms.html" import field %}{{ field("m", "M", kind="textarea", value=typed) }}'
    )
    text = macro(source, typed="\n  two lines\nof words")
    area = parse(f"<!doctype html><title>t</title>{text}").find(".//textarea")
    assert area is not None
    assert area.text == "\n  two lines\nof words"


def test_an_error_is_tied_to_its_field_and_the_summary_leads_there() -> None:
    page = parse(PAGES["parts.en"])
    area = next(page.iter("textarea"))
    summary = next(part for part in page.iter("div") if part.get("role") == "alert")
    assert area.get("aria-invalid") == "true"
    assert "message-error" in (area.get("aria-describedby") or "").split()
    assert [link.get("href") for link in summary.iter("a")] == [f"#{area.get('id')}"]


def test_an_error_of_several_choices_leads_to_the_first_of_them() -> None:
    source = """{% from "components/forms.html" import choices %}
        {{ choices("kind", "Kind", [("a", "A"), ("b", "B")], error="Choose.", chosen="b") }}"""
    inputs = list(parse(f"<!doctype html><title>t</title>{macro(source)}").iter("input"))
    assert [choice.get("id") for choice in inputs] == ["kind", None]
    assert inputs[0].get("aria-describedby") == "kind-error"
    assert ["checked" in choice.attrib for choice in inputs] == [False, True]


def trail_drawing(beads: list[Bead]) -> tuple[str, str, int]:
    """The lit path, the dashed path and the number of lit beads of a lying trail."""
    source = '{% from "components/trail.html" import lying_trail %}{{ lying_trail(beads, "Trail") }}'
    page = parse(f"<!doctype html><title>t</title>{macro(source, beads=beads)}")
    paths = [(path.get("class"), path.get("d") or "") for path in page.iter() if path.tag.endswith("path")]
    lit = next((d for look, d in paths if look == "core"), "")
    dashed = "".join(d for look, d in paths if look == "dash" and "h" in d)
    return lit, dashed, sum(e.tag.endswith("circle") and e.get("class") == "b1" for e in page.iter())


def test_the_line_is_lit_exactly_as_far_as_the_words_have_come() -> None:
    lit, dashed, _ = trail_drawing([Bead("done", "A"), Bead("now", "B"), Bead("", "C")])
    assert lit == "M60 70h120"
    assert dashed == "M180 70h120"


def test_nothing_follows_a_trail_that_ended() -> None:
    lit, dashed, _ = trail_drawing([Bead("done", "A"), Bead("stop", "B"), Bead("", "C")])
    assert lit == "M60 70h120"
    assert dashed == ""


def test_a_drawing_has_one_bead_for_each_step() -> None:
    assert trail_drawing(DECISION_BEADS)[2] == 8


def test_a_drawing_is_hidden_from_screen_readers_and_its_list_is_not() -> None:
    page = parse(PAGES["parts.en"])
    drawings = [svg for svg in page.iter() if svg.tag.endswith("svg")]
    assert drawings
    assert all(svg.get("aria-hidden") == "true" and svg.get("focusable") == "false" for svg in drawings)
    now = [item for item in page.iter("li") if item.get("aria-current") == "step"]
    assert len(now) == 3


def test_a_small_trail_says_where_it_stands() -> None:
    source = '{% from "components/trail.html" import mini_trail %}{{ mini_trail(beads) }}'
    beads = [Bead("done", "voices"), Bead("now", "theme"), Bead("", "proposal")]
    assert "Step 2 of 3: theme" in macro(source, beads=beads)


@pytest.mark.parametrize("bead", EVERY_BEAD, ids=lambda bead: bead.title)
def test_every_state_has_a_bead_of_its_own(bead: Bead) -> None:
    source = '{% from "components/trail.html" import bead %}{{ bead(state, 60, 70, 13) }}'
    drawn = macro(source, state=bead.state)
    others = {macro(source, state=other.state) for other in EVERY_BEAD if other.state != bead.state}
    assert drawn not in others


def test_a_hidden_number_draws_no_bar() -> None:
    source = """{% from "components/charts.html" import bars %}
        {{ bars("n", "N", ("A", "B"), [("x", "fewer than 10", none), ("y", "41", 500)], "Share") }}"""
    assert macro(source).count("<svg") == 1


def test_the_code_stands_in_one_element_that_other_programs_know() -> None:
    code = parse(PAGES["parts.en"]).find(".//*[@id='receipt-code']")
    assert code is not None
    assert words_of(code) == "K7QM 4XTR 9WDA 2HCE"


def test_an_unknown_state_is_an_error_and_not_an_empty_badge() -> None:
    source = '{% from "components/states.html" import feedback_state %}{{ feedback_state("resolved") }}'
    with pytest.raises(UndefinedError):
        macro(source)
