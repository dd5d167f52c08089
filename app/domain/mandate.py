"""How much power a vote has, and where leadership has bound itself in writing."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.domain.errors import InvalidInput


class Power(StrEnum):
    """What leadership promised to do with the result (after the IAP2 spectrum of public participation)."""

    INFORM = "inform"
    CONSULT = "consult"
    RECOMMEND = "recommend"
    DECIDE = "decide"


class Matter(StrEnum):
    """What a motion is about; majorities, chambers and the mandate are set by it."""

    SERVICES = "services"
    HOUSE_RULES = "house_rules"
    SAFETY = "safety"
    SUPPLIES = "supplies"
    STAFFING = "staffing"
    RESEARCH = "research"
    MONEY = "money"
    SEATS = "seats"
    RULEBOOK = "rulebook"
    OTHER = "other"


@dataclass(frozen=True)
class MandateLine:
    """One matter in which the board decides; ``up_to`` in whole units of money, None for no limit."""

    matter: Matter
    up_to: int | None = None

    def covers(self, matter: Matter, sum_needed: int) -> bool:
        """Whether a motion on this matter that costs so much may be decided by the board."""
        return matter is self.matter and (self.up_to is None or sum_needed <= self.up_to)


def may_decide(mandate: Iterable[MandateLine], matter: Matter, *, sum_needed: int = 0) -> bool:
    """True when leadership has bound itself on this matter for this sum."""
    return any(line.covers(matter, sum_needed) for line in mandate)


def check_power(power: Power, matter: Matter, mandate: Iterable[MandateLine], *, sum_needed: int = 0) -> None:
    """Raise ``InvalidInput("decide_outside_mandate")`` where leadership has not bound itself to "decide"."""
    if sum_needed < 0:
        raise InvalidInput("sum_is_negative", field="sum_needed")
    if power is Power.DECIDE and not may_decide(mandate, matter, sum_needed=sum_needed):
        raise InvalidInput("decide_outside_mandate", field="power", matter=matter.value, sum=sum_needed)


def needs_reply(power: Power) -> bool:
    """Whether leadership owes a public answer once the board has spoken: always, unless the board decides."""
    return power is not Power.DECIDE
