"""Read our own pictures (`images/README.md` names their subset of SVG) into frozen values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, cast

from msgspec import Struct

from handouts.page.markup import Element, refuse, tree
from handouts.page.shapes import MOST_UNITS, Outline, circle, outline

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal["tall", "wide", "inset"]
_FILLED = """
skin skin-shade hair hair-shade shirt shirt-shade shorts shorts-shade shoe shoe-shade sole nail prop prop-shade
prop-dark wood wood-shade mat towel towel-shade towel-stripe band band-shade metal paper muscle accent ghost shadow
marble ball ball-shade
"""
FILLED = frozenset(_FILLED.split())
STROKED = frozenset({"ink", "ghost-line", "frame"})
MOST_STROKE_PT = 20.0

ALLOWED = {
    "path": {"class", "d", "stroke-width"},
    "circle": {"class", "cx", "cy", "r", "stroke-width"},
    "g": {"class"},
    "panel": {"class", "id", "data-kind", "x", "y", "width", "height", "viewBox"},
}


class Shape(Struct, frozen=True):
    """One outline and what it is of; only `ink`, `ghost-line` and `frame` have a stroke of their own."""

    role: str
    path: Outline
    stroke_width_pt: float | None = None


class Panel(Struct, frozen=True):
    """One picture of a sequence, in points from its top left corner at nominal size."""

    id: str
    kind: Kind
    width_pt: float
    height_pt: float
    shapes: tuple[Shape, ...]

    def __hash__(self) -> int:
        """Cheap, because caches ask often: equal panels are nearly always the same object."""
        return hash((self.id, self.width_pt, self.height_pt, len(self.shapes)))


class Picture(Struct, frozen=True):
    """All panels of one exercise in reading order."""

    panels: tuple[Panel, ...]
    title: str
    figure: str = ""  # who is drawn; '' where the file does not say

    @property
    def strange_roles(self) -> tuple[str, ...]:
        """Roles that no palette knows; the page paints them as `prop`."""
        roles = {shape.role for panel in self.panels for shape in panel.shapes}
        return tuple(sorted(roles - FILLED - STROKED))


def read(data: bytes) -> Picture:
    """A picture from the bytes of its file; `ValueError`, with the line where known, for what is no part of one."""
    root = tree(data)
    if root.name != "svg":
        refuse(root.line, "the file is not an SVG picture")
    panels, title = [], ""
    for child in root:
        if child.name == "title":
            title = child.text.strip()
        elif child.name == "svg":
            panels.append(_panel(child))
        elif child.name != "style":
            refuse(child.line, f"<{child.name}> is not part of a picture")
    if not panels:
        raise ValueError("the picture has no panels")
    if len({panel.id for panel in panels}) < len(panels):
        raise ValueError("two panels have the same id")
    return Picture(tuple(panels), title, root.attributes.get("data-figure", ""))


def ours(root: Element) -> bool:
    """Whether a drawing is meant as one of our pictures."""
    return any(child.name == "svg" and child.attributes.get("class") == "panel" for child in root)


def _panel(element: Element) -> Panel:
    _checked(element, "panel")
    name, kind = element.attributes.get("id", ""), element.attributes.get("data-kind", "")
    if not re.fullmatch("(setup|start|middle|finish)(-[2-9])?", name):
        refuse(element.line, f"a panel is setup, start, middle or finish (or start-2 …), not '{name}'")
    if kind not in {"tall", "wide", "inset"}:
        refuse(element.line, f"data-kind is tall, wide or inset, not '{kind}'")
    width, height = _number(element, "width"), _number(element, "height")
    if not (0 < width <= 2000 and 0 < height <= 2000):
        refuse(element.line, "a panel is at most 2000 points wide and high")
    view = element.attributes.get("viewBox", f"0 0 {width} {height}").split()
    if [*map(_plain, view)] != [0, 0, width, height]:
        refuse(element.line, "the viewBox of a panel is '0 0 width height'")
    return Panel(name, cast("Kind", kind), width, height, tuple(_shapes(element, "")))


def _shapes(parent: Element, inherited: str) -> Iterator[Shape]:
    for element in parent:
        if element.name not in {"path", "circle", "g"}:
            refuse(element.line, f"<{element.name}> is not part of a panel; it takes path, circle and g")
        _checked(element, element.name)
        role = element.attributes.get("class", inherited)
        if element.name == "g":
            yield from _shapes(element, role)
        elif not re.fullmatch("[a-z]+(-[a-z]+)*", role):
            refuse(element.line, f"the class of a shape is one word, its role, not '{role}'")
        else:
            yield Shape(role, _outline(element), _stroke(element))


def _checked(element: Element, kind: str) -> None:
    odd = sorted(element.attributes.keys() - ALLOWED[kind])
    if odd:
        refuse(element.line, f"'{odd[0]}' is not allowed on a {kind}")


def _outline(element: Element) -> Outline:
    if element.name == "circle":
        radius = _number(element, "r")
        return circle(_number(element, "cx"), _number(element, "cy"), radius, radius)
    try:
        return outline(element.attributes.get("d", ""))
    except ValueError as error:
        refuse(element.line, str(error))


def _stroke(element: Element) -> float | None:
    if "stroke-width" not in element.attributes:
        return None
    width = _number(element, "stroke-width")
    if not 0 < width <= MOST_STROKE_PT:
        refuse(element.line, f"stroke-width is more than 0 and at most {MOST_STROKE_PT:g} points")
    return width


def _number(element: Element, name: str) -> float:
    value = _plain(element.attributes.get(name, "").removesuffix("pt"))
    if value is None or abs(value) > MOST_UNITS:
        refuse(element.line, f"{name} should be a plain number")
    return value


def _plain(text: str) -> float | None:
    return float(text) if re.fullmatch(r"[-+]?(\d+\.?\d*|\.\d+)", text) and len(text) < 20 else None
