"""A clinic's own SVG, from any drawing program, as coloured outlines; what cannot be shown right is refused."""

from __future__ import annotations

import re
from math import isfinite
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from handouts.page.affine import Matrix, moved, scale, times, transform
from handouts.page.colour import WHITE, Colour
from handouts.page.css import declarations, paint, rules
from handouts.page.curves import CURVES
from handouts.page.markup import Element, refuse
from handouts.page.shapes import MOST_UNITS, ROUND, Outline, circle, outline

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MOST_MARKS, MOST_POINTS, DEEPEST_USE = 20_000, 1_000_000, 4
SKIPPED = frozenset({"title", "desc", "defs", "metadata", "style", "symbol"})
REFUSED = {
    "script": "scripts are not allowed", "foreignObject": "foreign content is not allowed",
    "image": "a photo inside a drawing is not shown; give the photo itself as PNG or JPEG",
    "text": "text is not shown; turn it into outlines first", "a": "links are not allowed",
}  # fmt: skip
EFFECTS = ("clip-path", "mask", "filter", "marker-start", "marker-mid", "marker-end")
HANDED_DOWN = frozenset(
    {"fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-dasharray"}
    | {"fill-rule", "fill-opacity", "stroke-opacity", "visibility"}
)
LENGTH = re.compile(r"\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,2})?)\s*(px|pt|mm|cm|in|pc)?\s*")
PIXELS = {None: 1.0, "px": 1.0, "pt": 4 / 3, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "pc": 16.0}
CAPS, JOINS = {"butt": 0, "round": 1, "square": 2}, {"miter": 0, "round": 1, "bevel": 2}


NOTHING = Outline("", ())


class Mark(Struct, frozen=True):
    """One outline, filled, stroked or both."""

    path: Outline
    fill: Colour | None
    stroke: Colour | None
    stroke_width: float
    even_odd: bool
    cap: int
    join: int
    dash: tuple[float, ...] = ()


class Drawing(Struct, frozen=True):
    """Marks from back to front, in units from the top left corner of a box of this size."""

    width: float
    height: float
    marks: tuple[Mark, ...]


class Style(Struct, frozen=True):
    """What a group hands down to its members."""

    said: Mapping[str, str]
    matrix: Matrix
    opacity: float = 1.0
    uses: int = 0


def drawing(root: Element) -> Drawing:
    """The drawing in a tree; `ValueError` with the line for what is unsafe or cannot be shown."""
    if root.name != "svg":
        refuse(root.line, "the file is not an SVG drawing")
    ids: dict[str, Element] = {}
    for element in _everything(root):
        _safe(element)
        ids.setdefault(element.attributes.get("id", ""), element)
    left, top, width, height = _box(root)
    artist = Artist(ids, rules(_everything(root)))
    marks = tuple(artist.members(root, artist.styled(root, Style({}, (1, 0, 0, 1, -left, -top)))))
    if not marks:
        raise ValueError("the drawing has nothing to show")
    return Drawing(width, height, marks)


def _everything(root: Element) -> Iterator[Element]:
    yield root
    for child in root:
        yield from _everything(child)


def _safe(element: Element) -> None:
    if element.name in REFUSED:
        refuse(element.line, REFUSED[element.name])
    for name, value in element.attributes.items():
        bare = name.rpartition(" ")[2].lower()
        if bare.startswith("on"):
            refuse(element.line, f"scripts are not allowed ('{bare}')")
        outside = bare == "href" and not value.startswith("#")
        if outside or re.search(r"url\s*\(\s*['\"]?\s*[^#'\"\s]", value):
            refuse(element.line, "a drawing cannot refer to anything outside its own file")


def _box(root: Element) -> tuple[float, float, float, float]:
    said = root.attributes
    try:
        left, top, width, height = map(float, said["viewBox"].replace(",", " ").split())
    except KeyError:
        left = top = 0.0
        width, height = (_length(root, side, 0) for side in ("width", "height"))
    except ValueError:
        refuse(root.line, "the viewBox should be four numbers")
    if not all(0 < side <= MOST_UNITS for side in (width, height)) or not isfinite(left + top):
        refuse(root.line, "the drawing has no size; it needs a viewBox, or a width and a height")
    return left, top, width, height


