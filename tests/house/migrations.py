"""Run by `make check`: up, no drift from the models, down, up again, on SQLite."""

import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.script import ScriptDirectory
from alembic.util import CommandError

from app.migrate import configuration, newest_revision


def main() -> int:
    """0 when the migrations, the models and what is read of the files say the same."""
    with tempfile.TemporaryDirectory() as folder:
        config = configuration(f"sqlite:///{Path(folder) / 'check.db'}")
        try:
            command.upgrade(config, "head")
            command.check(config)
            command.downgrade(config, "base")
            command.upgrade(config, "head")
        except CommandError as error:
            print(f"migrations: {error}", file=sys.stderr)
            return 1
        known = ScriptDirectory.from_config(config).get_current_head()
    if newest_revision() != known:
        print(f"migrations: the newest is {known}, read was {newest_revision()}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
