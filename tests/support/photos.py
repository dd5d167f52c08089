"""Photos for tests, made on the spot: honest ones, telling ones, broken ones and hostile ones."""

import io
import secrets
import struct
import zlib
from collections.abc import Iterator
from functools import cache

from PIL import Image, ImageCms, ImageDraw
from PIL.PngImagePlugin import PngInfo

NEEDLE = b"zqkestrelphoto"
_EXIF = {
    0x010F: "MAKER",  # make
    0x0110: "MODEL",
    0x0131: "SOFTWARE",
    0x013B: "ARTIST",
    0x8298: "COPYRIGHT",
    0x0132: "2026:11:20 22:10:00",
    0x010E: "DESCRIPTION",
}


@cache
def scene(width: int = 320, height: int = 200, mode: str = "RGB") -> Image.Image:
    """A picture with its top left quarter red, so that turning it shows."""
    image = Image.new("RGB", (width, height), "white")
    ImageDraw.Draw(image).rectangle((0, 0, width // 2, height // 2), fill="red")
    return image.convert(mode)


def saved(image: Image.Image, kind: str, **more: object) -> bytes:
    """The file's bytes."""
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def jpeg(width: int = 320, height: int = 200, **more: object) -> bytes:
    """An honest JPEG."""
    return saved(scene(width, height), "JPEG", **more)


def noise(width: int, height: int) -> bytes:
    """A JPEG that cannot be made small: as heavy as a real one, different each time, and telling."""
    rows = Image.frombytes("RGB", (width // 4, height // 4), secrets.token_bytes(width * height * 3 // 16))
    return saved(rows.resize((width, height)), "JPEG", quality=90, exif=exif(6), comment=NEEDLE)


def pieces(photo: bytes, *, size: int = 24) -> list[bytes]:
    """Stretches of its bytes, from the beginning of the pixels to their end."""
    step = max(size, (len(photo) - 1000) // 7)
    return [photo[at : at + size] for at in range(1000, len(photo) - size, step)]


def exif(orientation: int = 1, *, gps: bool = True) -> bytes:
    """A block that tells who, with what, when and where; each text carries the needle."""
    block = Image.Exif()
    for tag, words in _EXIF.items():
        block[tag] = words if tag == 0x0132 else f"{words} {NEEDLE.decode()}"
    block[0x0112] = orientation
    if gps:
        place = block.get_ifd(0x8825)
        place |= {1: "N", 2: (38.0, 53.0, 23.0), 3: "W", 4: (77.0, 0.0, 32.0), 29: "2026:11:20"}
    return block.tobytes()


def xmp() -> bytes:
    """An XMP packet with the needle in it."""
    return b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><who>' + NEEDLE + b"</who></x:xmpmeta>"


def profile(name: str = "sRGB") -> bytes:
    """An ICC profile that carries the needle in its padding."""
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile(name)).tobytes()
    return made + NEEDLE


def chunk(kind: bytes, data: bytes) -> bytes:
    """A PNG chunk with its sum."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_of_size(width: int, height: int, data: bytes = b"", *, depth: int = 8, colour: int = 2) -> bytes:
    """A PNG that says how large it is; its data may be anything."""
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def segments_of(photo: bytes) -> list[int]:
    """The markers of a JPEG up to its pixels; ``ValueError`` when something follows its end."""
    if not (photo.startswith(b"\xff\xd8") and photo.index(b"\xff\xd9", 2) == len(photo) - 2):
        raise ValueError("not one whole JPEG and nothing else")
    markers, at = [], 2
    while photo[at + 1] != 0xDA:
        markers.append(photo[at + 1])
        at += 2 + struct.unpack(">H", photo[at + 2 : at + 4])[0]
    return markers


def with_segment(photo: bytes, marker: int, data: bytes) -> bytes:
    """A JPEG with one more segment after its start."""
    return photo[:2] + bytes((0xFF, marker)) + struct.pack(">H", len(data) + 2) + data + photo[2:]


def good_photos() -> Iterator[tuple[str, bytes]]:
    """What must come out as a photo again, each with what it must not carry along."""
    yield from _telling_jpegs()
    yield from _telling_pngs_and_webps()
    yield from _unusual_pixels()
    yield from _with_something_behind()


def _telling_jpegs() -> Iterator[tuple[str, bytes]]:
    plain = jpeg()
    for turned in range(1, 9):
        yield f"exif orientation {turned}", jpeg(exif=exif(turned))
    yield "exif orientation nonsense", jpeg(exif=exif(77))
    yield "gps", jpeg(exif=exif(gps=True))
    yield "xmp", jpeg(xmp=xmp())
    yield "icc srgb", jpeg(icc_profile=profile())
    yield "icc lab for an rgb picture", jpeg(icc_profile=profile("LAB"))
    yield "icc broken", jpeg(icc_profile=NEEDLE * 40)
    yield "comment", jpeg(comment=NEEDLE)
    yield "iptc", with_segment(plain, 0xED, b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + NEEDLE)
    yield "thumbnail in exif", with_segment(plain, 0xE1, exif()[:6] + exif()[6:] + jpeg(16, 16) + NEEDLE)
    yield "thumbnail in jfif", with_segment(plain, 0xE0, b"JFXX\x00\x10" + jpeg(16, 16, comment=NEEDLE))
    yield "exif broken", with_segment(plain, 0xE1, b"Exif\x00\x00II*\x00\xff\xff\xff\xff" + NEEDLE)
    yield "exif empty", with_segment(plain, 0xE1, b"Exif\x00\x00")
    yield "exif in a circle", with_segment(plain, 0xE1, b"Exif\x00\x00II*\x00\x08\x00\x00\x00" + _circle())
    yield "maker notes", with_segment(plain, 0xE1, b"Exif\x00\x00MM\x00*" + NEEDLE * 100)
    for marker in range(0xE2, 0xEF):
        yield f"app{marker - 0xE0}", with_segment(plain, marker, NEEDLE * 3)
    yield "many comments", _many_comments(plain)


def _circle() -> bytes:
    # A directory whose "next" points at itself.
    return struct.pack("<HHHIII", 1, 0x8769, 4, 1, 8, 8) + NEEDLE


def _many_comments(photo: bytes) -> bytes:
    for _ in range(200):
        photo = with_segment(photo, 0xFE, NEEDLE * 20)
    return photo


def _telling_pngs_and_webps() -> Iterator[tuple[str, bytes]]:
    told = PngInfo()
    told.add_text("Author", NEEDLE.decode())
    told.add_itxt("Where", NEEDLE.decode(), zip=True)
    told.add_text("Packed", NEEDLE.decode() * 50, zip=True)
    yield "png texts", saved(scene(), "PNG", pnginfo=told)
    yield "png exif", saved(scene(), "PNG", exif=exif(6))
    yield "png icc", saved(scene(), "PNG", icc_profile=profile())
    yield "png time and private chunk", _png_with(chunk(b"tIME", bytes(7)) + chunk(b"prVt", NEEDLE))
    yield "webp exif", saved(scene(), "WEBP", exif=exif(8))
    yield "webp xmp", saved(scene(), "WEBP", xmp=xmp())
    yield "webp icc", saved(scene(), "WEBP", icc_profile=profile())
    yield "webp lossless", saved(scene(), "WEBP", lossless=True)


def _png_with(more: bytes) -> bytes:
    plain = saved(scene(), "PNG")
    return plain[:33] + more + plain[33:]


def _unusual_pixels() -> Iterator[tuple[str, bytes]]:
    yield "grey", saved(scene(mode="L"), "JPEG")
    yield "cmyk", saved(scene(mode="CMYK"), "JPEG")
    yield "cmyk with an rgb profile", saved(scene(mode="CMYK"), "JPEG", icc_profile=profile())
    yield "progressive", jpeg(progressive=True)
    yield "palette", saved(scene(mode="P"), "PNG")
    yield "one bit", saved(scene(mode="1"), "PNG")
    yield "sixteen bits", saved(Image.new("I;16", (64, 40), 60_000), "PNG")
    yield (
        "sixteen bits a channel",
        png_of_size(4, 4, zlib.compress((b"\x00" + b"\xea\x60" * 12) * 4), depth=16),
    )
    yield "see-through", saved(scene(mode="RGBA"), "PNG")
    yield "grey and see-through", saved(scene(mode="LA"), "PNG")
    yield "one pixel", saved(Image.new("RGB", (1, 1)), "PNG")
    yield "a line", saved(Image.new("RGB", (4000, 1)), "PNG")
    yield "moving webp", _moving("WEBP")
    yield "moving png", _moving("PNG")
    yield "two pictures in one", saved(scene(), "MPO", save_all=True, append_images=[scene(64, 64)])


def _moving(kind: str) -> bytes:
    frames = [Image.new("RGB", (40, 40), colour) for colour in ("blue", "red", "green")]
    return saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)


def _with_something_behind() -> Iterator[tuple[str, bytes]]:
    yield "words behind the end", jpeg() + NEEDLE
    yield "a page behind the end", jpeg() + b"<html><script>" + NEEDLE + b"</script>"
    yield "an archive behind the end", jpeg() + b"PK\x03\x04" + NEEDLE * 10
    yield "a page inside a comment", jpeg(comment=b"<html><script>alert(1)</script>" + NEEDLE)
    yield "png with a page behind", saved(scene(), "PNG") + b"<html>" + NEEDLE
    yield "png without its end", png_of_size(4, 4, zlib.compress(bytes(52)))[:-20] + NEEDLE
    yield "a second photo behind", jpeg() + jpeg(exif=exif())


def refused_files() -> Iterator[tuple[str, bytes]]:
    """What is no photo, or none that can be used: refused, without harm."""
    yield "nothing", b"\x00"
    yield "words", NEEDLE * 1000
    yield "a page", b"<!doctype html><title>x</title>" + NEEDLE
    yield "pdf", b"%PDF-1.7\n" + NEEDLE
    yield "gif", saved(scene(), "GIF")
    yield "bmp", saved(scene(), "BMP")
    yield "tiff", saved(scene(), "TIFF")
    yield "icon", saved(scene(32, 32), "ICO")
    yield "drawing", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    yield "drawing in postscript", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n"
    yield "only a beginning", jpeg()[:2]
    for part in (20, 200, 600):
        yield f"jpeg cut at {part}", jpeg()[:part]
    yield "png cut", saved(scene(), "PNG")[:90]
    yield "webp cut", saved(scene(), "WEBP")[:60]
    yield "png bomb by size", png_of_size(60_000, 60_000, zlib.compress(bytes(10_000)))
    yield "png bomb within its size", png_of_size(4_900, 4_900, zlib.compress(bytes(90_000_000), 9)[:900])
    yield "png of no size", png_of_size(0, 0)
    yield "png as long as can be", png_of_size(2**31 - 1, 1)
    yield "jpeg that says 65,535 squared", _resized(jpeg(), 65_535)
    yield "webp that says 16,383 squared", saved(Image.new("RGB", (8_000, 4_000)), "WEBP", quality=1)
    yield "text bomb", _png_with(chunk(b"zTXt", b"k\x00\x00" + zlib.compress(bytes(100_000_000), 9)))
    yield (
        "profile bomb",
        png_of_size(1, 1)[:33] + chunk(b"iCCP", b"k\x00\x00" + zlib.compress(bytes(90_000_000))),
    )
    yield "riff without a picture", b"RIFF\x10\x00\x00\x00WEBPVP8 \x04\x00\x00\x00abcd"


def _resized(photo: bytes, size: int) -> bytes:
    start = photo.index(b"\xff\xc0") + 5
    return photo[:start] + struct.pack(">HH", size, size) + photo[start + 4 :]