def _length(element: Element, name: str, otherwise: float) -> float:
    """A length in pixels of 1/96 inch."""
    text = element.attributes.get(name)
    if text is None:
        return otherwise
    return _measured(element, name, text)


def _measured(element: Element, name: str, text: str) -> float:
    found = LENGTH.fullmatch(text)
    value = float(found[1]) * PIXELS[found[2]] if found else MOST_UNITS
    if abs(value) >= MOST_UNITS:
        refuse(element.line, f"{name} '{text[:40]}' is not a length that can be read")
    return value


class Artist:
    """Walks the tree from back to front; knows what `use` and the style sheet refer to."""

    def __init__(self, ids: Mapping[str, Element], sheet: Mapping[str, Mapping[str, str]]) -> None:
        self.ids = ids
        self.sheet = sheet
        self.marks = self.points = 0

    def members(self, group: Element, style: Style) -> Iterator[Mark]:
        for element in group:
            yield from self.shown(element, style)

    def shown(self, element: Element, outer: Style) -> Iterator[Mark]:
        self._count(element, 0)
        if element.name in SKIPPED or " " in element.name:
            return
        style = self.styled(element, outer)
        if self._said(element).get("display") == "none":
            return
        if element.name == "g":
            yield from self.members(element, style)
        elif element.name == "use":
            yield from self._used(element, style)
        elif style.said.get("visibility") not in {"hidden", "collapse"}:
            yield from self._mark(element, style)

    def styled(self, element: Element, outer: Style) -> Style:
        """The outer style with what this element says: attributes, then style sheet, then `style`."""
        said = self._said(element)
        for effect in EFFECTS:
            if said.get(effect, "none") != "none":
                refuse(element.line, f"'{effect}' is not shown; apply it in the drawing program first")
        try:
            matrix = times(outer.matrix, transform(element.attributes.get("transform", "")))
        except ValueError as error:
            refuse(element.line, str(error))
        kept = {name: value for name, value in said.items() if name in HANDED_DOWN and value != "inherit"}
        opacity = outer.opacity * _share(element, said.get("opacity", "1"))
        return replace(outer, said={**outer.said, **kept}, matrix=matrix, opacity=opacity)

    def _said(self, element: Element) -> dict[str, str]:
        said = dict(element.attributes)
        for name in (element.name, *("." + word for word in said.get("class", "").split())):
            said.update(self.sheet.get(name, {}))
        return said | declarations(said.get("style", ""))

    def _used(self, element: Element, style: Style) -> Iterator[Mark]:
        link = next((value for name, value in element.attributes.items() if name.rpartition(" ")[2] == "href"), "#")
        target = self.ids.get(link[1:])
        if target is None or target.name in {"svg", "symbol"}:
            refuse(element.line, f"'{link[:40]}' is not a shape in this file")
        if style.uses >= DEEPEST_USE:
            refuse(element.line, f"'{link[:40]}' refers to itself, or through too many others")
        shift = (1, 0, 0, 1, _length(element, "x", 0), _length(element, "y", 0))
        yield from self.shown(target, replace(style, matrix=times(style.matrix, shift), uses=style.uses + 1))

    def _mark(self, element: Element, style: Style) -> Iterator[Mark]:
        path = moved(style.matrix, _outline(element))
        if not all(-MOST_UNITS <= value <= MOST_UNITS for value in (*path.points, *style.matrix)):
            refuse(element.line, "this shape is too large, or far outside the drawing")
        self._count(element, len(path.points))
        fill, stroke = self._paint(element, style, "fill", "black"), self._paint(element, style, "stroke", "none")
        said, wider = style.said, scale(style.matrix)
        width = _measured(element, "stroke-width", said.get("stroke-width", "1")) * wider
        if path.ops and (fill or (stroke and width > 0)):
            yield Mark(
                path, fill, stroke if width > 0 else None, width, said.get("fill-rule") == "evenodd",
                CAPS.get(said.get("stroke-linecap", ""), 0), JOINS.get(said.get("stroke-linejoin", ""), 0),
                _dash(element, said.get("stroke-dasharray", "none"), wider),
            )  # fmt: skip

    def _paint(self, element: Element, style: Style, what: str, otherwise: str) -> Colour | None:
        try:
            colour = paint(style.said.get(what, otherwise))
        except ValueError as error:
            refuse(element.line, str(error))
        share = style.opacity * _share(element, style.said.get(f"{what}-opacity", "1"))
        return colour.over(WHITE, share) if colour and share else None

    def _count(self, element: Element, points: int) -> None:
        self.marks += 1
        self.points += points
        if self.marks > MOST_MARKS or self.points > MOST_POINTS:
            refuse(element.line, "the drawing has too many shapes; simplify it first")


