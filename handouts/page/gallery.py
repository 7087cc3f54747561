"""Pictures and photos of exercises by name, read once for as many handouts as are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from handouts.intake.places import shown
from handouts.intake.problems import NeedsFixing, Place, Problem
from handouts.page import paint, svg

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from reportlab.pdfgen.canvas import Canvas

    from handouts.intake.places import Places
    from handouts.page.look import Roles
    from handouts.page.photo import Photo
    from handouts.page.svg import Panel

PHOTO = "photo"  # the one panel of an exercise that has a single photo
SUFFIXES = (".svg", ".png", ".jpg", ".jpeg")
PHOTO_WIDTH, PHOTO_HEIGHT = 160.0, 140.0


class Drawn(Struct, frozen=True):
    """A panel of one of our own pictures, in the colours of one handout."""

    panel: Panel
    roles: Roles

    @property
    def kind(self) -> str:
        return self.panel.kind

    @property
    def width_pt(self) -> float:
        return self.panel.width_pt

    @property
    def height_pt(self) -> float:
        return self.panel.height_pt

    def paint(self, canvas: Canvas, x: float, y: float, scale: float, *, mirrored: bool) -> None:
        paint.paint(canvas, self.panel, x, y, scale, self.roles, mirrored=mirrored)


class Taken(Struct, frozen=True):
    """A clinic's own photo; it is never mirrored, because it may hold writing."""

    photo: Photo
    gray: bool
    kind: str = PHOTO

    @property
    def scale(self) -> float:
        return min(PHOTO_WIDTH / self.photo.width, PHOTO_HEIGHT / self.photo.height)

    @property
    def width_pt(self) -> float:
        return self.photo.width * self.scale

    @property
    def height_pt(self) -> float:
        return self.photo.height * self.scale

    def paint(self, canvas: Canvas, x: float, y: float, scale: float, *, mirrored: bool) -> None:  # noqa: ARG002
        from handouts.page.photo import draw_photo  # noqa: PLC0415  only where a clinic has photos

        draw_photo(canvas, self.photo, x, y, self.width_pt * scale, self.height_pt * scale, gray=self.gray)


class Gallery:
    def __init__(self, places: Places) -> None:
        self.places = places
        self._read: dict[str, Mapping[str, Panel | Photo]] = {}

    def panels(self, name: str) -> tuple[str, ...]:
        """The panels there are of an exercise's picture; none if there is no picture."""
        return tuple(self._all(name))

    def hung(self, roles: Callable[[str], Roles], *, gray: bool) -> Callable[[str, str], Drawn | Taken | None]:
        """How a handout asks for a panel; `roles` gives a picture's colours."""

        def find(name: str, panel: str) -> Drawn | Taken | None:
            found = self._all(name).get(panel)
            if found is None:
                return None
            return Drawn(found, roles(name)) if isinstance(found, svg.Panel) else Taken(found, gray)

        return find

    def _all(self, name: str) -> Mapping[str, Panel | Photo]:
        if name not in self._read:
            self._read[name] = self._find(name)
        return self._read[name]

    def _find(self, name: str) -> dict[str, Panel | Photo]:
        """The most specific folder wins as a whole: a clinic's photo replaces our picture."""
        for root in self.places.roots:
            folder = root / "images"
            for suffix in SUFFIXES:
                path = folder / f"{name}{suffix}"
                if path.is_file():
                    return _opened(path, PHOTO)
            parts = {part: folder / f"{name}.{part}{suffix}" for part in ("start", "finish") for suffix in SUFFIXES}
            found = {part: path for part, path in parts.items() if path.is_file()}
            if found:
                return {key: value for part, path in found.items() for key, value in _opened(path, part).items()}
        return {}


def _opened(path: Path, part: str) -> dict[str, Panel | Photo]:
    try:
        data = path.read_bytes()
        if path.suffix == ".svg" and b'class="panel"' in data:
            return {panel.id: panel for panel in svg.read(data).panels}
        from handouts.page.photo import photo  # noqa: PLC0415  only where a clinic has photos

        image = photo(data, path.name)
    except ValueError as error:
        message = str(error).removeprefix(f"{path.name}: ")
        raise NeedsFixing([Problem(Place(shown(path)), message, "save the picture again, or remove it")]) from None
    except OSError as error:
        said = (error.strerror or "read error").lower()
        raise NeedsFixing([Problem(Place(shown(path)), f"could not be read: {said}")]) from None
    return {panel.id: panel for panel in image.panels} if isinstance(image, svg.Picture) else {part: image}
