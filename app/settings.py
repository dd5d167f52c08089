"""Everything that can be set from outside, in one place; ``docs/settings.md`` lists the same."""

from functools import cached_property
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Read from ``SAYSO_…`` in the environment; every field has a safe default."""

    model_config = SettingsConfigDict(env_prefix="SAYSO_", extra="ignore", frozen=True)

    data: Path = Field(default=Path("data"), description="Folder for the database and the machine keys.")
    database_url: str = Field(
        default="", description="SQLAlchemy address of the database; empty means SQLite in the data folder."
    )
    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8000, description="Port to listen on.")
    base_url: str = Field(
        default="", description="Public address, used for absolute links; empty means http://HOST:PORT."
    )
    htmx: Literal["cdn", "local"] = Field(
        default="cdn", description="Where the workspace loads htmx from: its CDN or our own copy of the file."
    )
    backups: Path | None = Field(
        default=None, description="Folder for the nightly backups; empty means `backups` in the data folder."
    )
    backup_days: int = Field(default=30, ge=1, le=30, description="Days that a nightly backup is kept.")
    onion_url: str = Field(
        default="", description="Address of the onion service, told to browsers in Onion-Location."
    )
    leave_url: str = Field(
        default="https://en.wikipedia.org/wiki/Special:Random",
        description="Where the quick exit leads: a harmless page that many people visit.",
    )
    threads: int = Field(default=4, ge=1, le=64, description="Requests served at once by one process.")
    max_body: int = Field(
        default=9_500_000,
        ge=100_000,
        description="Largest request body in bytes, refused before it is parsed.",
    )
    max_body_with_file: int = Field(
        default=32_000_000,
        ge=100_000,
        description="The same for a form that may bring a file; of a file 8 MB are kept.",
    )
    argon_queue: int = Field(
        default=64, ge=1, description="How many code look-ups may wait for the processor before 429."
    )
    accept_database: str = Field(
        default="",
        description="Faults in PostgreSQL's settings that the operator accepts, by name, with commas.",
    )
    flood_after: int = Field(
        default=120,
        ge=1,
        description="Voices that the web form takes in ten minutes before the rest waits for a look.",
    )
    smtp_host: str = Field(default="", description="Mail server for letters to staff; empty: none go out.")
    smtp_port: int = Field(default=587, ge=1, le=65535, description="Its port.")
    smtp_tls: Literal["starttls", "always", "never"] = Field(
        default="starttls", description="TLS after a greeting, from the first byte, or not at all."
    )
    smtp_user: str = Field(default="", description="Name to sign in to the mail server with; empty: none.")
    smtp_password: SecretStr = Field(default=SecretStr(""), description="The passphrase of that name.")
    smtp_from: str = Field(default="desk@localhost", description="Who the letters come from.")
    phone_regions: str = Field(
        default="US", description="Countries whose phone numbers the safe-copy editor finds, by comma."
    )
    demonstration: bool = Field(
        default=False, description="Set by `sayso demo` alone: nothing here is private, loopback only."
    )

    @cached_property
    def effective_database_url(self) -> str:
        """The database's address with the SQLite default filled in and psycopg 3 as the driver."""
        if not self.database_url:
            return f"sqlite:///{self.data / 'sayso.db'}"
        for prefix in ("postgresql://", "postgres://"):
            if self.database_url.startswith(prefix):
                return "postgresql+psycopg://" + self.database_url.removeprefix(prefix)
        return self.database_url

    @cached_property
    def accepted_faults(self) -> frozenset[str]:
        """The names in ``accept_database``."""
        return frozenset(name.strip() for name in self.accept_database.split(",") if name.strip())

    @cached_property
    def effective_backups(self) -> Path:
        """Where the nightly backups go."""
        return self.backups or self.data / "backups"

    @cached_property
    def effective_base_url(self) -> str:
        """Scheme, host and port for absolute links, without a slash at the end."""
        return (self.base_url or f"http://{self.host}:{self.port}").rstrip("/")

    @cached_property
    def host_name(self) -> str:
        """The host of the base address: a name, or an address of numbers."""
        return urlsplit(self.effective_base_url).hostname or ""

    @cached_property
    def is_secure(self) -> bool:
        """True unless the base address is plain http on loopback, the one place without a Secure cookie."""
        parts = urlsplit(self.effective_base_url)
        return not (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1"))