def _outline(element: Element) -> Outline:  # noqa: RET503 (refusing never returns)
    """The outline of one shape, in its own coordinates."""
    sizes = {name: _length(element, name, 0) for name in ("x", "y", "width", "height", "cx", "cy", "r")}
    match element.name:
        case "path":
            return _path(element, element.attributes.get("d", ""))
        case "polygon" | "polyline":
            points = element.attributes.get("points", "").strip()
            return _path(element, f"M{points}{'Z' * (element.name == 'polygon')}" if points else "")
        case "line":
            ends = tuple(_length(element, name, 0) for name in ("x1", "y1", "x2", "y2"))
            return Outline("ML", ends)
        case "circle":
            return circle(sizes["cx"], sizes["cy"], sizes["r"], sizes["r"]) if sizes["r"] > 0 else NOTHING
        case "ellipse":
            rx, ry = _length(element, "rx", 0), _length(element, "ry", 0)
            return circle(sizes["cx"], sizes["cy"], rx, ry) if min(rx, ry) > 0 else NOTHING
        case "rect":
            rx = _length(element, "rx", _length(element, "ry", 0))
            return _rect(sizes, rx, _length(element, "ry", rx))
        case _:
            refuse(element.line, f"<{element.name}> is not shown; use plain shapes and outlines")


def _path(element: Element, data: str) -> Outline:
    if not data.strip():
        return NOTHING
    try:
        return outline(data, CURVES)
    except ValueError as error:
        refuse(element.line, str(error))


def _rect(sizes: Mapping[str, float], rx: float, ry: float) -> Outline:
    x, y, width, height = (sizes[name] for name in ("x", "y", "width", "height"))
    if width <= 0 or height <= 0:
        return NOTHING
    rx, ry = min(max(rx, 0), width / 2), min(max(ry, 0), height / 2)
    right, bottom = x + width, y + height
    if not rx or not ry:
        return Outline("MLLLZ", (x, y, right, y, right, bottom, x, bottom))
    a, b = rx * (1 - ROUND), ry * (1 - ROUND)
    points = (
        x + rx, y, right - rx, y,
        right - a, y, right, y + b, right, y + ry, right, bottom - ry,
        right, bottom - b, right - a, bottom, right - rx, bottom, x + rx, bottom,
        x + a, bottom, x, bottom - b, x, bottom - ry, x, y + ry,
        x, y + b, x + a, y, x + rx, y,
    )  # fmt: skip
    return Outline("MLCLCLCLCZ", points)


def _share(element: Element, text: str) -> float:
    """An opacity, 0 to 1."""
    found = re.fullmatch(r"\s*(\d+\.?\d*|\.\d+)(%?)\s*", text)
    if not found:
        refuse(element.line, f"opacity '{text[:40]}' is not a number")
    share = float(found[1]) / (100 if found[2] else 1)
    return min(share, 1.0)


def _dash(element: Element, text: str, wider: float) -> tuple[float, ...]:
    if text == "none":
        return ()
    lengths = tuple(_measured(element, "stroke-dasharray", word) * wider for word in text.replace(",", " ").split()[:8])
    return lengths if lengths and min(lengths) >= 0 and max(lengths) > 0 else ()
