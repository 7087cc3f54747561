"""The clinic's mark: any shape, fitted into a box and never stretched."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from msgspec import Struct

from handouts.intake.places import shown
from handouts.intake.problems import NeedsFixing, Place, Problem
from handouts.page.colour import WHITE, Colour, contrast
from handouts.page.photo import Photo, Raster, draw_photo, photo
from handouts.page.vector import Drawing

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from reportlab.pdfgen.canvas import Canvas

    from handouts.page.pen import Pen

LEAST_PX, SHARP_PX = 24, 140  # a coarse blob; sharp in print at 34 points
UNSEEN, FAINT = 1.2, 2.0  # contrast with paper of the darkest spot; a mark need not be read, so less than 3 is well
SLENDER = 8.0  # times as wide as high: on a page it is a line
WIDER = 1.27  # a name needs more room than a sign
BORDER = 10  # levels of 255 off white that still count as an empty border


class Mark(Struct, frozen=True):
    """`says`: the clinic's name, where the mark shows it in letters and the page need not; such a mark may be wider."""

    photo: Photo
    gray: bool
    notices: tuple[str, ...] = ()
    says: str = ""

    def seen(self, pen: Pen) -> AbstractContextManager[object]:
        """What the mark is to those who listen: the name that it says, or mere decoration."""
        return pen.element("P", actual=self.says) if self.says else pen.artifact("Layout")

    def width(self, most: float, height: float) -> float:
        """What it takes of a box so wide and high."""
        return self.photo.width * min(self._most(most) / self.photo.width, height / self.photo.height)

    def _most(self, most: float) -> float:
        return most * WIDER if self.says else most

    def draw(self, canvas: Canvas, x: float, y: float, width: float, height: float) -> float:
        """With its bottom left corner at x, y; returns the width that it takes."""
        scale = min(self._most(width) / self.photo.width, height / self.photo.height)
        wide, high = self.photo.width * scale, self.photo.height * scale
        draw_photo(canvas, self.photo, x, y + (height - high) / 2, wide, high, gray=self.gray)
        return wide


def logo(path: Path, *, gray: bool) -> Mark:
    """Raises NeedsFixing if the file is not there, is no image that may be used, or would not be seen."""
    try:
        image = photo(path.read_bytes(), path.name)
    except OSError as error:
        said = "there is no such file" if isinstance(error, FileNotFoundError) else "could not be read"
        hint = "put the logo beside brand.yaml, or take 'logo' out of it"
        raise NeedsFixing([Problem(Place(shown(path)), said, hint)]) from None
    except ValueError as error:
        message = str(error).removeprefix(f"{path.name}: ")
        raise NeedsFixing([Problem(Place(shown(path)), message, "save it as PNG, JPEG or plain SVG")]) from None
    if not isinstance(image, Photo):
        raise NeedsFixing([Problem(Place(shown(path)), "is an exercise's picture, not a logo")])
    seen = contrast(_darkest(image), WHITE)
    if seen < UNSEEN:
        hint = "take the version that is made for white paper"
        raise NeedsFixing([Problem(Place(shown(path)), "is white or nearly so, and would not be seen on paper", hint)])
    image = _trimmed(image)
    if isinstance(image.content, Raster) and max(image.width, image.height) < LEAST_PX:
        message = f"has {image.width:.0f} x {image.height:.0f} pixels, too few to print"
        raise NeedsFixing([Problem(Place(shown(path)), message, f"{SHARP_PX} pixels high or more print sharply")])
    return Mark(image, gray, tuple(_notices(path.name, image, seen)))


def _notices(name: str, image: Photo, seen: float) -> list[str]:
    said = []
    if seen < FAINT:
        said.append(f"The logo {name} is so pale that it is hardly seen on paper.")
    shape = image.width / image.height
    if not 1 / SLENDER <= shape <= SLENDER:
        long, way = (shape, "as wide as high") if shape > 1 else (1 / shape, "as high as wide")
        said.append(f"The logo {name} is {long:.0f} times {way}, so it prints small; a squarer version reads better.")
    if isinstance(image.content, Raster) and shape <= SLENDER and image.height < SHARP_PX:
        said.append(f"The logo {name} has {image.height:.0f} pixels in height; {SHARP_PX} or more print sharply.")
    return said


def _darkest(image: Photo) -> Colour:
    """The darkest colour in it: a light one can be seen by its edge against that."""
    if isinstance(image.content, Drawing):
        used = [tone for mark in image.content.marks for tone in (mark.fill, mark.stroke) if tone]
        return min(used, key=lambda tone: tone.luminance)
    level = _least(image.content) / 255
    return Colour(level, level, level)


def _least(raster: Raster) -> int:
    """The darkest gray, 0 to 255."""
    from PIL import Image  # noqa: PLC0415  slow to load, and most logos are drawings

    counts = Image.frombytes("RGB", (raster.width_px, raster.height_px), raster.pixels).convert("L").histogram()
    return next(level for level, count in enumerate(counts) if count)


def _trimmed(image: Photo) -> Photo:
    """Without its empty border, which would make it small on the page."""
    if not isinstance(image.content, Raster):
        return image
    from PIL import Image, ImageChops  # noqa: PLC0415  the same

    raster = image.content
    whole = Image.frombytes("RGB", (raster.width_px, raster.height_px), raster.pixels)
    off = ImageChops.difference(whole, Image.new("RGB", whole.size, "white")).convert("L")
    box = off.point([255 if level > BORDER else 0 for level in range(256)]).getbbox()
    if box is None or box == (0, 0, *whole.size):
        return image
    part = whole.crop(box)
    cut = replace(
        raster, width_px=part.width, height_px=part.height, pixels=part.tobytes(), key=f"{raster.key}-trimmed"
    )
    return Photo(part.width, part.height, cut)
