"""Faint signs: words that say nothing alone, and together make a careful reader look up.

People in danger seldom say the word that a list expects. Signs of different kinds are added up; three points
are a worry, never more than that. A kind counts once, however often it is said.
"""

from collections.abc import Mapping, Sequence

from app.domain.danger.harms import Harm, Hit
from app.domain.danger.letters import Token

ENOUGH = 6
"""In half points."""
NEAR = 60
"""In words: what is said further apart does not belong together."""
LINE = "several faint signs together"

_Kind = tuple[int, Harm, frozenset[str], frozenset[str]]


def _kind(points: int, harm: Harm, words: str, beginnings: str = "") -> _Kind:
    return points, harm, frozenset(words.split()), frozenset(beginnings.split())


KINDS: Mapping[str, _Kind] = {
    "force": _kind(
        4,
        Harm.VIOLENCE,
        "corners cornered pinned tied chained trapped dragged dragging grabbed pulled held turns fire"
        " amarro amarra jalo jala arrastro encierra encerro obliga fuerza",
        "forc* lock* chok* punch* kick* slap* beat* strangl*",
    ),
    "threat": _kind(
        4,
        Harm.VIOLENCE,
        "hell theyll owe owes owed debt snitch revenge fingers dealer loanshark deuda debo amenaza amenazo",
        "threat* retaliat* blackmail* stalk*",
    ),
    "missing": _kind(
        5,
        Harm.VIOLENCE,
        "missing disappeared vanished unseen faltan desaparecio desaparecieron desaparecida"
        " desaparecido levantando",
        "kidnap*",
    ),
    "poison": _kind(6, Harm.SUICIDE, "bleach antifreeze poison pesticide cloro veneno raticida", "poison*"),
    "body": _kind(
        4,
        Harm.OVERDOSE,
        "wake waking wakes awake breathing fits convulsing shaking burns chills fever swollen vomiting pulse"
        " swallowed collapsed fainted limp unconscious narcans narcaned stomach chest despierta"
        " respira tiembla"
        " fiebre desmayo pulso convulsiona",
        "seizur* bleed* overdos* hallucinat*",
    ),
    "fear": _kind(
        3,
        Harm.VIOLENCE,
        "scared afraid terrified unsafe hide hiding escape desperate miedo escapar esconder ayuda auxilio",
    ),
    "end": _kind(
        3,
        Harm.SUICIDE,
        "goodbye farewell forever peaceful train bridge rope pills hopeless tired forgive sold tried happens"
        " adios perdon puente pastillas cansada cansado",
    ),
    "young": _kind(
        2,
        Harm.CHILD,
        "kid kids girl girls boy boys child teen teens baby daughter minor nina ninas chica chicas"
        " chavita hija hijo",
    ),
    "sex": _kind(
        3,
        Harm.VIOLENCE,
        "kiss kisses kissed touch touched naked undress nudes motel hotel apartment closet bathtub"
        " sex sexo besos"
        " desnuda cuarto",
        "masturbat* prostitut*",
    ),
    "other": _kind(
        2,
        Harm.VIOLENCE,
        "boyfriend girlfriend husband ex dealer pimp client john trick landlord guys men stranger"
        " van car truck po"
        " lady uncle stepdad novio esposo marido cliente tipo hombre hombres carro camioneta",
    ),
    "supply": _kind(
        2, Harm.OVERDOSE, "powder batch bag dope fent fentanyl line shot narcan narcans polvo bolsa chiva"
    ),
    "staff": _kind(
        2, Harm.STAFF, "volunteer nurse guard driver staff worker counselor security enfermera chofer guardia"
    ),
    "alone": _kind(
        2,
        Harm.VIOLENCE,
        "alone nobody noone night tonight tell secret sola solo nadie noche callar whatever done",
    ),
}


def faint_signs(tokens: Sequence[Token]) -> Hit | None:
    """A soft hit when kinds of signs add up near each other, under the harm of the weightiest; else None."""
    windows = (tokens[start : start + NEAR] for start in range(0, max(len(tokens) - NEAR // 2, 1), NEAR // 2))
    return next((hit for hit in map(_signs_in, windows) if hit), None)


def _signs_in(tokens: Sequence[Token]) -> Hit | None:
    found = {name: token for token in tokens for name in KINDS if _says(token, KINDS[name])}
    if sum(KINDS[name][0] for name in found) < ENOUGH:
        return None
    weightiest = max(found, key=lambda name: KINDS[name][0])
    said = " ".join(sorted({min(token.forms) for token in found.values()}))
    return Hit(KINDS[weightiest][1], LINE, said, is_soft=True)


def _says(token: Token, kind: _Kind) -> bool:
    _, _, words, beginnings = kind
    return bool(token.forms & words) or any(
        form.startswith(beginning[:-1]) for form in token.forms for beginning in beginnings
    )
