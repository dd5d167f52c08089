"""How words come in beside the form: photos, kiosks, paper with a stub, and the one-time word."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.schema import Model, RandomKey, Reference, Short, Week, random_key


class Photo(Model):
    """A photo made anew (JPEG), sealed to the words key of its thread; it belongs to one message."""

    __tablename__ = "photo"
    __table_args__ = (UniqueConstraint("thread_id", "number"),)

    id: Mapped[int] = mapped_column(RandomKey, primary_key=True, default=random_key, autoincrement=False)
    thread_id: Mapped[int] = mapped_column(RandomKey, ForeignKey("thread.id", ondelete="CASCADE"))
    number: Mapped[int]  # of the message that it came with
    sealed: Mapped[bytes]


class Kiosk(Model):
    """A shared device at a place. Its mark is signed, so that nothing secret is kept here."""

    __tablename__ = "kiosk"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(Reference, unique=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"))
    made_week: Mapped[str] = mapped_column(Week)
    is_ended: Mapped[bool] = mapped_column(default=False)


class PaperStub(Model):
    """A code that was printed on a stub and is not used yet: a keyed hash, deleted on use."""

    __tablename__ = "paper_stub"
    __table_args__ = ({"sqlite_with_rowid": False},)

    code_hash: Mapped[bytes] = mapped_column(primary_key=True)
    week: Mapped[str] = mapped_column(Week)


class SpokenWord(Model):
    """A word that its person may say once to one member of staff, so that something of theirs gets done.

    The word is sealed to the thread's reply key, the note to the desk circle; the hash finds it again.
    """

    __tablename__ = "spoken_word"

    id: Mapped[int] = mapped_column(RandomKey, primary_key=True, default=random_key, autoincrement=False)
    thread_id: Mapped[int] = mapped_column(RandomKey, ForeignKey("thread.id", ondelete="CASCADE"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    word_hash: Mapped[bytes] = mapped_column(unique=True)
    sealed_word: Mapped[bytes | None]
    desk_circle_id: Mapped[int] = mapped_column(ForeignKey("circle.id"))
    sealed_note: Mapped[bytes | None]
    state: Mapped[str] = mapped_column(Short)
    week: Mapped[str] = mapped_column(Week)
