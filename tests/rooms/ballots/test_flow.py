"""The drawing of a count and the table beside it."""

import re
from io import BytesIO

import html5lib
import pytest

from app.domain.counting.formats.reading import read_ballots
from app.domain.counting.methods import count
from app.domain.counting.result import Result
from app.rooms.ballots.flow import Flow, draw_flow
from app.web.render import make_environment

VOTES = b'9:Ash>Birch\n4:Birch\n3:Cedar>Birch\n2:Dogwood\n{"seats": 2}\n'


def counted(text: bytes = VOTES, method: str = "scottish-stv") -> Result:
    return count(read_ballots(BytesIO(text)), method)


def drawn(flow: Flow) -> str:
    module = make_environment().get_template("ballots/_flow.html").make_module()
    return str(module.votes_flow(flow, "votes"))  # type: ignore[attr-defined]  # a macro of the template


def test_the_table_says_every_figure_and_what_was_done_on_it() -> None:
    flow = draw_flow(counted())
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", drawn(flow)))
    assert "Ash 9, elected 7 7" in page
    assert "Dogwood 2 2, excluded no longer in" in page
    assert "Votes that are enough to win: 7." in page


def test_the_drawing_is_hidden_from_readers_and_has_no_words_or_styles() -> None:
    text = drawn(draw_flow(counted()))
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(text)
    (drawing,) = (one for one in tree.iter() if str(one.tag).endswith("svg"))
    assert drawing.attrib["aria-hidden"] == "true"
    assert not "".join(drawing.itertext()).strip()
    assert "style" not in text


def test_a_band_is_as_wide_as_the_votes_that_moved() -> None:
    result = counted()
    flow = draw_flow(result)
    moves = [one.transfer for one in result.rounds if one.transfer]
    assert len(flow.ribbons) == sum(len(one.moved) + bool(one.exhausted) for one in moves if one.moved)


def test_bars_stay_inside_the_box_and_stand_for_every_vote() -> None:
    flow = draw_flow(counted())
    assert all(bar.y >= 0 and bar.y + bar.height <= flow.height for bar in flow.bars)
    assert all(0 <= bar.x < flow.width for bar in flow.bars)
    assert {bar.state for bar in flow.bars} == {"elected", "excluded", "continuing", "spent"}


@pytest.mark.parametrize(("text", "method"), [(VOTES, "plurality"), (b"4:\n=A:[A]", "irv")])
def test_a_count_without_rounds_has_the_table_alone(text: bytes, method: str) -> None:
    assert "<svg" not in drawn(draw_flow(counted(text, method)))
