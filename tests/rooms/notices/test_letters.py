"""Letters to staff: found by the regular work, sent in a real SMTP conversation, never twice, mute."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.domain.duty import DutyLine
from app.domain.notices import NoticeState
from app.models.notices import Notice, NoticeAddress
from app.rooms.care.rota import NewShift, add_shift
from app.rooms.notices.outbox import find_what_is_new
from app.rooms.notices.posting import post_notices
from app.settings import Settings
from app.vault.machine import load
from app.web.house import get_organisation_facts
from tests.support.care import account_id, press_safety
from tests.support.mail import Mailbox, mail_server
from tests.support.organisation import World
from tests.support.sign_in import actor_of, desk_post, signed_in
from tests.support.voices import Voice, speak, week_now

DANGER = "He raped me, QUINCEWORD"
BY_STAFF = "Your security guard punched me"


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with mail_server(Mailbox()) as box:
        yield box


def tell_at(world: World, name: str) -> None:
    typed = {"address": f"{name}@mail.test"}
    assert desk_post(signed_in(world, name), "/desk/notices", typed).status_code == 303


def put_on_duty(world: World, name: str) -> None:
    new = NewShift(DutyLine.STEWARDS, int(account_id(world, name)), range(7), 0, 24)
    with world.database.write() as session:
        add_shift(session, actor_of(world, name), new, week=week_now(world))


def tick(world: World, port: int, **chosen: object) -> int:
    settings = Settings(
        data=world.settings.data,
        smtp_host="127.0.0.1",
        smtp_port=port,
        smtp_tls="never",
        smtp_from="desk@corner.test",
        base_url="https://corner.test",
        **chosen,
    )
    with world.database.write() as session:
        find_what_is_new(session, facts=get_organisation_facts(session), now=world.now)
    return post_notices(world.database, settings, load(world.settings.data), now=world.now)


def states(world: World) -> list[str]:
    with world.database.read() as session:
        return list(session.scalars(select(Notice.state).order_by(Notice.id)))


def recipients(box: Mailbox) -> list[str]:
    return sorted(str(letter["To"]) for letter in box.taken)


def test_who_is_on_duty_is_told_once(world: World, mailbox: Mailbox) -> None:
    tell_at(world, "steward")
    tell_at(world, "steward2")
    put_on_duty(world, "steward2")
    speak(world, DANGER)
    assert tick(world, mailbox.port) == 1
    assert tick(world, mailbox.port) == 0
    assert recipients(mailbox) == ["steward2@mail.test"]


def test_everybody_of_the_circle_is_told_when_nobody_is_on_duty(world: World, mailbox: Mailbox) -> None:
    tell_at(world, "steward")
    tell_at(world, "steward2")
    tell_at(world, "outside")
    speak(world, DANGER)
    tick(world, mailbox.port)
    assert recipients(mailbox) == ["steward2@mail.test", "steward@mail.test"]


def test_what_is_about_staff_tells_the_outside_reader_alone(world: World, mailbox: Mailbox) -> None:
    tell_at(world, "steward")
    tell_at(world, "outside")
    speak(world, BY_STAFF)
    tick(world, mailbox.port)
    assert recipients(mailbox) == ["outside@mail.test"]


def test_the_letter_says_that_something_waits_and_nothing_else(world: World, mailbox: Mailbox) -> None:
    tell_at(world, "steward")
    voice = speak(world, DANGER)
    tick(world, mailbox.port)
    [letter], [raw] = mailbox.taken, mailbox.raw
    assert letter["Subject"] == "Something waits for you"
    assert letter["From"] == "desk@corner.test"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert b"https://corner.test/desk" in raw
    for told in (
        b"QUINCEWORD",
        b"raped",
        b"danger",
        b"safety",
        voice.ref.encode(),
        b"Test Corner",
        b"Steward",
    ):
        assert told not in raw


def test_everybody_is_told_once_more_when_the_first_look_is_late(world: World, mailbox: Mailbox) -> None:
    tell_at(world, "steward")
    tell_at(world, "steward2")
    put_on_duty(world, "steward2")
    speak(world, DANGER)
    tick(world, mailbox.port)
    world.pass_time(hours=8)
    tick(world, mailbox.port)
    assert recipients(mailbox) == ["steward2@mail.test", "steward2@mail.test", "steward@mail.test"]


def test_a_hand_over_tells_the_next_reader(world: World, mailbox: Mailbox) -> None:
    tell_at(world, "steward2")
    voice, steward = speak(world, DANGER), signed_in(world, "steward")
    press_safety(steward, voice, "look")
    press_safety(steward, voice, "hand-over", to=account_id(world, "steward2"))
    tick(world, mailbox.port)
    assert recipients(mailbox) == ["steward2@mail.test"]


def test_nobody_is_told_after_somebody_has_looked(world: World, mailbox: Mailbox) -> None:
    tell_at(world, "steward")
    voice: Voice = speak(world, DANGER)
    press_safety(signed_in(world, "steward"), voice, "look")
    assert tick(world, mailbox.port) == 0


def test_a_busy_server_is_asked_again_after_a_while_and_not_before(world: World, mailbox: Mailbox) -> None:
    tell_at(world, "steward")
    speak(world, DANGER)
    mailbox.answers = ["451 try later", "421 too many"]
    assert tick(world, mailbox.port) == 0
    assert tick(world, mailbox.port) == 0
    assert mailbox.asked == 1
    world.pass_time(minutes=1)
    assert tick(world, mailbox.port) == 0
    world.pass_time(minutes=5)
    assert tick(world, mailbox.port) == 1
    assert states(world) == [NoticeState.SENT]


def test_a_refusal_for_good_is_not_tried_again_and_its_reader_sees_it(world: World, mailbox: Mailbox) -> None:
    tell_at(world, "steward")
    speak(world, DANGER)
    mailbox.rejects = "550 no such mailbox"
    assert tick(world, mailbox.port) == 0
    world.pass_time(hours=5)
    assert tick(world, mailbox.port) == 0
    assert NoticeState.FAILED in states(world)
    assert "could not be delivered" in signed_in(world, "steward").get("/desk/notices").text


def test_a_server_that_is_not_there_is_given_up_after_six_tries(world: World) -> None:
    with mail_server(Mailbox()) as gone:
        port = gone.port
    tell_at(world, "steward")
    speak(world, DANGER)
    for wait in (0, 1, 5, 15, 60, 240):
        world.pass_time(minutes=wait)
        assert tick(world, port) == 0
    assert NoticeState.FAILED in states(world)


def test_a_server_without_tls_gets_nothing_when_tls_is_asked_for(world: World, mailbox: Mailbox) -> None:
    tell_at(world, "steward")
    speak(world, DANGER)
    settings = Settings(data=world.settings.data, smtp_host="127.0.0.1", smtp_port=mailbox.port)
    with world.database.write() as session:
        find_what_is_new(session, facts=get_organisation_facts(session), now=world.now)
    assert post_notices(world.database, settings, load(world.settings.data), now=world.now) == 0
    assert mailbox.asked == 0
    assert states(world) == [NoticeState.WAITING]


def test_what_was_being_sent_when_a_process_ended_never_goes_twice(world: World, mailbox: Mailbox) -> None:
    tell_at(world, "steward")
    speak(world, DANGER)
    with world.database.write() as session:
        find_what_is_new(session, facts=get_organisation_facts(session), now=world.now)
        session.scalars(select(Notice)).one().state = NoticeState.SENDING.value
    assert tick(world, mailbox.port) == 0
    assert states(world) == [NoticeState.UNKNOWN]


def test_without_a_mail_server_letters_wait_and_nothing_fails(world: World) -> None:
    tell_at(world, "steward")
    speak(world, DANGER)
    with world.database.write() as session:
        find_what_is_new(session, facts=get_organisation_facts(session), now=world.now)
    assert post_notices(world.database, world.settings, load(world.settings.data), now=world.now) == 0
    assert states(world) == [NoticeState.WAITING]


def test_no_row_is_made_by_the_request_of_a_participant(world: World) -> None:
    tell_at(world, "steward")
    speak(world, DANGER)
    assert states(world) == []


def test_an_address_is_encrypted_and_forgotten_with_its_letters(world: World) -> None:
    tell_at(world, "steward")
    speak(world, DANGER)
    with world.database.write() as session:
        find_what_is_new(session, facts=get_organisation_facts(session), now=world.now)
        boxed = session.scalars(select(NoticeAddress.boxed_address)).one()
    assert b"mail.test" not in boxed
    steward = signed_in(world, "steward")
    assert "steward@mail.test" in steward.get("/desk/notices").text
    assert desk_post(steward, "/desk/notices/end").status_code == 303
    assert states(world) == []
    assert "steward@mail.test" not in steward.get("/desk/notices").text


@pytest.mark.parametrize(
    "typed", ["", "steward", "a@b", "a@b.test\nBcc: x@y.test", "<a@b.test>", "a" * 300 + "@b.test"]
)
def test_what_is_no_address_is_refused_and_kept(world: World, typed: str) -> None:
    answer = desk_post(signed_in(world, "steward"), "/desk/notices", {"address": typed})
    assert answer.status_code == 422
    assert "no e-mail address" in answer.text


def test_each_account_has_its_own_page_and_a_stranger_none(world: World) -> None:
    assert signed_in(world, "member1").get("/desk/notices").status_code == 200
    assert world.browser().get("/desk/notices").status_code == 303


def test_the_waits_grow() -> None:
    from app.domain.notices import WAITS

    assert list(WAITS) == sorted(WAITS)
    assert WAITS[0] == timedelta(minutes=1)


def test_the_numbers_of_letters_tell_no_order_of_those_who_spoke(world: World) -> None:
    tell_at(world, "steward")
    for number in range(12):
        speak(world, f"{DANGER} {number}")
    with world.database.write() as session:
        find_what_is_new(session, facts=get_organisation_facts(session), now=world.now)
    with world.database.read() as session:
        numbers = session.scalars(select(Notice.id).order_by(Notice.id)).all()
    assert len(numbers) == 12
    assert numbers != list(range(numbers[0], numbers[0] + 12))


def test_the_address_of_an_account_goes_when_the_account_is_ended(world: World) -> None:
    tell_at(world, "steward2")
    ended = account_id(world, "steward2")
    assert desk_post(signed_in(world, "administrator"), f"/desk/people/{ended}/end").status_code == 303
    with world.database.read() as session:
        assert session.scalars(select(NoticeAddress.account_id)).all() == []
