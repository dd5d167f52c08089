"""The start page of the workspace: what waits for me, what is late, what is next."""

from app.rooms.desk.routes import router

__all__ = ["router"]
