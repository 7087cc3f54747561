"""Pictures and photos of exercises by name, read once for as many handouts as are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from handouts.intake.places import shown
from handouts.intake.problems import NeedsFixing, Place, Problem
from handouts.page import cast, paint, svg

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from reportlab.pdfgen.canvas import Canvas

    from handouts.intake.figure import Figure
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


class Found(Struct, frozen=True):
    """A picture as it was read."""

    panels: Mapping[str, Panel | Photo]
    figure: str = ""  # who is drawn; '' where nobody knows
    root: int = -1  # which of the places it is from


class Gallery:
    def __init__(self, places: Places) -> None:
        self.places = places
        self._read: dict[str, Found] = {}

    def panels(self, name: str, figure: Figure | None = None) -> tuple[str, ...]:
        """The panels there are of an exercise's picture; none if there is no picture."""
        return tuple(self._chosen(name, figure).panels)

    def hung(
        self, roles: Callable[[str], Roles], *, gray: bool, figure: Figure | None = None
    ) -> Callable[[str, str], Drawn | Taken | None]:
        """How a handout asks for a panel; `roles` gives a picture's colours, `figure` is whom to show if drawn."""

        def find(name: str, panel: str) -> Drawn | Taken | None:
            found = self._chosen(name, figure).panels.get(panel)
            if found is None:
                return None
            return Drawn(found, roles(name)) if isinstance(found, svg.Panel) else Taken(found, gray)

        return find

    def _chosen(self, name: str, figure: Figure | None) -> Found:
        """The picture with somebody like `figure`, or as it is; `<name>@<figure>` is never looked for behind it."""
        own = self._all(name, len(self.places.roots))
        for who in cast.order(figure, own.figure) if figure else ():
            found = own if who == own.figure else self._all(f"{name}@{who}", own.root + 1)
            if found.panels:
                return found
        return own

    def _all(self, stem: str, roots: int) -> Found:
        if stem not in self._read:
            self._read[stem] = self._find(stem, roots)
        return self._read[stem]

    def _find(self, stem: str, roots: int) -> Found:
        """The most specific folder wins as a whole: a clinic's photo replaces our picture."""
        for at, root in enumerate(self.places.roots[:roots]):
            folder = root / "images"
            for suffix in SUFFIXES:
                path = folder / f"{stem}{suffix}"
                if path.is_file():
                    panels, figure = _opened(path, PHOTO)
                    return Found(panels, figure, at)
            parts = {part: folder / f"{stem}.{part}{suffix}" for part in ("start", "finish") for suffix in SUFFIXES}
            found = {part: path for part, path in parts.items() if path.is_file()}
            if found:
                read = [_opened(path, part)[0] for part, path in found.items()]
                return Found({key: value for panels in read for key, value in panels.items()}, "", at)
        return Found({})


def _opened(path: Path, part: str) -> tuple[dict[str, Panel | Photo], str]:
    """The panels of a file, and who is drawn in it."""
    try:
        data = path.read_bytes()
        if path.suffix == ".svg" and b'class="panel"' in data:
            picture = svg.read(data)
            return {panel.id: panel for panel in picture.panels}, picture.figure
        from handouts.page.photo import photo  # noqa: PLC0415  only where a clinic has photos

        image = photo(data, path.name)
    except ValueError as error:
        message = str(error).removeprefix(f"{path.name}: ")
        raise NeedsFixing([Problem(Place(shown(path)), message, "save the picture again, or remove it")]) from None
    except OSError as error:
        said = (error.strerror or "read error").lower()
        raise NeedsFixing([Problem(Place(shown(path)), f"could not be read: {said}")]) from None
    if isinstance(image, svg.Picture):
        return {panel.id: panel for panel in image.panels}, image.figure
    return {part: image}, ""
