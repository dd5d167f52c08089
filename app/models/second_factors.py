"""What somebody shows besides the passphrase: an authenticator app, passkeys, codes on paper."""

from datetime import date

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.schema import Model


class AuthenticatorApp(Model):
    """An app's secret, encrypted under the account key, and the last step whose code was used."""

    __tablename__ = "authenticator_app"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    boxed_secret: Mapped[bytes]
    last_step: Mapped[int]
    added_on: Mapped[date]


class StoredPasskey(Model):
    """A passkey's public half. ``label`` is what its owner calls it."""

    __tablename__ = "passkey"

    id: Mapped[bytes] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    public_key: Mapped[bytes]
    sign_count: Mapped[int] = mapped_column(BigInteger)
    label: Mapped[str]
    added_on: Mapped[date]


class PaperCode(Model):
    """The hash of a code on paper; the row goes when the code is used."""

    __tablename__ = "paper_code"

    hash: Mapped[bytes] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
