"""The panels of a document as SVG files in the brand's colours: the pictures that the other tools set."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from handouts.page.gallery import Drawn
from handouts.page.paint import DASH_PT, HALO_PT, KEYLINE_PT, MUSCLE_LINE_PT, WEIGHTS_PT
from handouts.page.svg import STROKED

if TYPE_CHECKING:
    from pathlib import Path

    from handouts.page.colour import Colour
    from handouts.page.pictures import Shot
    from handouts.page.shapes import Outline
    from handouts.page.svg import Shape

COORDINATES = {"M": 2, "L": 2, "C": 6, "Z": 0}


def drawn(shot: Shot, folder: Path) -> str:
    """The name of the shot's file in `folder`, written once; its ink has the weight that the page gives it."""
    assert isinstance(shot.art, Drawn)
    panel, colours = shot.art.panel, dict(shot.art.roles)
    width, height = panel.width_pt, panel.height_pt
    body = "".join(_shape(shape, colours, shot.scale) for shape in panel.shapes)
    if shot.mirrored:
        body = f'<g transform="matrix(-1 0 0 1 {width} 0)">{body}</g>'
    text = (
        '<svg xmlns="http://www.w3.org/2000/svg" '
        f'width="{width * shot.scale:.2f}pt" height="{height * shot.scale:.2f}pt" '
        f'viewBox="0 0 {width} {height}" fill-rule="evenodd" stroke-linecap="round" '
        f'stroke-linejoin="round">{body}</svg>'
    )
    name = f"{panel.id}-{hashlib.sha256(text.encode()).hexdigest()[:16]}.svg"
    path = folder / name
    if not path.exists():
        path.write_text(text, encoding="utf-8")
    return name


def _shape(shape: Shape, colours: dict[str, Colour], scale: float) -> str:
    path = f'<path d="{_data(shape.path)}"'
    if shape.role in STROKED:
        width = (shape.stroke_width_pt or WEIGHTS_PT[shape.role]) / scale
        dash = (
            f' stroke-dasharray="{DASH_PT[0] / scale:.2f} {DASH_PT[1] / scale:.2f}"'
            if shape.role == "ghost-line"
            else ""
        )
        return f'{path} fill="none" stroke="{colours[shape.role]}" stroke-width="{width:.2f}"{dash}/>'
    fill = colours.get(shape.role, colours["prop"])
    below = ""
    if shape.role == "accent":
        below = f'{path} fill="none" stroke="{colours["halo"]}" stroke-width="{2 * HALO_PT / scale:.2f}"/>'
    if shape.role == "muscle":
        if "keyline" in colours:
            wide = (MUSCLE_LINE_PT + 2 * KEYLINE_PT) / scale
            below = f'{path} fill="none" stroke="{colours["keyline"]}" stroke-width="{wide:.2f}"/>'
        line = f'stroke="{colours["muscle-line"]}" stroke-width="{MUSCLE_LINE_PT / scale:.2f}"'
        return f'{below}{path} fill="{fill}" {line}/>'
    return f'{below}{path} fill="{fill}"/>'


def _data(path: Outline) -> str:
    said, at = [], 0
    for op in path.ops:
        count = COORDINATES[op]
        said.append(op + " ".join(f"{value:.2f}".rstrip("0").rstrip(".") for value in path.points[at : at + count]))
        at += count
    return "".join(said)
