"""`/ledger` for eyes, and beside it what programs check: head, leaves, hashes, proofs, the verifier."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from app.domain.errors import NotFound
from app.domain.ledger.heads import to_record
from app.rooms.ledger import queries
from app.rooms.ledger.page import ledger_page
from app.verifier.archive import verify_pyz
from app.verifier.site import LEAVES_A_PAGE
from app.web.render import render
from app.web.requests import Machine, ReadSession

router = APIRouter()

_MOST = 2**31 - 1
InPath = Annotated[int, Path(ge=0, le=_MOST)]
InQuery = Annotated[int, Query(ge=0, le=_MOST)]


@router.get("/ledger", name="ledger")
def show_ledger(request: Request, session: ReadSession, machine: Machine) -> HTMLResponse:
    """What the ledger is, what was done lately, and how to check it."""
    address = request.app.state.settings.effective_base_url
    return render(request, "ledger/page.html", ledger_page(session, machine, address=address))


@router.get("/ledger/head.json", name="ledger_head")
def head(session: ReadSession, machine: Machine) -> Response:
    """The key, every signed head, and the tree as it is now."""
    current = queries.get_state(session)
    return JSONResponse(
        {
            "key": machine.ledger_public.hex(),
            "heads": [to_record(signed) for signed in queries.list_heads(session)],
            "current": {"size": current.size, "root": current.root.hex()},
        }
    )


@router.get("/ledger/leaves.jsonl", name="ledger_leaves")
def leaf_lines(session: ReadSession, start: InQuery = 0, end: InQuery = _MOST) -> Response:
    """A page of leaves, one a line, each line the very bytes that are hashed."""
    bodies = queries.list_leaf_bodies(session, start, min(end, start + LEAVES_A_PAGE))
    return Response(b"".join(body + b"\n" for body in bodies), media_type="application/jsonl")


@router.get("/ledger/nodes.bin", name="ledger_nodes")
def stored_hashes(session: ReadSession, start: InQuery = 0, end: InQuery = _MOST) -> Response:
    """For a page of leaves the stored hashes that they completed, 32 bytes each, level by level."""
    hashes = queries.list_stored_hashes(session, start, min(end, start + LEAVES_A_PAGE))
    return Response(b"".join(hashes), media_type="application/octet-stream")


@router.get("/ledger/proof/{index}.json", name="ledger_proof")
def inclusion_proof(session: ReadSession, index: InPath, size: InQuery | None = None) -> Response:
    """The proof that a leaf is in the tree of `size` leaves, by default the tree as it is now."""
    now = queries.get_size(session)
    of = now if size is None else size
    leaf = queries.find_leaf_hash(session, index)
    if leaf is None or not index < of <= now:
        raise NotFound("not_found")
    path = queries.list_inclusion_path(session, index, of)
    return JSONResponse(
        {"index": index, "size": of, "leaf": leaf.hex(), "path": [step.hex() for step in path]}
    )


@router.get("/ledger/consistency/{old}/{new}.json", name="ledger_consistency")
def consistency_proof(session: ReadSession, old: InPath, new: InPath) -> Response:
    """The proof that the tree of `new` leaves only added to the tree of `old`."""
    if not old <= new <= queries.get_size(session):
        raise NotFound("not_found")
    path = queries.list_consistency_path(session, old, new)
    return JSONResponse({"old": old, "new": new, "path": [step.hex() for step in path]})


@router.get("/verify.pyz", name="verify_pyz")
def verifier() -> Response:
    """The program that checks all this with nothing but Python."""
    headers = {"Content-Disposition": 'attachment; filename="verify.pyz"'}
    return Response(verify_pyz(), media_type="application/zip", headers=headers)
