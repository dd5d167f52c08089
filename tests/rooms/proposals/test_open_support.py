"""The button: a press counts one, says that it decides nothing, and is limited without knowing anybody."""

from starlette.testclient import TestClient

from app.domain.lifecycles import ProposalState
from app.models.jobs import Bucket
from app.rooms.proposals.support import MOST_FOR_ONE
from tests.pages.contract import check_page
from tests.support.organisation import World
from tests.support.participant import text_of
from tests.support.proposals import in_state, proposal_of, put_up


def test_a_press_counts_one_and_sets_no_cookie(world: World, client: TestClient) -> None:
    ref = put_up(world)
    answer = client.post(f"/proposals/{ref}/support")
    assert answer.status_code == 200
    assert not check_page(answer.text)
    assert "Your press is counted" in text_of(answer)
    assert "It counts toward nothing." in text_of(answer)
    assert not client.cookies
    assert proposal_of(world, ref).open_supports == 1


def test_a_second_press_is_fine(world: World, client: TestClient) -> None:
    ref = put_up(world)
    for _press in range(2):
        assert client.post(f"/proposals/{ref}/support").status_code == 200
    assert proposal_of(world, ref).open_supports == 2


def test_the_number_is_shown_from_ten_on(world: World, client: TestClient) -> None:
    ref = put_up(world)
    for _press in range(9):
        client.post(f"/proposals/{ref}/support")
    assert "Fewer than 10 presses" in text_of(client.get(f"/proposals/{ref}"))
    client.post(f"/proposals/{ref}/support")
    assert "10 presses so far" in text_of(client.get(f"/proposals/{ref}"))


def test_only_an_open_proposal_takes_support(world: World, client: TestClient) -> None:
    ref = put_up(world)
    for state in ProposalState:
        in_state(world, ref, state)
        answer = client.post(f"/proposals/{ref}/support")
        assert answer.status_code == (200 if state is ProposalState.OPEN_FOR_SUPPORT else 409)
    assert proposal_of(world, ref).open_supports == 1


def test_beyond_the_limit_nothing_is_counted_until_time_has_passed(world: World, client: TestClient) -> None:
    ref = put_up(world)
    with world.database.write() as session:
        span = int(world.now.timestamp()) // 600
        session.add(Bucket(name=f"support:{ref}", span=span, count=MOST_FOR_ONE))
    answer = client.post(f"/proposals/{ref}/support")
    assert answer.status_code == 429
    assert not check_page(answer.text)
    assert proposal_of(world, ref).open_supports == 0
    world.pass_time(minutes=11)
    assert client.post(f"/proposals/{ref}/support").status_code == 200
