"""Photos: made anew before anything is stored, sealed to the thread's words key, gone with the words."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from anyio import CapacityLimiter, to_thread
from fastapi import Request
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput, NotFound
from app.models.feedback import Message, Thread
from app.models.intake import Photo
from app.rooms.feedback.messages import PARTICIPANT
from app.vault.boxes import open_sealed, seal
from app.vault.padding import pad, unpad
from app.web.multipart import LONGEST_FILE
from app.web.uploads import Upload

WORKER: Final = Path(__file__).with_name("photo_worker.py")
_WITHIN_SECONDS = 30


async def make_anew(request: Request, upload: Upload) -> bytes:
    """The photo as a plain JPEG without anything but its pixels; ``InvalidInput`` for what is none."""
    if len(upload.content) > LONGEST_FILE:
        raise InvalidInput("photo.too_large", field="photo")
    lane: CapacityLimiter = request.app.state.photo_lane
    return await to_thread.run_sync(make_anew_now, upload.content, limiter=lane)


def make_anew_now(content: bytes) -> bytes:
    """The same, in this thread: a process of its own, over pipes, with nothing of our environment."""
    kept = {name: os.environ[name] for name in ("LD_LIBRARY_PATH", "SYSTEMROOT") if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603  # our own file, by this very Python
            [sys.executable, "-I", str(WORKER)],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=kept,
            timeout=_WITHIN_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise InvalidInput("photo.not_a_photo", field="photo") from None
    if done.returncode != 0 or not done.stdout:
        raise InvalidInput("photo.not_a_photo", field="photo")
    return done.stdout


def keep_photo(session: Session, thread: Thread, made: bytes) -> None:
    """Seal and store it beside the newest message of the person, which came with it."""
    newest = select(func.max(Message.number)).where(
        Message.thread_id == thread.id, Message.author == PARTICIPANT
    )
    number = session.scalar(newest) or 1
    session.add(Photo(thread_id=thread.id, number=number, sealed=seal(thread.words_public_key, pad(made))))
    session.flush()


def list_photo_numbers(session: Session, thread: Thread) -> frozenset[int]:
    """Numbers of the messages that came with a photo."""
    return frozenset(session.scalars(select(Photo.number).where(Photo.thread_id == thread.id)))


def open_photo(session: Session, thread: Thread, *, number: int, words_private: bytes) -> bytes:
    """The JPEG that came with this message; ``NotFound`` when there is none."""
    sealed = session.scalar(select(Photo.sealed).where(Photo.thread_id == thread.id, Photo.number == number))
    if sealed is None:
        raise NotFound("not_found")
    return unpad(open_sealed(words_private, sealed))


def erase_photos(session: Session, thread: Thread) -> None:
    """Delete them with the words that they came with."""
    session.execute(delete(Photo).where(Photo.thread_id == thread.id))
