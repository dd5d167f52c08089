"""The forms of the accounts room."""

from pydantic import Field

from app.domain.permissions import Role
from app.web.forms import FormModel


class SignInForm(FormModel):
    """A sign-in name and a passphrase."""

    name: str = Field(min_length=1, max_length=80)
    passphrase: str = Field(min_length=1, max_length=500)
    next: str = Field(default="", max_length=300)


class AgainForm(FormModel):
    """The passphrase once more, and where to go afterwards."""

    passphrase: str = Field(min_length=1, max_length=500)
    next: str = Field(default="", max_length=300)


class AccountForm(FormModel):
    """Someone new. The passphrase is made by the program."""

    name: str = Field(min_length=1, max_length=40)
    display_name: str = Field(min_length=1, max_length=80)
    public_title: str = Field(default="", max_length=80)
    roles: list[Role] = Field(default=[])


class RolesForm(FormModel):
    """Exactly these roles from now on."""

    roles: list[Role] = Field(default=[])


class PassphraseForm(FormModel):
    """The passphrase until now, the new one typed back, and the new one as it was concealed in the page."""

    current: str = Field(min_length=1, max_length=500)
    again: str = Field(min_length=1, max_length=500)
    made: str = Field(min_length=1, max_length=1000)


class EndSessionForm(FormModel):
    """Which session to end: the hexadecimal name of its row, or ``others``."""

    which: str = Field(min_length=1, max_length=100)
