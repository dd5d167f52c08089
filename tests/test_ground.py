"""The ground stands: the database answers, a fault is a page, the organisation is founded once."""

import pytest
from sqlalchemy import func, select

from app.db import Database
from app.domain.errors import IllegalMove
from app.models.people import CircleGrant
from app.rooms.admin.founding import NewOrganisation, found_organisation
from tests.support.organisation import NOW, World


def test_the_health_page_says_ok_when_the_database_answers(world: World) -> None:
    answer = world.browser().get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok")


def test_an_organisation_is_founded_only_once(database: Database) -> None:
    with pytest.raises(IllegalMove), database.write() as session:
        again = NewOrganisation("Again", "UTC", ("en",), {})
        found_organisation(session, again, recovery_public=bytes(32), today=NOW.date())


def test_everybody_holds_the_desk_and_only_stewards_hold_the_stewards_circle(database: Database) -> None:
    with database.read() as session:
        members = session.execute(
            select(CircleGrant.circle_id, func.count()).group_by(CircleGrant.circle_id)
        ).all()
    assert sorted(count for _, count in members) == [1, 2, 11]
