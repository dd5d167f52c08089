"""What is sealed stands nowhere in clear: not in a row, not on the ledger."""

from sqlalchemy import text

from app.models import Model
from tests.support.organisation import World
from tests.support.screening import looked_at, opened, press
from tests.support.sign_in import signed_in
from tests.support.voices import speak

PLANTED = {
    "message": "zebrafish in the stairwell",
    "copy": "walrus upon the landing",
    "reply": "pangolin by the doorbell",
    "reason": "narwhal named in person",
}


def test_no_words_of_a_voice_its_copy_its_thread_or_its_hold_are_stored_in_clear(world: World) -> None:
    voice, steward = speak(world, PLANTED["message"]), signed_in(world, "steward")
    looked_at(steward, voice)
    press(steward, voice, "reply", reply=PLANTED["reply"])
    press(steward, voice, "screen", act="show", copy=PLANTED["copy"], new_theme="Stairs")
    press(steward, voice, "hold", ground="names_someone", reason=PLANTED["reason"])
    outside = signed_in(world, "outside")
    page = opened(outside, voice)
    assert PLANTED["reason"] in page
    press(outside, voice, "decide", decision="confirm")
    rows = _all_rows(world)
    assert "Stairs" in rows
    for words in PLANTED.values():
        for word in (words, words.split()[0]):
            assert word not in rows
            assert word.encode().hex() not in rows


def _all_rows(world: World) -> str:
    found = []
    with world.database.read() as session:
        for table in Model.metadata.sorted_tables:
            for row in session.execute(text(f'SELECT * FROM "{table.name}"')):  # noqa: S608
                found += [
                    bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)
                    for value in row
                ]
    return "\n".join(found)
