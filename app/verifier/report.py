"""What was checked and how it came out, one line a check."""

from collections.abc import Callable, Iterable

Write = Callable[[str], object]
_NAMED_AT_MOST = 20


class Report:
    """Writes each outcome as it comes and remembers whether all of them held."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self.checks = 0
        self.failures = 0

    def check(self, holds: bool, sentence: str) -> bool:
        """One check: `sentence` says what was looked at, and holds or does not."""
        self.checks += 1
        self.failures += not holds
        self._line("ok    " if holds else "WRONG ", sentence)
        return holds

    def check_none(self, wrong: Iterable[str], sentence: str) -> bool:
        """One check over many things: holds when nothing is wrong, else each wrong thing is named."""
        named = list(wrong)
        self.check(not named, sentence)
        for line in named[:_NAMED_AT_MOST]:
            self.note(line)
        if len(named) > _NAMED_AT_MOST:
            self.note(f"and {len(named) - _NAMED_AT_MOST} more")
        return not named

    def note(self, sentence: str) -> None:
        """Something to read beside the outcomes."""
        self._line("      ", sentence)

    def conclude(self) -> bool:
        """Write the last line; True when every check held."""
        if self.failures:
            self._line("", f"{self.failures} of {self.checks} checks DO NOT HOLD.")
        else:
            self._line("", f"All {self.checks} checks hold.")
        return not self.failures

    def _line(self, mark: str, sentence: str) -> None:
        # The server's own words must not steer the reader's terminal.
        self._write(mark + "".join(letter if letter.isprintable() else "\ufffd" for letter in sentence))
