"""What every page needs to know of the organisation, read at most once a second by a process."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from time import monotonic
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.db import Database
from app.domain.backups import is_late
from app.domain.weeks import Week
from app.models.backups import Backup
from app.models.organisation import OfferedLanguage, Organisation

KEPT_SECONDS = 1.0


@dataclass(frozen=True)
class OrganisationFacts:
    """Name, languages and time zone; ``is_founded`` is False until the set-up is finished."""

    name: str
    time_zone: str
    default_language: str
    languages: tuple[str, ...]
    about: str = ""
    outside_reader_named: bool = False
    is_founded: bool = True
    founded_on: date | None = None
    backed_up_at: datetime | None = None

    def today(self, now: datetime) -> date:
        """The organisation's date at an instant."""
        return now.astimezone(ZoneInfo(self.time_zone)).date()

    def day_ends_at(self, now: datetime) -> datetime:
        """The next midnight of the organisation: until then a page that depends on the date stays true."""
        tomorrow = self.today(now) + timedelta(days=1)
        return datetime.combine(tomorrow, time(), ZoneInfo(self.time_zone)).astimezone(UTC)

    def backup_is_late(self, now: datetime) -> bool:
        """True after seven days without a backup."""
        if self.founded_on is None:
            return False
        last_on = self.today(self.backed_up_at) if self.backed_up_at else None
        return is_late(last_on, self.today(now), founded_on=self.founded_on)

    def week(self, now: datetime) -> Week:
        """The organisation's ISO week at an instant: the finest time that is stored of a participant."""
        return Week.of(self.today(now))


UNFOUNDED = OrganisationFacts("", "UTC", "en", ("en", "es"), is_founded=False)


def get_organisation_facts(session: Session) -> OrganisationFacts:
    """The facts as they stand in this transaction."""
    row = session.get(Organisation, 1)
    if row is None:
        return UNFOUNDED
    codes = session.scalars(select(OfferedLanguage.code).order_by(OfferedLanguage.position)).all()
    return OrganisationFacts(
        name=row.name,
        time_zone=row.time_zone,
        default_language=row.default_language,
        languages=tuple(codes) or (row.default_language,),
        about=row.about,
        outside_reader_named=row.outside_reader_named,
        founded_on=row.founded_on,
        backed_up_at=session.scalar(select(func.max(Backup.made_at))),
    )


class House:
    """The facts of one database, kept for a second."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: OrganisationFacts | None = None
        self._until = 0.0

    def known(self) -> OrganisationFacts | None:
        """The facts without asking the database, or None when it is time to ask."""
        return self._kept if monotonic() < self._until else None

    def facts(self) -> OrganisationFacts:
        """The facts; while the database does not answer, the last ones known."""
        if self._kept is None or monotonic() >= self._until:
            try:
                with self._database.read() as session:
                    self._kept = get_organisation_facts(session)
            except SQLAlchemyError:
                return self._kept or UNFOUNDED
            self._until = monotonic() + KEPT_SECONDS
        return self._kept

    def forget(self) -> None:
        """Read again at the next question: something was changed here."""
        self._until = 0.0
