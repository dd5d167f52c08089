"""Going on with the change of a key in a process of its own, in very small steps, until done or killed."""

import sys
from datetime import datetime

from app.db import Database
from app.rooms.safekeeping.rotation import get_rotation, go_on
from app.web.sessions import find_actor


def main(url: str, token: str, rotation_id: str, now: str) -> None:
    """Says "step" after each step that was committed."""
    database, moment = Database(url), datetime.fromisoformat(now)
    with database.read() as session:
        found = find_actor(session, token, moment)
    assert found is not None
    while True:
        with database.write() as session:
            is_more = go_on(
                session, found[0], get_rotation(session, int(rotation_id)), today=moment.date(), most=3
            )
        print("step", flush=True)
        if not is_more:
            return


if __name__ == "__main__":
    main(*sys.argv[1:5])
