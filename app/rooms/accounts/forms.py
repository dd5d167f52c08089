"""The forms of the accounts room."""

from pydantic import Field

from app.domain.permissions import Role
from app.web.forms import FormModel

LONGEST_CODE = 100


class SignInForm(FormModel):
    """A sign-in name and a passphrase; when the door is crowded, a paper code opens it."""

    name: str = Field(min_length=1, max_length=80)
    passphrase: str = Field(min_length=1, max_length=500)
    code: str = Field(default="", max_length=LONGEST_CODE)
    next: str = Field(default="", max_length=300)


class FactorForm(FormModel):
    """A code of the app or from paper, or a passkey's answer (JSON), and where to go afterwards."""

    code: str = Field(default="", max_length=LONGEST_CODE)
    passkey: str = Field(default="", max_length=20_000)
    next: str = Field(default="", max_length=300)


class AgainForm(FactorForm):
    """The same with the passphrase once more."""

    passphrase: str = Field(min_length=1, max_length=500)


class AppForm(FormModel):
    """The secret as it was concealed in the page, a code that proves it, and the passphrase that locks it."""

    made: str = Field(min_length=1, max_length=1000)
    code: str = Field(min_length=1, max_length=LONGEST_CODE)
    passphrase: str = Field(min_length=1, max_length=500)


class PasskeyForm(FormModel):
    """What its owner calls it, and the browser's answer (JSON)."""

    label: str = Field(min_length=1, max_length=40)
    passkey: str = Field(min_length=1, max_length=20_000)


class WhichFactorForm(FormModel):
    """``app``, or a passkey by its hexadecimal id."""

    which: str = Field(min_length=1, max_length=3000)


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
