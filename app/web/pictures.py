"""Answering with a photo that somebody sent: it is kept nowhere, and whatever reads it runs nothing."""

from starlette.responses import Response

from app.web.headers import PICTURE_POLICY


def picture(jpeg: bytes) -> Response:
    """The photo as an image, with a name that says nothing."""
    headers = {
        "Cache-Control": "no-store",
        "Content-Disposition": 'inline; filename="photo.jpg"',
        "Content-Security-Policy": PICTURE_POLICY,
    }
    return Response(jpeg, media_type="image/jpeg", headers=headers)
