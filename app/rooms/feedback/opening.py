"""What happens to a typed code before any transaction: the work of its keys, the same for every code."""

from dataclasses import dataclass, field, replace
from typing import Annotated

from fastapi import Depends, Request

from app.domain.errors import InvalidInput, TooMany
from app.rooms.feedback.form_marks import FormMark, mark_of
from app.rooms.feedback.forms import ReceiptForm
from app.rooms.feedback.photos import make_anew
from app.vault.boxes import KeyPair
from app.vault.derivation import Cost
from app.vault.receipts import MalformedCode, derive_receipt, normalise_code, spend_equal_time
from app.web.forms import Submitted
from app.web.requests import Machine, Now, argon_costs, argon_lane
from app.web.uploads import Upload, WithFile, form_with_file
from app.web.words import Sentence


@dataclass(frozen=True)
class Opening:
    """``lookup`` finds a receipt's row or none; ``code`` and ``keys`` are there for a whole code only."""

    form: Submitted[ReceiptForm]
    lookup: bytes = field(default=b"", repr=False)
    code: str = field(default="", repr=False)
    keys: KeyPair | None = field(default=None, repr=False)
    mark: FormMark | None = None
    photo: bytes | None = field(default=None, repr=False)
    status: int = 422

    @property
    def acts(self) -> bool:
        """True when the form asks for more than a look."""
        return self.form.data is not None and self.form.data.act is not None


async def open_code(
    request: Request,
    sent: Annotated[WithFile[ReceiptForm], Depends(form_with_file(ReceiptForm, "photo"))],
    now: Now,
    machine: Machine,
) -> Opening:
    """Never raises for what was typed, nor when too many come at once."""
    form = sent.form
    typed = form.value("code")
    if not typed.strip():
        return Opening(form)
    cost, _ = argon_costs(request)
    try:
        opening = await argon_lane(request).in_argon(_derive, typed, machine.pepper, cost)
    except TooMany as busy:
        errors = {"form": Sentence(busy.key, busy.facts)}
        return Opening(replace(form, data=None, errors=errors), status=429)
    if opening.keys is None:
        return replace(opening, form=form.refused(MalformedCode()))
    opening = _marked(replace(opening, form=form), machine.form_key, now)
    return await _with_photo(request, opening, sent.upload)


Opened = Annotated[Opening, Depends(open_code)]


async def _with_photo(request: Request, opening: Opening, upload: Upload | None) -> Opening:
    if upload is None or opening.form.data is None:
        return opening
    try:
        if not opening.form.data.reply:
            raise InvalidInput("photo.needs_words", field="photo")
        return replace(opening, photo=await make_anew(request, upload))
    except InvalidInput as refusal:
        return replace(opening, form=opening.form.refused(refusal))


def _derive(typed: str, pepper: bytes, cost: Cost) -> Opening:
    nothing: Submitted[ReceiptForm] = Submitted(None, {}, {})
    try:
        code = normalise_code(typed)
    except MalformedCode:
        return Opening(nothing, spend_equal_time(typed, pepper, cost=cost))
    found = derive_receipt(code, pepper, cost=cost)
    return Opening(nothing, found.lookup, code, found.keys)


def _marked(opening: Opening, form_key: bytes, now: Now) -> Opening:
    # A program that is not ours may send no token; a form of ours that has one is never done twice.
    if not opening.acts or not opening.form.value("token"):
        return opening
    try:
        mark = mark_of(form_key, opening.form.typed, now)
        mark.require_fresh()
    except InvalidInput as refusal:
        return replace(opening, form=opening.form.refused(refusal))
    return replace(opening, mark=mark)
