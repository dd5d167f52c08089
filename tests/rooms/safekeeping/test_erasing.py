"""Words are erased with everything that quotes them; what became of them stays for a year."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from app.domain.retention import Erasure
from app.models import Model
from app.models.feedback import Message, Receipt, Thread
from app.models.safekeeping import PurgedReference
from app.models.stewardship import Hold, SafeCopy
from app.rooms.feedback.erasing import erase_words
from app.rooms.feedback.purging import purge_due_words, purge_listed
from app.rooms.feedback.receipt_ends import end_due_receipts
from app.rooms.feedback.threads import get_thread_by_ref
from app.rooms.safekeeping.purged_list import NAME, write_purged_list
from tests.support.answers import draft_answer, heard, publish
from tests.support.organisation import World
from tests.support.screening import leaves_about
from tests.support.sealed import keys_held_by, open_everything, seal_one_of_each
from tests.support.sign_in import desk_post, signed_in
from tests.support.voices import Voice, speak, thread_of

LATEST = 97


def purge(world: World) -> int:
    """What is due today."""
    with world.database.write() as session:
        return purge_due_words(session, world.now.date())


def listed(world: World) -> list[str]:
    """Write the list and read it."""
    write_purged_list(world.database, world.settings.data)
    return (world.settings.data / NAME).read_text().split()


def opened(world: World, voice: Voice) -> str:
    """The receipt's page."""
    return world.browser().post("/receipt", data={"code": voice.code}).text


def test_everything_that_quotes_the_words_is_gone_with_them(world: World) -> None:
    voice = seal_one_of_each(world)
    kept = heard(world, copy="Another voice.")
    with world.database.write() as session:
        erase_words(session, get_thread_by_ref(session, voice.ref), because=Erasure.TIME)
    keys = keys_held_by(world, "steward", "outside")
    with world.database.read() as session:
        left = open_everything(session, keys)
        other = get_thread_by_ref(session, kept.ref).id
        assert {row for table, row, _ in left if table == "thread"} == {other}
        assert {table for table, _, _ in left} == {"thread", "safe_copy", "proposal_version", "meeting"}
        assert session.scalars(select(Hold)).one().sealed_reason == b""
        assert {one.thread_id for one in session.scalars(select(Message))} == {other}
    assert "Your words are erased" in opened(world, voice)


def test_no_sealed_column_of_a_voice_is_forgotten() -> None:
    ways = {
        table.name
        for table in Model.metadata.tables.values()
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table.name == "thread"
    } | {"thread", "staff_handover_copy"}
    sealed = {
        f"{name}.{column.name}"
        for name in ways
        for column in Model.metadata.tables[name].columns
        if column.name.startswith("sealed")
        or column.name.endswith(("_for_circle", "_for_receipt", "_for_outside"))
    }
    # What is new here must be erased by app/rooms/feedback/erasing.py, and shown in the test above.
    assert sealed == {
        "thread.words_for_circle",
        "thread.words_for_receipt",
        "thread.reply_for_circle",
        "thread.reply_for_receipt",
        "message.sealed",
        "photo.sealed",
        "safe_copy.sealed_for_desk",
        "safe_copy.sealed_for_receipt",
        "hold.sealed_reason",
        "hold.words_for_outside",
        "hold.reply_for_outside",
        "spoken_word.sealed_word",
        "spoken_word.sealed_note",
        "safety_item.sealed_findings",
        "safety_step.sealed_words",
        "staff_handover.sealed_answer",
        "staff_handover_copy.sealed_words",
        "nomination.sealed_words",
        "nomination.sealed_alias",
    }


def test_the_receipt_opens_the_answer_until_a_year_after_the_last_step(world: World) -> None:
    voice = heard(world, copy="The van is late.")
    world.pass_time(days=LATEST)
    assert purge(world) == 1
    publish(world, draft_answer(world, to=[voice], reason="The van is repaired."))
    assert "The van is repaired." in opened(world, voice)
    world.pass_time(days=364)
    with world.database.write() as session:
        assert end_due_receipts(session, world.now.date()) == 0
    assert "The van is repaired." in opened(world, voice)
    world.pass_time(days=3)
    with world.database.write() as session:
        assert end_due_receipts(session, world.now.date()) == 1
        assert end_due_receipts(session, world.now.date()) == 0
    assert world.browser().post("/receipt", data={"code": voice.code}).status_code == 404
    assert listed(world) == [voice.ref, f"receipt:{voice.ref}"]


def test_the_list_grows_by_what_was_erased_and_is_written_whole_again_when_it_is_lost(world: World) -> None:
    first, second = speak(world), speak(world)
    with world.database.write() as session:
        erase_words(session, get_thread_by_ref(session, first.ref))
    assert listed(world) == [first.ref]
    assert (world.settings.data / NAME).stat().st_mode & 0o077 == 0
    world.browser().post("/receipt", data={"code": second.code, "action": "erase"})
    assert listed(world) == [first.ref, f"receipt:{second.ref}"]
    Path(world.settings.data / NAME).unlink()
    assert sorted(listed(world)) == sorted([first.ref, f"receipt:{second.ref}"])


def test_what_the_list_names_is_erased_again_in_a_restored_database(world: World) -> None:
    first, second, third = speak(world), speak(world), speak(world)
    refs = frozenset({first.ref, f"receipt:{second.ref}", "F-ZZZZZZ", "receipt:", "nothing", ""})
    with world.database.write() as session:
        assert purge_listed(session, refs) == 2
        assert purge_listed(session, refs) == 0
    assert thread_of(world, first).words_for_circle is None
    with world.database.read() as session:
        left = {session.get_one(Thread, row.thread_id).ref for row in session.scalars(select(Receipt))}
        noted = {(row.ref, row.what) for row in session.scalars(select(PurgedReference))}
    assert left == {first.ref, third.ref}
    assert noted == {(first.ref, "words"), (second.ref, "receipt")}


def test_a_steward_erases_one_voice_by_hand_and_its_person_reads_why(world: World) -> None:
    voice = heard(world, copy="The van is late.", word_use="paraphrase")
    here = f"/desk/feedback/{voice.ref}/erase"
    assert world.browser().get(here).status_code == 303
    assert signed_in(world, "responder").get(here).status_code == 403
    assert signed_in(world, "outside").get(here).status_code == 404
    steward = signed_in(world, "steward")
    assert "Erase for good" in steward.get(here).text
    refused = desk_post(steward, here, {"because": "I do not like it"})
    assert (refused.status_code, "Choose why" in refused.text) == (422, True)
    assert thread_of(world, voice).words_for_circle is not None
    assert desk_post(steward, here, {"because": "names_someone"}).status_code == 303
    assert desk_post(steward, here, {"because": "names_someone"}).status_code == 409
    assert thread_of(world, voice).words_for_circle is None
    assert "They named somebody" in opened(world, voice)
    assert [leaf.act for leaf in leaves_about(world, voice.ref)][-1] == "feedback.erase"
    with world.database.read() as session:
        assert session.scalars(select(SafeCopy.sealed_for_desk)).one() is None
    assert steward.get(f"/desk/feedback/{voice.ref}").status_code == 200


def test_what_is_about_staff_is_erased_by_its_own_reader_alone(world: World) -> None:
    voice = speak(world, is_about_staff=True)
    here = f"/desk/feedback/{voice.ref}/erase"
    assert desk_post(signed_in(world, "steward"), here, {"because": "asked"}).status_code == 404
    assert desk_post(signed_in(world, "outside"), here, {"because": "asked"}).status_code == 303
    assert thread_of(world, voice).erased_because == "asked"
    world.now += timedelta(days=1)
