"""Forms that bring files: a file is kept only as far as any is wanted, the words beside it always."""

from fastapi import Request
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser

from app.web.headers import BodyTooLarge

LONGEST_FILE = 8_000_000
"""Bytes of a file that may be wanted. One byte more is kept, so that a longer one shows that it is."""


class WordsKept(MultiPartParser):
    """Drops what a file has beyond ``LONGEST_FILE``, and counts all that is not a file against one limit."""

    _of_words = 0

    def on_part_begin(self) -> None:
        """The next part: nothing of its file yet."""
        super().on_part_begin()
        self._of_file = 0

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        """As Starlette's, within our two limits."""
        if self._current_part.file is None:
            self._of_words += end - start
            if self._of_words > self.max_part_size:
                raise BodyTooLarge
        else:
            end = min(end, start + LONGEST_FILE + 1 - self._of_file)
            self._of_file += end - start
        if start < end:
            super().on_part_data(data, start, end)


async def read_parts(request: Request, *, max_fields: int, largest: int) -> FormData:
    """The form of a body in parts, kept on the request as ``request.form()`` keeps it."""
    if request._form is None:  # where Starlette itself looks for it the next time
        parser = WordsKept(
            request.headers, request.stream(), max_files=4, max_fields=max_fields, max_part_size=largest
        )
        try:
            request._form = await parser.parse()
        except MultiPartException as fault:
            raise HTTPException(400, fault.message) from fault
    return request._form
