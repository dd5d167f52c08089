"""What stands at the doors of the demonstration: a kiosk, and the photo that came with one voice."""

import io
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from app.demo.stage import Moment, Stage, on, week_of
from app.rooms.feedback.photos import make_anew_now
from app.rooms.stewardship.kiosks import add_kiosk

WITH_PHOTO = "F-024"
KIOSK_AT = "drop-in"


def moments_of_doors() -> Iterator[Moment]:
    """A kiosk is set up before the first voice comes by it."""
    yield Moment(on("2026-W33", 1), 0, _set_up_kiosk)


def photo_of(name: str) -> bytes | None:
    """The photo of the voice that has one, made anew as every photo is."""
    return make_anew_now(_alley()) if name == WITH_PHOTO else None


def _set_up_kiosk(stage: Stage, session: Session, now: datetime) -> None:
    add_kiosk(session, stage.actor("administrator"), place=KIOSK_AT, week=week_of(now))


def _alley() -> bytes:
    """Drawn, not taken: an alley at night with one lamp that is lit and one that is not."""
    from PIL import Image, ImageDraw, ImageFilter

    picture = Image.new("RGB", (900, 600), (24, 22, 34))
    draw = ImageDraw.Draw(picture)
    draw.polygon(((0, 600), (360, 320), (540, 320), (900, 600)), fill=(48, 46, 58))
    draw.polygon(((0, 0), (360, 200), (360, 320), (0, 600)), fill=(38, 32, 42))
    draw.polygon(((900, 0), (540, 200), (540, 320), (900, 600)), fill=(34, 30, 40))
    draw.ellipse((590, 150, 760, 320), fill=(255, 206, 110))
    picture = picture.filter(ImageFilter.GaussianBlur(26))
    draw = ImageDraw.Draw(picture)
    draw.line((675, 240, 675, 430), fill=(90, 84, 96), width=8)
    draw.ellipse((655, 215, 695, 255), fill=(255, 240, 200))
    draw.line((225, 240, 225, 470), fill=(70, 66, 78), width=9)
    draw.ellipse((203, 213, 247, 257), outline=(110, 104, 116), width=4)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()
