"""Every act that a room writes on the ledger by its name has words on the page."""

import re
from pathlib import Path

from app.rooms.ledger.acts import ACTS

ROOMS = Path(__file__).parent.parent.parent.parent / "app" / "rooms"
# An act stands first in `Leaf(…)`, `…_leaf(…)` and `leaf_of(…)`, second in `_note(…)`, or is given as `act`.
NAMED = re.compile(r'(?:[Ll]eaf\w*\(\s*|_note\(session, |\bact(?:: str)?\s*=\s*)"([a-z_]+(?:\.[a-z_]+)+)"')


def test_every_act_has_words() -> None:
    sources = [path.read_text(encoding="utf-8") for path in ROOMS.rglob("*.py")]
    written = {act for source in sources for act in NAMED.findall(source)}
    assert "organisation.found" in written
    assert written <= set(ACTS)
