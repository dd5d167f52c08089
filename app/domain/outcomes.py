"""How a motion or a ballot can end. The values are stored and published; they never change."""

from enum import StrEnum


class Outcome(StrEnum):
    """Terminal results. Only ``adopted`` adopts: a tie is not adopted, nobody has a casting vote."""

    ADOPTED = "adopted"
    NOT_ADOPTED = "not_adopted"
    TIED = "tied"
    INQUORATE = "inquorate"
    COMPOSITION_NOT_MET = "composition_not_met"
    VOID = "void"
