"""Makes one photo anew: bytes on standard input, a plain JPEG on standard output. Run as a file of its own.

Only pixels cross from the old picture to the new one. The process may not write a file, and dies of too
much memory or time; whatever goes wrong ends with the exit status ``REFUSED``.
"""

import contextlib
import io
import resource
import sys
from typing import BinaryIO, Final

from PIL import Image, ImageOps, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

REFUSED: Final = 3
FORMATS: Final = tuple(
    plugin.format
    for plugin in (
        JpegImagePlugin.JpegImageFile,
        PngImagePlugin.PngImageFile,
        WebPImagePlugin.WebPImageFile,
    )
)
LONGEST_SIDE: Final = 1500
MOST_PIXELS: Final = 64_000_000
"""Of a JPEG, which is decoded at a smaller size."""
MOST_PIXELS_WHOLE: Final = 25_000_000
"""Of a format that must be decoded whole."""
MEMORY_BYTES: Final = 400_000_000
CPU_SECONDS: Final = 8
QUALITY: Final = 80


class NotAPhoto(Exception):
    """Not one of the three formats, broken, or too large."""


def limit_myself() -> None:
    """Bounded memory and time, no file written, no memory image left behind."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def made_anew(upload: BinaryIO) -> memoryview:
    """A JPEG of the first frame, upright, in sRGB, without anything but its pixels. Closes ``upload``."""
    picture, profile = _made_small(upload)
    picture = _in_srgb(picture, profile)
    # A fresh picture of the bare pixels: what hangs on the old one (EXIF, XMP, comments) stays behind.
    fresh = Image.new("RGB", picture.size)
    fresh.paste(picture)
    del picture  # and with it half of the memory
    made = io.BytesIO()
    fresh.save(made, "JPEG", quality=QUALITY, optimize=True)
    return made.getbuffer()


def _made_small(upload: BinaryIO) -> tuple[Image.Image, bytes | None]:
    with upload, Image.open(upload, formats=FORMATS) as image:
        width, height = image.size
        is_jpeg = image.format in ("JPEG", "MPO")
        if width * height > (MOST_PIXELS if is_jpeg else MOST_PIXELS_WHOLE):
            raise NotAPhoto
        profile = image.info.get("icc_profile")
        # Made small first, by the decoder itself where it can: the rest then costs little. It stops above
        # the smaller of both ratios, so that it must be asked for this picture's own shape.
        longest = max(width, height)
        image.draft("RGB", (width * LONGEST_SIDE // longest or 1, height * LONGEST_SIDE // longest or 1))
        small = _in_plain_channels(image)
        small.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=2.0)
        return _upright(small), profile


def _in_plain_channels(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I;16") or image.mode == "I":
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return image if image.mode in ("L", "RGB", "RGBA", "CMYK") else image.convert("RGBA")


def _upright(image: Image.Image) -> Image.Image:
    # A broken EXIF block, or a missing end, costs the orientation, not the photo.
    with contextlib.suppress(Exception):
        ImageOps.exif_transpose(image, in_place=True)
    image.load()
    return image


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if image.mode == "RGBA":
        paper = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(paper, image).convert("RGB")
    if profile:
        with contextlib.suppress(Exception):
            from PIL import ImageCms

            ours = ImageCms.createProfile("sRGB")
            theirs = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return ImageCms.profileToProfile(image, theirs, ours, outputMode="RGB") or image.convert("RGB")
    return image if image.mode == "RGB" else image.convert("RGB")


def main() -> int:
    """0 with the new photo on standard output, else ``REFUSED`` and nothing."""
    limit_myself()
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    # Pillow would load its forty other formats to see whether one of them fits.
    Image._initialized = 2
    try:
        made = made_anew(io.BytesIO(sys.stdin.buffer.read()))
    except (Exception, MemoryError):
        return REFUSED
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
