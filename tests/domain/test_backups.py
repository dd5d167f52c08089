"""The clocks of backups."""

from datetime import UTC, date, datetime, timedelta

from app.domain.backups import is_late, is_too_old, nightly_is_due

THREE = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


def test_a_backup_is_made_at_once_where_there_is_none_then_once_each_night() -> None:
    assert nightly_is_due(None, THREE.replace(hour=14))
    yesterday = THREE - timedelta(hours=10)
    assert not nightly_is_due(yesterday, THREE - timedelta(minutes=1))
    assert nightly_is_due(yesterday, THREE)
    assert not nightly_is_due(THREE, THREE + timedelta(hours=20))


def test_the_banner_comes_after_seven_whole_days_counted_from_the_founding_where_there_was_none() -> None:
    founded, day = date(2026, 1, 1), date(2026, 11, 23)
    assert not is_late(day - timedelta(days=7), day, founded_on=founded)
    assert is_late(day - timedelta(days=8), day, founded_on=founded)
    assert not is_late(None, founded + timedelta(days=7), founded_on=founded)
    assert is_late(None, founded + timedelta(days=8), founded_on=founded)


def test_a_backup_is_kept_on_its_last_day_and_not_on_the_next() -> None:
    day = date(2026, 11, 23)
    assert not is_too_old(day - timedelta(days=30), day, kept_days=30)
    assert is_too_old(day - timedelta(days=31), day, kept_days=30)
