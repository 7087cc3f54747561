"""The clinic's mark: any shape, fitted into a box and never stretched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handouts.intake.places import shown
from handouts.intake.problems import NeedsFixing, Place, Problem
from handouts.page.photo import Photo, draw_photo, photo

if TYPE_CHECKING:
    from pathlib import Path

    from reportlab.pdfgen.canvas import Canvas


@dataclass(frozen=True, slots=True)
class Mark:
    photo: Photo
    gray: bool

    def width(self, most: float, height: float) -> float:
        """What it takes of a box so wide and high."""
        return self.photo.width * min(most / self.photo.width, height / self.photo.height)

    def draw(self, canvas: Canvas, x: float, y: float, width: float, height: float) -> float:
        """With its bottom left corner at x, y; returns the width that it takes."""
        scale = min(width / self.photo.width, height / self.photo.height)
        wide, high = self.photo.width * scale, self.photo.height * scale
        draw_photo(canvas, self.photo, x, y + (height - high) / 2, wide, high, gray=self.gray)
        return wide


def logo(path: Path, *, gray: bool) -> Mark:
    """Raises NeedsFixing if the file is not there or is no image that may be used."""
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
    return Mark(image, gray)
