"""The ``sayso`` command: one module a subcommand, imported only when it is asked for."""

import argparse
import importlib
import sys
from collections.abc import Sequence
from typing import NoReturn

# Each module has `HELP: str`, `add_arguments(parser) -> None` and `run(args) -> int`
# (0 done, 1 refused or not true, 2 wrong use; errors on stderr in one line).
COMMANDS = {
    "serve": "app.serving",
    "demo": "app.demo.command",
    "migrate": "app.migrate",
    "tick": "app.ticking",
    "recover": "app.rooms.safekeeping.recover_command",
    "purge": "app.rooms.safekeeping.purge_command",
    "backup": "app.rooms.safekeeping.backup_command",
    "restore": "app.rooms.safekeeping.restore_command",
    "accounts": "app.rooms.accounts.command",
    "import": "app.rooms.feedback.import_command",
    "count": "app.rooms.ballots.count_command",
    "cards": "app.rooms.ballots.cards_command",
    "verify": "app.verifier.command",
}


class OneLineParser(argparse.ArgumentParser):
    """Says what is wrong in one line, without the usage before it."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand and return its exit status."""
    words = list(sys.argv[1:] if argv is None else argv)
    name = words[0] if words else ""
    if name not in COMMANDS:
        stream = sys.stdout if name in ("-h", "--help") else sys.stderr
        print(f"usage: sayso {{{'|'.join(COMMANDS)}}} [--help]", file=stream)
        return 0 if stream is sys.stdout else 2
    module = importlib.import_module(COMMANDS[name])
    parser = OneLineParser(prog=f"sayso {name}", description=module.HELP)
    module.add_arguments(parser)
    try:
        args = parser.parse_args(words[1:])
    except SystemExit as stop:
        return int(stop.code or 0)
    status: int = module.run(args)
    return status


if __name__ == "__main__":
    sys.exit(main())
