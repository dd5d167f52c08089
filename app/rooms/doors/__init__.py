"""The doors of the house: health, static files, the way out."""

from app.rooms.doors.routes import router

__all__ = ["router"]
