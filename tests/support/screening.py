"""What stewards do, for tests: through the same forms as theirs."""

import re
from html import unescape

import httpx
from sqlalchemy import select
from starlette.testclient import TestClient

from app.domain.ledger import leaves
from app.domain.ledger.leaves import Leaf
from app.domain.lifecycles import SafeCopyState
from app.models.ledger import LedgerLeaf
from app.models.stewardship import SafeCopy
from app.rooms.feedback.safe_copies import find_safe_copy, move_safe_copy
from app.rooms.feedback.threads import get_thread_by_ref
from app.rooms.ledger.unnamed import write_totals
from tests.support.organisation import World
from tests.support.sign_in import desk_post
from tests.support.voices import Voice, week_now


def hidden_fields(page: str, action: str) -> dict[str, str]:
    """The hidden fields of the form with this action, as a browser would send them."""
    form = re.search(rf'<form[^>]*action="{re.escape(action)}".*?</form>', page, re.DOTALL)
    assert form is not None, f"no form for {action}"
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form[0])
    return {name: unescape(value) for name, value in found}


def press(client: TestClient, voice: Voice, act: str, /, **fields: str | list[str]) -> httpx.Response:
    """Send the form ``act`` of a voice's page (``open``, ``look``, ``screen`` …) as it stands there now."""
    here = f"/desk/feedback/{voice.ref}"
    page = client.get(f"{here}/hold" if act == "hold" else here).text
    typed: dict[str, str | list[str]] = {**hidden_fields(page, f"{here}/{act}"), **fields}
    return desk_post(client, f"{here}/{act}", typed)


def opened(client: TestClient, voice: Voice) -> str:
    """Open the words and return the page."""
    assert press(client, voice, "open").status_code == 303
    return client.get(f"/desk/feedback/{voice.ref}").text


def looked_at(client: TestClient, voice: Voice) -> None:
    """Open the words and mark the voice as being looked at."""
    opened(client, voice)
    assert press(client, voice, "look").status_code == 303


def person_says(world: World, voice: Voice, state: SafeCopyState) -> None:
    """The person answers their safe copy."""
    with world.database.write() as session:
        copy = find_safe_copy(session, get_thread_by_ref(session, voice.ref))
        assert copy is not None
        move_safe_copy(session, copy, to=state)


def copy_of(world: World, voice: Voice) -> SafeCopy:
    """The newest safe copy as it stands."""
    with world.database.read() as session:
        copy = find_safe_copy(session, get_thread_by_ref(session, voice.ref))
        assert copy is not None
        return copy


def leaves_about(world: World, ref: str) -> list[Leaf]:
    """The ledger's leaves about one subject, oldest first."""
    with world.database.read() as session:
        bodies = session.scalars(select(LedgerLeaf.body).order_by(LedgerLeaf.index))
        found = [leaves.decode(body) for body in bodies]
    return [leaf for leaf in found if ref in leaf.subject]


def totals_written(world: World) -> None:
    """The regular work writes the weeks that are over."""
    with world.database.write() as session:
        write_totals(session, week=week_now(world))


def totals(world: World) -> list[tuple[str, int]]:
    """Acts that stand on the ledger only as a week's number, in their order there."""
    return [
        (leaf.act, int(str(leaf.facts["times"])))
        for leaf in leaves_about(world, "week:")
        if "times" in leaf.facts
    ]


def ledger_size(world: World) -> int:
    """How many leaves there are."""
    with world.database.read() as session:
        return len(session.scalars(select(LedgerLeaf.index)).all())
