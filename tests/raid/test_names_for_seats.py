"""Who wants to stand is in no file until the draft of the paper, and in none once it is taken back."""

from app.web.scrub_requests import scrub_now
from tests.support.board import found_board
from tests.support.nominations import accepted, asked, on_a_draft, stood
from tests.support.organisation import World
from tests.support.participant import Participant
from tests.support.raid import raid
from tests.support.voices import speak

ALIAS, SAYS = "Zqkestrel Vale", "Zqlarkspur for hot showers on both days."
WORDS = [ALIAS, SAYS]


def test_a_name_for_a_seat_is_in_no_file_before_the_draft_nor_after_it_was_taken_back(world: World) -> None:
    found_board(world)
    ref, code = asked(world), speak(world).code
    assert stood(world, code, ALIAS, SAYS).status_code == 200
    stood(world, speak(world).code, "Sorrel", "More benches.")
    accepted(world, ref)
    assert raid(world.settings, WORDS) == []
    on_a_draft(world, ref)
    # What the search cannot find while it is there would prove nothing afterwards.
    assert {hit.word for hit in raid(world.settings, WORDS)} == set(map(repr, WORDS))
    assert Participant(world.browser()).open(code, action="stand_back").status_code == 200
    assert scrub_now(world.database, now=world.now).is_done
    assert raid(world.settings, WORDS) == []
