"""The least that takes a form and stores it: one FastAPI route, one row committed, a page of its size."""

import os
import secrets
from collections.abc import Iterator
from typing import Annotated

import anyio.to_thread
from fastapi import Depends, FastAPI, Request
from sqlalchemy import text
from starlette.responses import HTMLResponse, PlainTextResponse

from app.db import Database, WriteSession, open_database
from app.settings import Settings

SEALED = 1072


def application() -> FastAPI:
    """For uvicorn; ``SAYSO_TEST_PAGE`` is how many bytes it answers with."""
    settings = Settings()
    database = open_database(settings)
    page = "x" * int(os.environ.get("SAYSO_TEST_PAGE", "3000"))
    _make_table(database)
    app = FastAPI(openapi_url=None)

    @app.on_event("startup")
    async def same_threads() -> None:
        anyio.to_thread.current_default_thread_limiter().total_tokens = settings.threads

    async def form(request: Request) -> dict[str, str]:
        return {name: str(value) for name, value in (await request.form()).items()}

    def write() -> Iterator[WriteSession]:
        with database.write() as session:
            yield session

    @app.post("/vote")
    def vote(
        fields: Annotated[dict[str, str], Depends(form)],
        session: Annotated[WriteSession, Depends(write, scope="function")],
    ) -> HTMLResponse:
        row = {"key": secrets.token_bytes(32), "body": secrets.token_bytes(SEALED), "form": fields["ballot"]}
        session.execute(text("INSERT INTO bare (key, form, body) VALUES (:key, :form, :body)"), row)
        return HTMLResponse(page)

    @app.get("/healthz")
    def healthz() -> PlainTextResponse:
        return PlainTextResponse("ok")

    return app


def _make_table(database: Database) -> None:
    kinds = ("BLOB", "WITHOUT ROWID") if database.is_sqlite else ("BYTEA", "")
    made = (
        f"CREATE TABLE IF NOT EXISTS bare (key {kinds[0]} PRIMARY KEY, form TEXT, body {kinds[0]}) {kinds[1]}"
    )
    with database.write() as session:
        session.execute(text(made))
