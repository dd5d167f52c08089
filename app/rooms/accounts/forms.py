"""The forms of the accounts room."""

from pydantic import Field

from app.web.forms import FormModel


class SignInForm(FormModel):
    """A sign-in name and a passphrase."""

    name: str = Field(min_length=1, max_length=80)
    passphrase: str = Field(min_length=1, max_length=500)
    next: str = Field(default="", max_length=300)


class AccountForm(FormModel):
    """Someone new. The passphrase is made by the program."""

    name: str = Field(min_length=1, max_length=40)
    display_name: str = Field(min_length=1, max_length=80)
    public_title: str = Field(default="", max_length=80)
    roles: list[str] = Field(min_length=1)


class RolesForm(FormModel):
    """Exactly these roles from now on."""

    roles: list[str] = Field(default=[])
