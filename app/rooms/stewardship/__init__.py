"""Stewardship: opening what people said, safe copies, themes, and what is held back."""

from app.rooms.stewardship.routes import router

__all__ = ["router"]
