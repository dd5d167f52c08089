"""The least that can be served: one Starlette route that gives the bytes of a file."""

import os
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route


def application() -> Starlette:
    """For uvicorn: the file is named by ``SAYSO_TEST_BYTES``."""
    body = Path(os.environ["SAYSO_TEST_BYTES"]).read_bytes()

    async def page(request: Request) -> Response:
        return Response(body, media_type="text/html", headers={"Content-Encoding": "gzip"})

    async def healthz(request: Request) -> Response:
        return PlainTextResponse("ok")

    return Starlette(routes=[Route("/", page), Route("/healthz", healthz)])
