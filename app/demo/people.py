"""The invented people who sign in, all with one passphrase that everybody knows."""

from app.domain.permissions import Role
from app.rooms.accounts.actions import NewAccount
from app.vault.accounts import new_wrapped_account
from app.vault.derivation import ACCOUNT_COST, Cost

PASSPHRASE = "corner light demo"  # noqa: S105  # printed on purpose: nothing in the demonstration is private

_MEMBER = frozenset({Role.BOARD_MEMBER})
PEOPLE: dict[str, tuple[str, str, frozenset[Role]]] = {
    "steward": ("Steward", "Feedback steward", frozenset({Role.STEWARD})),
    "responder": ("Responder", "Program manager", frozenset({Role.RESPONDER})),
    "chair": ("Ms. Tee", "Co-chair of the board", _MEMBER | {Role.CHAIR}),
    "secretary": ("Hanna", "Secretary of the board", _MEMBER | {Role.SECRETARY}),
    "member1": ("Rook", "Board member", _MEMBER),
    "member2": ("Luz", "Board member", _MEMBER),
    "member3": ("Deac", "Board member", _MEMBER),
    "member4": ("Quill", "Board member", _MEMBER),
    "member5": ("J. Marsh", "Co-chair of the board", _MEMBER),
    "member6": ("P. Oyelaran", "Board member", _MEMBER),
    "director": ("Director", "Executive director", frozenset({Role.DIRECTOR})),
    "administrator": ("Administrator", "Administrator", frozenset({Role.ADMINISTRATOR})),
    "outside": ("Outside reader", "Reader from outside", frozenset({Role.OUTSIDE_READER})),
    "teller1": ("First teller", "First teller", frozenset({Role.TELLER})),
    "teller2": ("Second teller", "Second teller", frozenset({Role.TELLER})),
}


def new_people(cost: Cost = ACCOUNT_COST) -> tuple[NewAccount, ...]:
    """Their accounts, each with a key pair of its own."""
    return tuple(
        NewAccount(name, display, title, roles, new_wrapped_account(PASSPHRASE, cost=cost))
        for name, (display, title, roles) in PEOPLE.items()
    )
