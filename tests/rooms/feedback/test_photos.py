"""A photo comes in: made anew, sealed, shown to its readers alone, gone with the words."""

import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image
from sqlalchemy import select
from starlette.testclient import TestClient

from app.domain.errors import InvalidInput
from app.models.feedback import Thread
from app.models.intake import Photo
from app.rooms.feedback.photos import WORKER, make_anew_now
from app.web.multipart import LONGEST_FILE
from tests.support.organisation import World
from tests.support.participant import Participant, code_on, text_of, token_on, typed_in
from tests.support.photos import (
    NEEDLE,
    exif,
    good_photos,
    jpeg,
    refused_files,
    saved,
    scene,
    segments_of,
)
from tests.support.screening import opened
from tests.support.sign_in import signed_in
from tests.support.voices import Voice

GOOD, REFUSED = dict(good_photos()), dict(refused_files())
# SOI is left out; JFIF, tables and the frame: nothing of what tells (APP1 and on, comments).
PLAIN = {0xE0, 0xDB, 0xC0, 0xC4}
WORDS = "The ramp at the back door is broken. Here it is."


def send(client: TestClient, photo: bytes, message: str = WORDS, **chosen: str) -> httpx.Response:
    """The form with a photo, as a browser sends it."""
    sent = {"message": message, "token": token_on(client.get("/say")), **chosen}
    answer: httpx.Response = client.post(
        "/say", data=sent, files={"photo": ("IMG_1.jpg", photo, "image/jpeg")}
    )
    return answer


def voice_of(world: World, code: str) -> Voice:
    """The only voice there is."""
    with world.database.read() as session:
        return Voice(session.scalars(select(Thread.ref)).one(), code)


def rows(world: World) -> list[Photo]:
    with world.database.read() as session:
        return list(session.scalars(select(Photo)))


def test_the_corpus_has_more_than_sixty_files() -> None:
    assert len(GOOD) + len(REFUSED) >= 60


@pytest.mark.parametrize("name", GOOD)
def test_nothing_but_pixels_survives(name: str) -> None:
    made = make_anew_now(GOOD[name])
    assert NEEDLE not in made
    assert set(segments_of(made)) == PLAIN
    with Image.open(io.BytesIO(made)) as image:
        assert (image.format, image.mode, len(image.getexif())) == ("JPEG", "RGB", 0)
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_photo_is_refused_without_harm(name: str) -> None:
    with pytest.raises(InvalidInput, match=r"photo\.not_a_photo"):
        make_anew_now(REFUSED[name])


def test_a_photo_stands_upright_however_it_was_held() -> None:
    for orientation, corner in ((1, (0, 0)), (3, (1, 1)), (6, (1, 0)), (8, (0, 1))):
        with Image.open(io.BytesIO(make_anew_now(jpeg(exif=exif(orientation))))) as image:
            width, height = image.size
            red = image.getpixel((2 + corner[0] * (width - 5), 2 + corner[1] * (height - 5)))
            assert red[1] < 60, orientation  # type: ignore[index]  # an RGB pixel
            assert (width > height) == (orientation in (1, 3))


def test_the_first_picture_of_a_moving_one_is_kept() -> None:
    with Image.open(io.BytesIO(make_anew_now(GOOD["moving webp"]))) as image:
        red, _, blue = image.getpixel((20, 20))  # type: ignore[misc]
        assert blue > 200 > red


def test_what_is_see_through_lies_on_white() -> None:
    clear = saved(Image.new("RGBA", (20, 20), (0, 0, 0, 0)), "PNG")
    with Image.open(io.BytesIO(make_anew_now(clear))) as image:
        assert image.getpixel((9, 9)) == (255, 255, 255)


def test_a_large_photo_becomes_light() -> None:
    with Image.open(io.BytesIO(make_anew_now(jpeg(4000, 3000)))) as image:
        assert max(image.size) == 1500


def test_the_process_that_reads_photos_can_write_no_file(tmp_path: Path) -> None:
    target = tmp_path / "kept"
    tries = (
        f"import runpy, sys; worker = runpy.run_path({str(WORKER)!r}); worker['limit_myself'](); "
        "open(sys.argv[1], 'wb', buffering=0).write(b'x' * 10)"
    )
    done = subprocess.run([sys.executable, "-c", tries, str(target)], capture_output=True, check=False)
    assert done.returncode != 0
    assert target.read_bytes() == b""


def test_stewards_see_the_photo_and_a_stranger_does_not(world: World, client: TestClient) -> None:
    code = code_on(send(client, jpeg(exif=exif(6), comment=NEEDLE)))
    voice, steward = voice_of(world, code), signed_in(world, "steward")
    address = f"/desk/feedback/{voice.ref}/photos/1"
    assert client.get(address).status_code == 303
    assert steward.get(address).status_code == 404  # not opened yet
    assert address in opened(steward, voice)
    shown = steward.get(address)
    assert shown.headers["content-type"] == "image/jpeg"
    assert shown.headers["cache-control"] == "no-store"
    assert "sandbox" in shown.headers["content-security-policy"]
    assert 'filename="photo.jpg"' in shown.headers["content-disposition"]
    assert NEEDLE not in shown.content
    with Image.open(io.BytesIO(shown.content)) as image:
        assert image.size == (200, 320)
    for other in ("responder", "administrator", "outside"):
        assert signed_in(world, other).get(address).status_code in (403, 404)
    assert steward.get(f"/desk/feedback/{voice.ref}/photos/2").status_code == 404


