"""Who is asking: an account with its roles and, for this session only, its keys."""

from dataclasses import dataclass, field
from datetime import datetime

from app.domain.errors import NotAllowed, SecondFactorNeeded
from app.domain.permissions import Permission, Role
from app.vault.boxes import CannotOpen


@dataclass(frozen=True)
class Actor:
    """A signed-in account. ``circle_keys`` maps a circle row's id to its private key.

    ``withheld``: permissions of its roles that wait for a second factor. ``is_strong``: this session was
    opened with one. ``proved_at``: when the person last showed who they are.
    """

    account_id: int
    name: str
    display_name: str
    public_title: str
    roles: frozenset[Role]
    permissions: frozenset[Permission]
    circle_keys: dict[int, bytes] = field(default_factory=dict, repr=False)
    private_key: bytes = field(default=b"", repr=False)
    csrf_token: str = field(default="", repr=False)
    withheld: frozenset[Permission] = frozenset()
    is_strong: bool = True
    proved_at: datetime | None = None

    def may(self, permission: Permission) -> bool:
        """True when a role of this account carries the permission and this session may use it."""
        return permission in self.permissions

    def require(self, permission: Permission) -> None:
        """Raise ``NotAllowed`` unless ``may``; ``SecondFactorNeeded`` where only the factor is missing."""
        if permission in self.withheld:
            raise SecondFactorNeeded
        if not self.may(permission):
            raise NotAllowed("not_allowed")

    def require_second_factor(self) -> None:
        """Raise ``SecondFactorNeeded`` in a session that was opened by a passphrase alone."""
        if not self.is_strong:
            raise SecondFactorNeeded

    def key_of_circle(self, circle_id: int) -> bytes:
        """The circle's private key, or ``CannotOpen`` for one who is not in it."""
        try:
            return self.circle_keys[circle_id]
        except KeyError:
            raise CannotOpen from None

    @property
    def signature(self) -> str:
        """How this account signs what it publishes: its title, never its sign-in name."""
        return self.public_title or self.display_name
