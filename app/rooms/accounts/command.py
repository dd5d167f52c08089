"""``sayso accounts``: people of the workspace from the command line. It holds no circle's key."""

import argparse
import sys
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from app.db import open_database
from app.domain.errors import Refusal
from app.domain.ledger.leaves import PROGRAM
from app.domain.permissions import Role
from app.rooms.accounts.actions import NewAccount, add_account, end_account
from app.rooms.accounts.circle_lines import circle_lines
from app.rooms.accounts.circle_words import circle_words
from app.rooms.accounts.factors import start_again
from app.rooms.accounts.queries import find_account_by_name, list_colleagues
from app.rooms.accounts.role_words import role_words
from app.settings import Settings
from app.vault.accounts import WrappedAccount, new_wrapped_account
from app.vault.passphrases import make_passphrase
from app.web.house import OrganisationFacts, get_organisation_facts
from app.web.words import Sentence

HELP = "List, add or end the accounts of the workspace."


class Refused(Exception):
    """Said on stderr in one line; exit status 1."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``list``, ``circles``, ``add NAME --role ROLE``, ``revoke NAME``, ``reset-factor NAME``."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="{list,circles,add,revoke,reset-factor}")
    acts.add_parser("list", help="names, roles, and who waits for a key")
    acts.add_parser("circles", help="who holds which key, and which must be changed")
    adding = acts.add_parser("add", help="a new account; its passphrase is printed once")
    adding.add_argument("name", metavar="NAME", help="sign-in name: small letters, numbers, hyphens")
    adding.add_argument(
        "--role", dest="roles", action="append", required=True, choices=[role.value for role in Role]
    )
    adding.add_argument("--display-name", default="", help="name for colleagues (default: NAME)")
    adding.add_argument("--title", default="", help="title that the public sees under an answer")
    reset = acts.add_parser(
        "reset-factor", help="take a lost second factor away; the next sign-in sets up a new one"
    )
    reset.add_argument("name", metavar="NAME")
    ending = acts.add_parser("revoke", help="end an account: no more sign-in")
    ending.add_argument("name", metavar="NAME")


def run(args: argparse.Namespace) -> int:
    """Do it in one transaction."""
    # Slow work first: no transaction waits for argon2id.
    passphrase = make_passphrase() if args.act == "add" else ""
    wrapped = new_wrapped_account(passphrase) if passphrase else None
    database = open_database(Settings())
    try:
        with database.write() as session:
            facts = get_organisation_facts(session)
            if not facts.is_founded:
                raise Refused("There is no organisation yet: finish the set-up first.")
            lines = _act(session, args, wrapped, facts)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    except Refusal as refusal:
        print(Sentence(refusal.key, refusal.facts).words("en"), file=sys.stderr)
        return 1
    finally:
        database.close()
    print("\n".join([*lines, passphrase] if passphrase else lines))
    return 0


def _act(
    session: Session, args: argparse.Namespace, wrapped: WrappedAccount | None, facts: OrganisationFacts
) -> list[str]:
    today = facts.today(datetime.now(UTC))
    if wrapped is not None:
        roles = frozenset(Role(role) for role in args.roles)
        new = NewAccount(args.name, args.display_name or args.name, args.title, roles, wrapped)
        add_account(session, new, circle_keys={}, by=PROGRAM, today=today)
        return ["Written nowhere else. Whoever holds the keys gives them at the desk, under “My account”."]
    if args.act in ("list", "circles"):
        return _list(session) if args.act == "list" else circle_lines(session)
    account = find_account_by_name(session, args.name)
    if account is None:
        raise Refused("Nobody who signs in has this name.")
    if args.act == "reset-factor":
        start_again(session, account, by=PROGRAM, today=today)
        return [f"{account.name}: sets up a new second factor at the next sign-in"]
    end_account(session, account, by=PROGRAM, today=today)
    return [f"{account.name}: ended"]


def _list(session: Session) -> list[str]:
    lines = []
    for colleague in list_colleagues(session):
        state = "" if colleague.account.is_active else "\tended"
        waits = f"\twaits for: {circle_words(colleague.waits_for)}" if colleague.waits_for else ""
        lines.append(f"{colleague.account.name}\t{role_words(colleague.roles)}{state}{waits}")
    return lines
