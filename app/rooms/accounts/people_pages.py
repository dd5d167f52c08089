"""What the templates about people are given."""

from collections.abc import Set
from dataclasses import dataclass, field

from app.models.people import Account
from app.rooms.accounts.circle_words import circle_words
from app.rooms.accounts.forms import AccountForm, RolesForm
from app.rooms.accounts.queries import Colleague
from app.rooms.accounts.role_words import role_options, role_words
from app.web.forms import Submitted
from app.web.languages import current


@dataclass(frozen=True)
class PersonRow:
    """One line of the list: roles and missing keys in words, and whether the reader can give them."""

    account: Account
    roles: str
    waits_for: str
    can_give: bool = False


@dataclass(frozen=True)
class PeoplePage:
    """Everybody; those whose account has ended stand last."""

    people: list[PersonRow]


@dataclass(frozen=True)
class PersonPage:
    """One person, or the form for a new one (``row`` is None)."""

    row: PersonRow | None
    chosen: frozenset[str]
    form: Submitted[AccountForm] | Submitted[RolesForm] | None = None
    is_myself: bool = False

    @property
    def options(self) -> list[tuple[str, str, str]]:
        """Every role with its name and what it does."""
        return role_options()

    def value(self, name: str) -> str:
        """What was typed into a field."""
        return self.form.value(name) if self.form else ""

    def error(self, name: str) -> str:
        """What is wrong with a field, or nothing."""
        sentence = self.form.errors.get(name) if self.form else None
        return sentence.words(current()) if sentence else ""

    @property
    def error_list(self) -> list[tuple[str, str]]:
        """For the summary above the form."""
        errors = self.form.errors if self.form else {}
        return [(name, sentence.words(current())) for name, sentence in errors.items()]


@dataclass(frozen=True)
class PassphrasePage:
    """A passphrase, shown once."""

    account: Account
    waits_for: str
    passphrase: str = field(repr=False)


def row_of(colleague: Colleague, givable: Set[int]) -> PersonRow:
    """The line of a colleague; ``givable`` are the accounts whose keys the reader holds."""
    account = colleague.account
    return PersonRow(
        account, role_words(colleague.roles), circle_words(colleague.waits_for), account.id in givable
    )