def test_a_code_shows_the_photo_only_if_it_shows_the_words(world: World, client: TestClient) -> None:
    kept = code_on(send(client, jpeg(), keep_words="yes"))
    hidden = code_on(send(client, jpeg(), "Another one."))
    assert "See my photo" in Participant(client).open(kept).text
    shown = client.post("/receipt/photo", data={"code": kept, "number": "1"})
    assert shown.headers["content-type"] == "image/jpeg"
    assert shown.headers["cache-control"] == "no-store"
    assert "See my photo" not in Participant(client).open(hidden).text
    assert client.post("/receipt/photo", data={"code": hidden, "number": "1"}).status_code == 404
    assert client.post("/receipt/photo", data={"code": "7K2M9QX4TB8R5W3C"}).status_code == 404
    assert client.post("/receipt/photo", data={"code": kept, "number": "x"}).status_code == 404


def test_a_photo_is_sealed_and_goes_with_the_words(world: World, client: TestClient) -> None:
    code = code_on(send(client, jpeg()))
    (row,) = rows(world)
    assert b"JFIF" not in row.sealed
    assert len(row.sealed) in (4096 + 48, 16384 + 48)
    assert Participant(client).open(code, action="withdraw").status_code == 200
    assert rows(world) == []


def test_a_photo_may_come_with_a_reply(world: World, client: TestClient) -> None:
    code = code_on(Participant(client).say(WORDS, keep_words="yes"))
    photo = {"photo": ("x.png", saved(scene(), "PNG"), "image/png")}
    answer = client.post("/receipt", data={"code": code, "reply": "And the other side."}, files=photo)
    assert "We have what you wrote" in answer.text
    assert [row.number for row in rows(world)] == [2]
    alone = client.post("/receipt", data={"code": code, "action": "reply"}, files=photo)
    assert (alone.status_code, len(rows(world))) == (422, 1)
    assert "Write a few words beside the photo." in alone.text


@pytest.mark.parametrize(
    ("photo", "sentence"),
    [
        (b"GIF89a nothing", "Choose a photo (JPEG, PNG or WebP)"),
        (bytes(LONGEST_FILE + 1), "The most is 8 MB"),
    ],
    ids=["no photo", "too large"],
)
def test_a_refused_file_leaves_the_words_on_the_page(client: TestClient, photo: bytes, sentence: str) -> None:
    answer = send(client, photo, place="drop-in", word_use="quote")
    assert answer.status_code == 422
    assert typed_in(answer, "message").strip() == WORDS
    assert sentence in text_of(answer)
    assert 'value="drop-in" selected' in answer.text
    assert "<details open" in answer.text


def test_a_form_refused_for_something_else_asks_for_the_photo_again(client: TestClient) -> None:
    answer = send(client, jpeg(), place="nowhere")
    assert answer.status_code == 422
    assert "Choose the photo again" in text_of(answer)


def test_the_same_form_with_the_same_photo_is_stored_once(world: World, client: TestClient) -> None:
    sent = {"message": WORDS, "token": token_on(client.get("/say"))}
    first, again, other = (
        client.post("/say", data=sent, files={"photo": ("a.jpg", photo, "image/jpeg")})
        for photo in (jpeg(), jpeg(), jpeg(64, 64))
    )
    assert (first.status_code, again.status_code, other.status_code) == (201, 200, 201)
    assert code_on(first) == code_on(again) != code_on(other)
    assert len(rows(world)) == 2


def test_an_empty_file_field_is_no_photo(world: World, client: TestClient) -> None:
    sent = {"message": WORDS, "token": token_on(client.get("/say"))}
    answer = client.post("/say", data=sent, files={"photo": ("", b"", "application/octet-stream")})
    assert answer.status_code == 201
    assert rows(world) == []


def in_parts(*parts: tuple[str, bytes]) -> dict[str, Any]:  # Any: what httpx takes for a request
    """A body in parts, in this very order; the part named photo is a file."""
    body = b""
    for name, content in parts:
        is_file = b'; filename="a.jpg"' if name == "photo" else b""
        head = b'--cut\r\nContent-Disposition: form-data; name="%b"%b\r\n\r\n'
        body += head % (name.encode(), is_file) + content + b"\r\n"
    return {
        "content": body + b"--cut--\r\n",
        "headers": {"Content-Type": "multipart/form-data; boundary=cut"},
    }


@pytest.mark.parametrize("megabytes", [9, 20])
@pytest.mark.parametrize("comes_last", [True, False], ids=["words first", "photo first"])
def test_a_far_too_large_photo_leaves_the_words_on_the_page(
    world: World, megabytes: int, *, comes_last: bool
) -> None:
    client = world.browser()
    words = [("message", WORDS.encode()), ("token", token_on(client.get("/say")).encode())]
    photo = [("photo", bytes(megabytes * 1_000_000))]
    answer = client.post("/say", **in_parts(*(words + photo if comes_last else photo + words)))
    assert answer.status_code == 422
    assert "This photo is too large." in text_of(answer)
    assert typed_in(answer, "message").strip() == WORDS
    assert rows(world) == []


def test_words_have_their_limit_in_a_form_with_a_file_too(world: World) -> None:
    half = b"x" * (world.settings.max_body // 2 + 1)
    answer = world.browser().post("/say", **in_parts(("message", half), ("more", half)))
    assert answer.status_code == 413


def test_a_form_with_a_file_has_an_end(world: World) -> None:
    sent = in_parts(("message", b"Here."), ("photo", bytes(world.settings.max_body_with_file)))
    assert world.browser().post("/say", **sent).status_code == 413
