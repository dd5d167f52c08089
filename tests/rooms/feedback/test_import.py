"""`sayso import feedback`: rows checked as the form is, all taken in or none, sealed as any other."""

import csv
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.domain.weeks import Week
from app.models.care import SafetyItem
from app.models.feedback import Message, Receipt, Thread
from app.models.organisation import Place
from app.rooms.feedback.messages import open_words
from app.rooms.feedback.threads import keys_of
from app.vault.boxes import open_text
from app.vault.machine import load
from app.vault.receipts import derive_receipt, normalise_code
from app.vault.thread_keys import open_words_for_receipt
from tests.support.command import sayso
from tests.support.organisation import World
from tests.support.raid import raid
from tests.support.sign_in import actor_of

HEAD = "message,kind,place,word_use,keep_words,about_staff,ask,channel\n"
GOOD = (
    HEAD
    + '"The van came late,\nagain zqpaper.",concern,night-van,quote,yes,,board,van_tablet\n'
    + "Thank you.,praise,,,,,,\n"
    + "Someone shouted at me.,,drop-in,count,,yes,,peer_scribe\n"
)


def written(folder: Path, text: str | bytes) -> Path:
    file = folder / "cards.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def stored(world: World) -> list[int]:
    with world.database.read() as session:
        return [session.scalar(select(func.count()).select_from(t)) or 0 for t in (Thread, Message, Receipt)]


def test_every_row_is_a_voice_as_if_it_had_come_by_the_form(world: World, tmp_path: Path) -> None:
    done = sayso(world.settings, "import", "feedback", written(tmp_path, GOOD))
    assert (done.status, done.err) == (0, "")
    assert "3 imported" in done.out
    steward, outside = actor_of(world, "steward"), actor_of(world, "outside")
    with world.database.read() as session:
        places = dict(session.execute(select(Place.id, Place.slug)).all())
        found = {}
        for thread in session.scalars(select(Thread)):
            reader = outside if thread.is_about_staff else steward
            (message,) = open_words(session, thread, actor=reader)
            found[message.text] = thread
    late = found["The van came late,\nagain zqpaper."]
    assert (late.kind, places[late.place_id or 0], late.word_use) == ("concern", "night-van", "quote")
    assert (late.asks_board, late.channel, late.state, late.language) == (
        True,
        "van_tablet",
        "received",
        "en",
    )
    assert late.words_for_receipt is not None
    assert found["Thank you."].channel == "paper"
    assert found["Someone shouted at me."].channel == "peer_scribe"
    assert Week.parse(late.week)
    tmp_path.joinpath("cards.csv").unlink()
    assert raid(world.settings, ["zqpaper"]) == []


BAD = {
    "nothing is said": ("x,concern,,,,,,\n,concern,,,,,,\n", ["line 3"]),
    "a kind that is none": ("x,shouting,,,,,,\n", ["line 2: kind"]),
    "a place that is none": ("x,,moon,,,,,\ny,,,,,,,\nz,,sun,,,,,\n", ["line 2: place", "line 4: place"]),
    "a channel that is none": ("x,,,,,,,radio\n", ["line 2: channel"]),
    "too long": (f"{'x' * 20_001},,,,,,,\n", ["line 2: message"]),
    "more values than columns": ("x,,,,,,,,,\n", ["line 2"]),
    "a quotation mark that never closes": ('ok,,,,,,,\n"x,,,,,,,\n', ["cannot be read"]),
    "no row": ("", ["no row"]),
}


@pytest.mark.parametrize("fault", BAD)
def test_one_bad_row_keeps_all_out_and_is_named_by_its_line(world: World, tmp_path: Path, fault: str) -> None:
    rows, said = BAD[fault]
    rows += "A good one.,,,,,,,\n" if rows else ""
    refused = sayso(world.settings, "import", "feedback", written(tmp_path, HEAD + rows))
    assert (refused.status, refused.out) == (1, "")
    for words in said:
        assert words in refused.err
    assert "Nothing was imported." in refused.err
    assert stored(world) == [0, 0, 0]


def test_the_line_is_where_a_row_begins_and_its_words_are_not_repeated(world: World, tmp_path: Path) -> None:
    rows = '"one\ntwo\nthree",,,,,,,\nzqsecret,,moon,,,,,\n'
    refused = sayso(world.settings, "import", "feedback", written(tmp_path, HEAD + rows))
    assert "line 5: place" in refused.err
    assert "zqsecret" not in refused.err


@pytest.mark.parametrize(
    "content", [b"", b"words,where\nx,y\n", b"message,message\nx,y\n", b"message\n\xff\xfe\n"]
)
def test_a_file_with_other_columns_or_letters_is_refused(
    world: World, tmp_path: Path, content: bytes
) -> None:
    refused = sayso(world.settings, "import", "feedback", written(tmp_path, content))
    assert refused.status == 1
    assert refused.err
    assert sayso(world.settings, "import", "feedback", tmp_path / "nowhere").status == 1
    assert stored(world) == [0, 0, 0]


def test_codes_are_written_only_when_asked_for_and_each_opens_its_own_words(
    world: World, tmp_path: Path
) -> None:
    codes = tmp_path / "codes.csv"
    done = sayso(world.settings, "import", "feedback", written(tmp_path, GOOD), "--codes", codes)
    assert (done.status, done.err) == (0, "")
    assert codes.stat().st_mode & 0o777 == 0o600
    lines = list(csv.DictReader(codes.open()))
    assert [line["line"] for line in lines] == ["2", "4", "5"]
    pepper = load(world.settings.data).pepper
    receipts = [derive_receipt(normalise_code(line["code"]), pepper) for line in lines]
    with world.database.read() as session:
        assert set(session.scalars(select(Receipt.lookup))) == {receipt.lookup for receipt in receipts}
        kept = session.scalars(select(Thread).join(Receipt).where(Receipt.lookup == receipts[0].lookup)).one()
        sealed = session.scalars(select(Message.sealed).where(Message.thread_id == kept.id)).one()
        words = open_words_for_receipt(keys_of(kept), receipts[0].keys.private)
    assert open_text(words, sealed) == "The van came late,\nagain zqpaper."
    again = sayso(world.settings, "import", "feedback", written(tmp_path, GOOD), "--codes", codes)
    assert (again.status, stored(world)[0]) == (1, 3)


def test_no_file_of_codes_stays_where_nothing_was_imported(world: World, tmp_path: Path) -> None:
    bad = written(tmp_path, HEAD + "x,,moon,,,,,\n")
    assert sayso(world.settings, "import", "feedback", bad, "--codes", tmp_path / "codes.csv").status == 1
    assert not (tmp_path / "codes.csv").exists()


def test_what_speaks_of_danger_waits_for_a_first_look_with_a_slot(world: World, tmp_path: Path) -> None:
    rows = "Last night a client choked me.,,,,,,,\nThe soup is good.,,,,,,,\n"
    assert sayso(world.settings, "import", "feedback", written(tmp_path, HEAD + rows)).status == 0
    with world.database.read() as session:
        (item,) = session.scalars(select(SafetyItem))
        level = session.get_one(Thread, item.thread_id).safety_level
    assert (level, item.state) == ("danger", "waiting")
    assert item.slot_at is not None
