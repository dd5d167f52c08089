"""The list of danger words on its page: read, changed, tried, and used at once."""

from app.models.care import DangerPhrase
from tests.support.care import item_of
from tests.support.organisation import World
from tests.support.sign_in import desk_post, signed_in
from tests.support.voices import speak, thread_of

LINE = {"language": "en", "harm": "violence", "words": "the blue man", "standing": "added"}


def test_a_line_counts_as_soon_as_it_is_added(world: World) -> None:
    assert item_of(world, speak(world, "The blue man was here")) is None
    assert desk_post(signed_in(world, "steward"), "/desk/danger-words/add", dict(LINE)).status_code == 303
    assert item_of(world, speak(world, "The blue man was here")) is not None


def test_a_line_of_the_starter_is_taken_away_and_put_back(world: World) -> None:
    steward = signed_in(world, "steward")
    line = {"language": "en", "harm": "overdose", "words": "gurgling/gurgle"}
    assert desk_post(steward, "/desk/danger-words/take-away", dict(line)).status_code == 303
    assert item_of(world, speak(world, "the pipe is gurgling")) is None
    assert "Taken away" in steward.get("/desk/danger-words?language=en&harm=overdose").text
    assert desk_post(steward, "/desk/danger-words/put-back", dict(line)).status_code == 303
    assert item_of(world, speak(world, "the pipe is gurgling")) is not None


def test_a_look_alike_is_added(world: World) -> None:
    line = {**LINE, "harm": "overdose", "words": "pipe is gurgling", "standing": "calm"}
    desk_post(signed_in(world, "steward"), "/desk/danger-words/add", line)
    assert item_of(world, speak(world, "the pipe is gurgling")) is None


def test_a_line_that_matches_everything_is_refused_and_kept(world: World) -> None:
    answer = desk_post(signed_in(world, "steward"), "/desk/danger-words/add", {**LINE, "words": "a* ..."})
    assert answer.status_code == 422
    assert "a* ..." in answer.text


def test_trying_stores_nothing_and_says_what_was_found(world: World) -> None:
    steward = signed_in(world, "steward")
    answer = desk_post(steward, "/desk/danger-words/try", {"words": "I OD'd on chocolate. He stabbed her."})
    assert answer.status_code == 200
    assert "stabbed" in answer.text
    assert "taken back, as a look-alike" in answer.text
    with world.database.read() as session:
        assert session.query(DangerPhrase).count() == 0


def test_a_name_of_staff_sends_harm_to_the_outside_reader(world: World) -> None:
    words = "Chucho hit me with a chair"
    assert not thread_of(world, speak(world, words)).is_about_staff
    assert (
        desk_post(signed_in(world, "steward"), "/desk/danger-words/names", {"name": "Chucho"}).status_code
        == 303
    )
    assert thread_of(world, speak(world, words)).is_about_staff
    short = desk_post(signed_in(world, "steward"), "/desk/danger-words/names", {"name": "C"})
    assert short.status_code == 422


def test_an_unknown_part_of_the_list_shows_the_first(world: World) -> None:
    assert signed_in(world, "steward").get("/desk/danger-words?language=xx&harm=%00").status_code == 200
