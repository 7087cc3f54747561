"""Compose the panels of a scene: one scale and ground line for each kind, every panel cropped to its drawing."""

from dataclasses import dataclass

import numpy as np

from handouts.figure import marks
from handouts.figure.buffer import Window, empty, look
from handouts.figure.marks import DPP
from handouts.figure.scene import Scene
from handouts.figure.skeleton import place
from handouts.figure.stage import Models, Set, staged
from handouts.figure.svg import Picture, Shape
from handouts.figure.turn import Array

TALL, WIDE, INSET = 121.0, 117.0, 100.0  # points
MOST = {"tall": 74.0, "wide": 96.0}  # points per metre: a seated figure is not blown up to the height of a standing one
MARGIN = 20.0  # points round the figure in which arrows may lie
PAD = 1.5


def pictures(scene: Scene, models: Models | None = None) -> list[Picture]:
    models = models or Models(scene)
    sets = [staged(models, panel) for panel in scene.panels]
    scales = {kind: _scale([s for s in sets if s.panel.kind == kind], kind) for kind in {s.panel.kind for s in sets}}
    drafts = [_draft(s, scales[s.panel.kind]) for s in sets]
    return [_finished(d, [e for e in drafts if e.this.panel.kind == d.this.panel.kind]) for d in drafts]


def _extent(this: Set) -> tuple[Array, Array]:
    seen = np.concatenate([this.camera(m.points)[:, :2] for m in [*this.meshes, *this.ghosts] if len(m.points)])
    return seen.min(0), seen.max(0)


def _scale(sets: list[Set], kind: str) -> float:
    """Points per metre, the same for all panels of a kind."""
    if kind == "inset":
        return INSET / (2 * max(s.panel.close.radius for s in sets if s.panel.close))
    spans = np.array([np.subtract(*_extent(s)[::-1]) for s in sets])
    fit = (TALL - 2 * PAD) / spans[:, 1].max() if kind == "tall" else (WIDE - 2 * PAD) / spans[:, 0].max()
    return float(min(fit, MOST[kind]))


@dataclass(slots=True)
class Draft:
    this: Set
    window: Window
    shapes: list[Shape]  # in dots
    box: tuple[float, float, float, float]  # dots that the drawing covers: left, top, right, bottom


def _draft(this: Set, scale: float) -> Draft:
    close = this.panel.close
    if close is not None:
        centre = this.camera(place(close.of, this.anchors | this.now.points))[:2] + np.array(close.shift)
        low, high = centre - close.radius, centre + close.radius
    else:
        low, high = _extent(this)
        low, high = low - MARGIN / scale, high + MARGIN / scale
    window = Window(float(low[0]), float(low[1]), float(high[0]), float(high[1]), scale * DPP)
    buffer = look(this.meshes, this.camera, window)
    shadow = marks.shadow(this, window, buffer)
    round_ = None
    if close is not None:
        round_ = marks.outside(window)
        empty(round_, buffer)
        shadow &= ~round_
    fine = close is not None
    shapes = [
        *marks.ghost(this, window, round_),
        *marks.fills(buffer, shadow),
        *marks.inked(buffer, round_, fine=fine),
        *marks.face(this, buffer),
    ]
    accents = marks.accents(this, buffer)
    busy = buffer.owner > 0
    rows, cols = np.nonzero(busy | shadow)
    box = (float(cols.min()), float(rows.min()), float(cols.max() + 1), float(rows.max() + 1))
    for shape in [*accents, *[s for s in shapes if s.role.startswith("ghost")]]:
        points = np.concatenate([c for loop in shape.loops for c in loop])
        (left, top), (right, bottom) = points.min(0), points.max(0)
        box = (min(box[0], left), min(box[1], top), max(box[2], right), max(box[3], bottom))
    lens = _lens(this, window)
    for shape in lens:
        x, y, r = shape.circle or (0.0, 0.0, 0.0)
        box = (min(box[0], x - r), min(box[1], y - r), max(box[2], x + r), max(box[3], y + r))
    return Draft(this, window, shapes + accents + lens, box)


def _lens(this: Set, window: Window) -> list[Shape]:
    if this.panel.lens is None:
        return []
    x, y = window.dots(this.camera(this.now.points[this.panel.lens]))
    return [Shape("frame", (), 0.5, (float(x), float(y), 0.105 * window.density))]


def _finished(draft: Draft, kin: list[Draft]) -> Picture:
    """Crop to the drawing; panels of a kind share height and ground line."""
    panel = draft.this.panel
    if panel.close is not None:
        wide = high = round(draft.window.size[0] / DPP, 1)
        ring = (wide / 2, wide / 2, wide / 2 - 0.6)
        shapes = (Shape("paper", circle=ring), *_moved(draft.shapes, 0, 0), Shape("frame", (), 0.9, ring))
        return Picture(panel.id, panel.kind, wide, high, shapes)
    level = [d.window.top * d.window.density for d in kin]
    bottom = max(d.box[3] - t for d, t in zip(kin, level, strict=True))
    top = min(d.box[1] - t for d, t in zip(kin, level, strict=True))
    own = draft.window.top * draft.window.density
    pad = PAD * DPP
    left, up = draft.box[0] - pad, top + own - pad
    width = (draft.box[2] - draft.box[0] + 2 * pad) / DPP
    height = (bottom - top + 2 * pad) / DPP
    return Picture(panel.id, panel.kind, round(width, 1), round(height, 1), _moved(draft.shapes, left, up))


def _moved(shapes: list[Shape], left: float, top: float) -> tuple[Shape, ...]:
    shift = np.array([left, top])
    out = []
    for s in shapes:
        loops = tuple(tuple((c - shift) / DPP for c in loop) for loop in s.loops if loop)
        ring = None
        if s.circle is not None:
            ring = ((s.circle[0] - left) / DPP, (s.circle[1] - top) / DPP, s.circle[2] / DPP)
        if loops or ring:
            out.append(Shape(s.role, loops, s.width, ring))
    return tuple(out)
