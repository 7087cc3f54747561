"""A clinic's own PNG, JPEG or SVG for an exercise: made safe on reading, and sized on drawing."""

from __future__ import annotations

import hashlib
import struct
import warnings
import zlib
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING

from handouts.page import svg
from handouts.page.markup import tree
from handouts.page.paint import drawn, put
from handouts.page.vector import Drawing, drawing

if TYPE_CHECKING:
    from PIL.Image import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

MOST_BYTES, MOST_PIXELS = 40_000_000, 60_000_000
DOTS_PER_INCH, LONGEST_PX, JPEG_QUALITY = 300, 2400, 85
LINE_ART_COLOURS = 4096  # screenshots and drawings have fewer, photos have more
SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"), (b"II*\0", "TIFF"), (b"MM\0*", "TIFF"),
    (b"BM", "BMP"), (b"%PDF", "PDF"), (b"%!PS", "PostScript"), (b"\0\0\1\0", "Windows icon"), (b"8BPS", "Photoshop"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Raster:
    """Upright sRGB pixels without anything else the file knew (place, camera, thumbnail)."""

    width_px: int
    height_px: int
    line_art: bool
    key: str
    pixels: bytes = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Photo:
    """One image of the clinic's own; width and height only say its proportions."""

    width: float
    height: float
    content: Raster | Drawing


def photo(data: bytes, name: str) -> Photo | svg.Picture:
    """The image in a file; one of our own pictures comes back as that. `ValueError`, naming the file, if unfit."""
    try:
        return _opened(data)
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None


def draw_photo(  # noqa: PLR0913, PLR0917 (what, where, how large: none can be left out)
    canvas: Canvas, image: Photo, x: float, y: float, width: float, height: float, *, gray: bool = False
) -> None:
    """As large as fits in the box, in its middle, never stretched."""
    scale = min(width / image.width, height / image.height)
    wide, high = image.width * scale, image.height * scale
    left, bottom = x + (width - wide) / 2, y + (height - high) / 2
    if isinstance(image.content, Drawing):
        put(canvas, drawn(image.content, scale, gray=gray), left, bottom)
    else:
        width_px = max(1, min(image.content.width_px, ceil(wide / 72 * DOTS_PER_INCH)))
        canvas.drawImage(encoded(image.content, width_px, gray=gray), left, bottom, wide, high)


def _opened(data: bytes) -> Photo | svg.Picture:
    kind = _kind(data)
    if kind == "SVG":
        root = tree(data)
        if svg.ours(root):
            return svg.read(data)
        shapes = drawing(root)
        return Photo(shapes.width, shapes.height, shapes)
    if kind not in {"PNG", "JPEG"}:
        raise ValueError(f"{kind} is not read; save it as PNG, JPEG or SVG")
    if len(data) > MOST_BYTES:
        raise ValueError(f"the file has {len(data) / 1e6:.0f} MB; at most {MOST_BYTES / 1e6:.0f} MB is read")
    pixels = _raster(data, kind)
    return Photo(pixels.width_px, pixels.height_px, pixels)


def _kind(data: bytes) -> str:
    """The name of a format by its first bytes, whatever the file is called."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WebP"
    if data[4:8] == b"ftyp":
        return "HEIC or AVIF" if data[8:12] in {b"heic", b"heix", b"mif1", b"msf1", b"avif", b"avis"} else "video"
    for start, kind in SIGNATURES:
        if data.startswith(start):
            return kind
    if b"<" in data[:200] and b"svg" in data[:4000].replace(b"\0", b"").lower():
        return "SVG"
    return "this format"


def _raster(data: bytes, kind: str) -> Raster:
    """Decoded with every doubt an error: half a photo, or a bomb, must not reach a patient."""
    from PIL import Image, ImageOps  # noqa: PLC0415 (slow to load, and most handouts have no photo)

    broken = (OSError, SyntaxError, EOFError, struct.error, zlib.error, IndexError, OverflowError, TypeError, KeyError)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about metadata, all of which is dropped
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=[kind]) as image:
                _checked(image)
                image.draft(None, (LONGEST_PX, LONGEST_PX))  # no mode: as it is
                turned = ImageOps.exif_transpose(image)
                upright = _srgb(_flat(turned), turned.info.get("icc_profile"))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise ValueError(f"the image has more than {MOST_PIXELS / 1e6:.0f} million pixels") from None
    except broken:
        raise ValueError(f"the {kind} is damaged or cut off; export it again") from None
    line_art = kind == "PNG" and upright.getcolors(LINE_ART_COLOURS) is not None
    upright.thumbnail((LONGEST_PX, LONGEST_PX), Image.Resampling.LANCZOS)
    return Raster(upright.width, upright.height, line_art, hashlib.sha256(data).hexdigest(), upright.tobytes())


def _checked(image: Image) -> None:
    if image.width * image.height > MOST_PIXELS:
        raise ValueError(
            f"the image has {image.width} x {image.height} pixels; at most {MOST_PIXELS / 1e6:.0f} million are read"
        )
    if image.format == "PNG" and getattr(image, "is_animated", False):
        raise ValueError("an animated PNG cannot be printed; save one frame of it")


def _flat(image: Image) -> Image:
    """Without transparency: paper is white."""
    from PIL import Image as Images  # noqa: PLC0415

    if image.mode.startswith("I"):  # 16 bits of gray
        image = image.convert("I").point([round(level / 257) for level in range(65536)], "L")
    if not image.has_transparency_data:
        return image if image.mode in {"RGB", "CMYK", "L"} else image.convert("RGB")
    seen = image.convert("RGBA")
    paper = Images.new("RGB", seen.size, "white")
    paper.paste(seen, mask=seen.getchannel("A"))
    return paper


def _srgb(image: Image, profile: bytes | None) -> Image:
    """In sRGB, by the file's own colour profile where it has one that fits."""
    from PIL import ImageCms  # noqa: PLC0415

    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            converted = None
        if converted:
            return converted
    return image.convert("RGB")


@lru_cache(maxsize=64)
def encoded(raster: Raster, width_px: int, *, gray: bool = False) -> ImageReader:
    """Ready to embed at a width in pixels: a photo as JPEG, line art without loss; the same bytes each time."""
    from PIL import Image  # noqa: PLC0415
    from reportlab.lib.utils import ImageReader  # noqa: PLC0415 (loads Pillow)

    image = Image.frombytes("RGB", (raster.width_px, raster.height_px), raster.pixels)
    if width_px < raster.width_px:
        height_px = max(1, round(raster.height_px * width_px / raster.width_px))
        image = image.resize((width_px, height_px), Image.Resampling.LANCZOS)
    if gray:
        image = image.convert("L")
    if raster.line_art:
        return ImageReader(image)
    file = BytesIO()
    image.save(file, "JPEG", quality=JPEG_QUALITY, optimize=True)
    file.seek(0)
    return ImageReader(file)
