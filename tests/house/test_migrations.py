"""Migrations go up, match the models, go down and up again: on both databases, with rows in the tables."""

from alembic import command
from sqlalchemy import inspect, text

from app.db import Database
from app.migrate import configuration
from app.models import Model
from app.settings import Settings
from tests.support.organisation import World


def test_the_newest_migration_is_what_the_models_say(settings: Settings) -> None:
    command.check(configuration(settings.effective_database_url))


def test_every_step_goes_down_and_up_again_with_rows_in_the_tables(world: World) -> None:
    config = configuration(world.settings.effective_database_url)
    world.database.close()
    command.downgrade(config, "base")
    left = Database(world.settings.effective_database_url)
    assert set(inspect(left.engine).get_table_names()) == {"alembic_version"}
    left.close()
    command.upgrade(config, "head")
    command.check(config)


def test_one_step_back_and_forward_keeps_the_organisation(world: World) -> None:
    config = configuration(world.settings.effective_database_url)
    command.downgrade(config, "0007")
    command.upgrade(config, "head")
    with world.database.engine.connect() as connection:
        assert connection.execute(text("SELECT name FROM organisation")).scalar_one() == "Test Corner"


def test_every_table_has_a_primary_key_and_every_constraint_a_name() -> None:
    for table in Model.metadata.tables.values():
        assert table.primary_key.columns, table.name
        assert all(constraint.name for constraint in table.constraints), table.name
