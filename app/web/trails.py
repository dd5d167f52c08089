"""The trail as templates draw it: `templates/components/trail.html` takes these beads."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.trail import Bead, BeadState, Trail
from app.web.languages import gettext
from app.web.languages import mark as _

TITLES: Mapping[Bead, str] = {
    Bead.VOICES: _("Voices"),
    Bead.THEME: _("Theme"),
    Bead.PROPOSAL: _("Proposal"),
    Bead.VOTE: _("Vote"),
    Bead.DECISION: _("Decision"),
    Bead.REPLY: _("Director’s reply"),
    Bead.POLICY: _("Rule"),
    Bead.STEPS: _("Steps"),
    Bead.HELPED: _("Did it help?"),
}


@dataclass(frozen=True)
class ShownBead:
    """One bead: ``state`` is empty for what is to come; its title is in the reader's language."""

    bead: Bead
    state: str

    @property
    def title(self) -> str:
        """The name of the step."""
        return gettext(TITLES[self.bead])


def shown_beads(trail: Trail) -> tuple[ShownBead, ...]:
    """All nine, in their order."""
    return tuple(
        ShownBead(one.bead, "" if one.state is BeadState.NONE else one.state.value) for one in trail.beads
    )
