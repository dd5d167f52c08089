"""The application as tests serve it in a process of its own: the real thing at a small argon2 cost."""

import os
from datetime import datetime, timedelta

from starlette.types import ASGIApp

from app.main import create_app
from app.serving import quiet_logging, settle
from app.settings import Settings
from app.vault.derivation import ACCOUNT_COST, RECEIPT_COST
from tests.support.organisation import CHEAP


def application() -> ASGIApp:
    """For uvicorn: ``SAYSO_TEST_NOW`` stops the clock, ``SAYSO_TEST_COST=full`` asks for real work."""
    quiet_logging()
    stopped = os.environ.get("SAYSO_TEST_NOW")
    clock = (lambda: datetime.fromisoformat(stopped) + timedelta()) if stopped else None
    is_full = os.environ.get("SAYSO_TEST_COST") == "full"
    costs = (RECEIPT_COST, ACCOUNT_COST) if is_full else (CHEAP, CHEAP)
    app = create_app(Settings(), clock=clock, costs=costs)
    settle()
    return app
