"""Words to begin with, for the lines above the form: the organisation edits, its director confirms."""

from dataclasses import dataclass, field

POLICE = ("none", "never", "may")


@dataclass(frozen=True)
class Starter:
    """A line that the set-up offers: its place on the page, its kind and words (lead, body) by language."""

    slot: str
    kind: str
    wordings: dict[str, tuple[str, str]] = field(default_factory=dict)
    is_emergency: bool = False

    @property
    def is_required(self) -> bool:
        """True for what no form may be without: the first help line, the days of reading, the law."""
        return self.slot.endswith("-1")


STARTERS = (
    Starter(
        "help-1",
        "help",
        {
            "en": (
                "Someone not breathing?",
                "Shout. Give naloxone if you have it. Breathe for them. "
                "Call and say: not breathing. Police may come too.",
            ),
            "es": (
                "¿Alguien no respira?",
                "Grite. Dé naloxona si tiene. Respire por la persona. "
                "Llame y diga: no respira. También puede venir la policía.",
            ),
        },
        is_emergency=True,
    ),
    Starter(
        "help-2",
        "help",
        {
            "en": ("Using alone?", "Call before you start. A person stays on the line with you."),
            "es": ("¿Va a usar a solas?", "Llame antes. Una persona se queda en la línea con usted."),
        },
    ),
    Starter(
        "help-3",
        "help",
        {
            "en": ("Not safe where you are?", "Call us and say only: I need somebody. You need no name."),
            "es": ("¿No está a salvo?", "Llámenos y diga solo: necesito a alguien. No hace falta su nombre."),
        },
    ),
    Starter("help-4", "help"),
    Starter(
        "reading-1",
        "reading",
        {
            "en": ("When we read this", "We read on Tuesdays and Fridays. Nobody reads this at night."),
            "es": ("Cuándo leemos esto", "Leemos los martes y viernes. De noche nadie lee esto."),
        },
    ),
    Starter(
        "legal-1",
        "legal",
        {
            "en": (
                "What staff must pass on",
                "Is a child being hurt now? Does somebody plan to kill a person? "
                "Then staff must by law tell others.",
            ),
            "es": (
                "Lo que el personal debe avisar",
                "¿Dañan ahora a un niño? ¿Alguien planea matar a una persona? "
                "Entonces la ley obliga al personal a avisar.",
            ),
        },
    ),
)


def emergency_number(time_zone: str) -> str:
    """The usual number for an ambulance there, as a first guess, or nothing."""
    return {"America": "911", "Europe": "112", "Australia": "000"}.get(time_zone.split("/")[0], "")
