"""Every route of the application with what its form may hold, read from the routers themselves."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, get_args, get_origin

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.main import DESK_ROUTERS, PUBLIC_ROUTERS
from app.models.answers import Answer
from app.models.ballots import Ballot
from app.models.board import BoardSeat, Meeting, Motion, Term
from app.models.cards import CardBatch
from app.models.decisions import Decision, Policy
from app.models.feedback import Thread
from app.models.organisation import IntakeText
from app.models.people import Account
from app.models.proposals import Proposal
from app.web.forms import FormModel


@dataclass(frozen=True)
class Door:
    """One method of one address. ``fields``: what its forms declare; ``is_desk``: in the workspace."""

    method: str
    path: str
    name: str
    fields: dict[str, Any]  # Any: pydantic's own field description
    is_desk: bool

    @property
    def parameters(self) -> list[str]:
        """The names in its address."""
        pieces = [piece.split("}")[0] for piece in self.path.split("{")[1:]]
        return [piece.split(":")[0] for piece in pieces]

    def at(self, values: dict[str, str]) -> str:
        """The address with these values in it."""
        path = self.path.replace(":int}", "}").replace(":path}", "}")
        for name in self.parameters:
            path = path.replace(f"{{{name}}}", values[name])
        return path

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def all_doors() -> list[Door]:
    """The doors of every room, in the order of the routers."""
    public = [door for router in PUBLIC_ROUTERS for door in _of(router, is_desk=False)]
    desk = [door for router in DESK_ROUTERS for door in _of(router, is_desk=True)]
    return [*public, *desk]


def desk_doors(method: str = "") -> list[Door]:
    """Those of the workspace."""
    return [door for door in all_doors() if door.is_desk and door.method in (method or door.method)]


def options_of(field: Any) -> list[str]:  # Any: pydantic's own field description
    """What a field with a closed choice may hold."""
    inner = get_args(field.annotation) or (field.annotation,)
    return [option.value for kind in inner if hasattr(kind, "__members__") for option in kind]


def is_repeated(field: Any) -> bool:  # Any: pydantic's own field description
    """Whether the field is a list."""
    return get_origin(field.annotation) is list


def known_values(session: Session) -> dict[str, str]:
    """For the beginning of each kind of address, something that is really there."""
    by_ref = {
        "/desk/feedback/": Thread,
        "/desk/answers/": Answer,
        "/desk/meetings/": Meeting,
        "/desk/motions/": Motion,
        "/desk/decisions/motions/": Motion,
        "/desk/decisions/": Decision,
        "/desk/proposals/": Proposal,
        "/desk/board/seats/": BoardSeat,
        "/desk/board/terms/": Term,
        "/desk/ballots/": Ballot,
        "/ballots/": Ballot,
        "/desk/cards/": CardBatch,
        "/answers/": Answer,
        "/proposals/": Proposal,
        "/decisions/": Decision,
        "/policies/": Policy,
        "/board/meetings/": Meeting,
    }
    found = {start: session.scalar(select(table.ref).limit(1)) for start, table in by_ref.items()}
    # The last account is nobody's who walks here: whatever is done to it, the others still sign in.
    last = session.scalar(select(Account.id).order_by(Account.id.desc()).limit(1))
    found["/desk/people/"] = found["/desk/keys/"] = str(last)
    found["/desk/texts/"] = str(session.scalar(select(IntakeText.id).limit(1)))
    return {start: value for start, value in found.items() if value}


def real_values(door: Door, known: dict[str, str]) -> dict[str, str]:
    """Values for the door's address: something that is there where we know of it, else a likely one."""
    starts = sorted((start for start in known if door.path.startswith(start)), key=len)
    values = {"number": "1", "item": "1", "kind": "help", "act": "open", "index": "0", "old": "1", "new": "2"}
    for name in door.parameters:
        if name in ("ref", "account_id", "text_id") and starts:
            values[name] = known[starts[-1]]
        values.setdefault(name, "X-000000")
    return values


def _of(router: Any, *, is_desk: bool) -> Iterator[Door]:  # Any: FastAPI's routers and what they include
    for route in router.routes:
        if not hasattr(route, "dependant"):
            yield from _of(route.original_router, is_desk=is_desk)
            continue
        fields = {key: field for model in _forms(route.dependant) for key, field in _fields(model)}
        for method in sorted(route.methods):
            yield Door(method, route.path, route.name, fields, is_desk)


def _fields(model: type[FormModel]) -> Iterator[tuple[str, Any]]:  # Any: as above
    for name, field in model.model_fields.items():
        yield field.alias or name, field


def _forms(dependant: Any) -> Iterator[type[FormModel]]:  # Any: FastAPI's own tree of dependencies
    for inner in dependant.dependencies:
        yield from _forms(inner)
    call: Callable[..., Any] | None = dependant.call
    for cell in getattr(call, "__closure__", None) or ():
        held = cell.cell_contents
        if isinstance(held, type) and issubclass(held, FormModel):
            yield held
