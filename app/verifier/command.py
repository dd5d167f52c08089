"""``sayso verify`` of a ledger or a bundle, and the same as ``verify.pyz`` with nothing installed."""

import argparse
import sys
from pathlib import Path

from app.verifier.bundle_check import check_bundle
from app.verifier.bundle_file import NoBundle
from app.verifier.kept import read_kept_head, read_key
from app.verifier.ledger_check import Kept, check_ledger
from app.verifier.report import Report
from app.verifier.site import Site, Unreadable

HELP = (
    "Check a public ledger: its leaves, signed heads, proofs, and the open data that it commits to; "
    "or the bundle of one ballot: count it again."
)

_HOLDS, _DOES_NOT_HOLD, _WRONG_USE = 0, 1, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the ledger or the bundle is, and what to compare it with."""
    parser.add_argument(
        "target", metavar="BUNDLE.zip|URL", help="a ballot's bundle.zip, or the address of a Sayso"
    )
    parser.add_argument("--key", metavar="HEX", help="the public key, from a poster or minutes")
    parser.add_argument(
        "--head", metavar="HEAD", help="a head kept from elsewhere: SIZE:ROOT, JSON or a file with JSON"
    )


def run(args: argparse.Namespace) -> int:
    """Check and print each outcome; 0 when all holds, 1 when something does not, 2 for wrong use."""
    try:
        site = None if _is_bundle(args.target) else Site(args.target)
        if site is None and not Path(args.target).is_file():
            raise ValueError(f"There is no file {args.target!r}.")
        kept = Kept(
            key=read_key(args.key) if args.key else None,
            head=read_kept_head(args.head) if args.head else None,
        )
    except ValueError as error:
        return _refuse(str(error), _WRONG_USE)
    try:
        report = Report(_print)
        holds = check_ledger(site, report, kept) if site else check_bundle(Path(args.target), report, kept)
    except NoBundle as error:
        return _refuse(f"NO BUNDLE: {error}.", _DOES_NOT_HOLD)
    except Unreadable as error:
        return _refuse(f"NOT CHECKED to the end: {error}", _DOES_NOT_HOLD)
    return _HOLDS if holds else _DOES_NOT_HOLD


def main() -> int:
    """Entry of verify.pyz."""
    parser = argparse.ArgumentParser(prog="verify.pyz", description=HELP)
    add_arguments(parser)
    return run(parser.parse_args())


def _is_bundle(target: str) -> bool:
    return "://" not in target and (target.lower().endswith(".zip") or Path(target).is_file())


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _refuse(sentence: str, status: int) -> int:
    sys.stderr.write(sentence + "\n")
    return status
