"""Compose the panels of a scene: pose, model, look, trace."""

from dataclasses import dataclass
from dataclasses import field as fresh

import numpy as np

from handouts.figure import arrows, body, field, glow, head, ink, props, shoe
from handouts.figure.buffer import FAR, Buffer, Camera, Window, empty, look
from handouts.figure.mesh import Mesh, skin
from handouts.figure.people import PEOPLE
from handouts.figure.regions import blur, outline
from handouts.figure.scene import Panel, Scene
from handouts.figure.skeleton import Skeleton, place, solve
from handouts.figure.svg import Picture, Shape
from handouts.figure.turn import Array, unit, vec

DPP = 8.0  # dots per point
TALL, WIDE, INSET = 121.0, 117.0, 100.0  # points
MOST = {"tall": 74.0, "wide": 96.0}  # points per metre: a seated figure is not blown up to the height of a standing one
MARGIN = 20.0  # points round the figure in which arrows may lie
PAD = 1.5
LIGHT = unit(vec(-0.42, 0.62, 0.66))
SHADED = {"skin", "hair", "shirt", "shorts", "shoe", "prop", "wood", "towel", "band", "ball"}
BACKGROUND = {"mat", "shadow", "prop", "prop-dark", "wood", "paper", "metal"}  # an arrow may lie on these
FLAT = {"prop", "wood", "prop-dark", "mat", "paper"}


@dataclass(slots=True)
class Set:
    """A panel's bodies and props, before it is seen."""

    panel: Panel
    camera: Camera
    now: Skeleton
    meshes: list[Mesh]
    ghosts: list[Mesh]
    anchors: dict[str, Array]
    bodies: dict[str, Skeleton] = fresh(default_factory=dict)


def staged(scene: Scene, panel: Panel, *, quick: bool = False) -> Set:
    """Solve the poses and model what the panel shows; `quick` leaves the skin out (for checks of bones)."""
    known = props.anchors(scene.props)
    bodies = {name: solve(pose, PEOPLE[scene.figure], shoes=scene.feet == "shoes", anchors=known) for name, pose in scene.poses.items()}
    now = bodies[panel.pose]
    view = panel.view or scene.view
    out = Set(panel, Camera(view.around, view.above), now, [], [], known, bodies)
    if not quick:
        out.meshes = _figure(out, now, panel.highlight) + _furniture(scene, panel, out)
        if panel.ghost:
            out.ghosts = _figure(out, bodies[panel.ghost], ())
    return out


def _figure(this: Set, who: Skeleton, names: tuple[str, ...]) -> list[Mesh]:
    close, within = this.panel.close, None
    if close is not None:
        centre = place(close.of, this.anchors | this.now.points)
        centre = centre + this.camera.rows.T @ vec(*close.shift, 0)
        within = (centre - close.radius * 1.7, centre + close.radius * 1.7)
    out = []
    for group in body.groups(who, close=close is not None):
        if this.panel.only and not any(group.name.startswith(part) for part in this.panel.only):
            continue
        if within is not None and not _meets(group.shapes, within):
            continue
        mesh = skin(group, within)
        glow.light(mesh, who, names)
        out.append(mesh)
    return out


def _meets(shapes: tuple[field.Shape, ...], within: tuple[Array, Array]) -> bool:
    ends = [s.bounds() for s in shapes]
    low, high = np.min([e[0] for e in ends], 0), np.max([e[1] for e in ends], 0)
    return bool((low < within[1]).all() and (high > within[0]).all())


def _furniture(scene: Scene, panel: Panel, this: Set) -> list[Mesh]:
    shown = {k: v for k, v in scene.props.items() if k not in panel.hide and f"{k}@{panel.pose}" not in scene.props}
    out = []
    for key, prop in shown.items():
        name, _, pose = key.partition("@")
        if not pose or pose == panel.pose:
            out += props.meshes(name, prop, this.now, this.anchors)
    return out


def pictures(scene: Scene) -> list[Picture]:
    sets = [staged(scene, panel) for panel in scene.panels]
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
    shadow = _shadow(this, window, buffer)
    round_ = None
    if close is not None:
        round_ = _outside(window)
        empty(round_, buffer)
        shadow &= ~round_
    fine = close is not None
    shapes = [*_ghost(this, window, round_), *_fills(buffer, shadow), *_ink(buffer, round_, fine=fine), *_face(this, buffer)]
    accents = _accents(this, buffer)
    busy = buffer.owner > 0
    rows, cols = np.nonzero(busy | shadow)
    box = (float(cols.min()), float(rows.min()), float(cols.max() + 1), float(rows.max() + 1))
    for shape in [*accents, *[s for s in shapes if s.role.startswith("ghost")]]:
        points = np.concatenate([c for loop in shape.loops for c in loop])
        (l, t), (r, b) = points.min(0), points.max(0)
        box = (min(box[0], l), min(box[1], t), max(box[2], r), max(box[3], b))
    lens = _lens(this, window)
    for shape in lens:
        x, y, r = shape.circle or (0.0, 0.0, 0.0)
        box = (min(box[0], x - r), min(box[1], y - r), max(box[2], x + r), max(box[3], y + r))
    return Draft(this, window, shapes + accents + lens, box)


def _outside(window: Window) -> np.ndarray:
    wide, high = window.size
    y, x = np.mgrid[:high, :wide] + 0.5
    return np.asarray((x - wide / 2) ** 2 + (y - high / 2) ** 2 > (min(wide, high) / 2 - 0.6 * DPP) ** 2)


def _shadow(this: Set, window: Window, buffer: Buffer) -> np.ndarray:
    """Where low parts darken the floor right under them."""
    flat = []
    for m in this.meshes:
        low = m.points[:, 1] < 0.16
        if m.role not in {"mat", "wood", "prop", "prop-dark", "towel", "towel-stripe"} and low.any():
            under = m.points.copy()
            under[:, 1] = np.where(low, 0.0, under[:, 1])
            faces = m.faces[low[m.faces].all(1)]
            up = np.tile(vec(0, 1, 0), (len(under), 1))
            flat.append(Mesh("shadow", "shadow", under * np.array([1.0, 1, 1.0]), up, faces))
    if not any(len(m.faces) for m in flat):
        return np.zeros(buffer.owner.shape, dtype=bool)
    dark = look(flat, this.camera, window).owner > 0
    return np.asarray((blur(dark.astype(float), 0.35 * DPP) > 0.3) & (buffer.owner == 0))


def _fills(buffer: Buffer, shadow: np.ndarray) -> list[Shape]:
    out = [_area("shadow", shadow, soft=2.5, least=0.6)] if shadow.any() else []
    roles = np.array(["", *(m.role for m in buffer.meshes)])[buffer.owner]
    lit = buffer.normal @ LIGHT
    for role in sorted({m.role for m in buffer.meshes}, key=lambda r: (r != "skin", r)):
        mask = roles == role
        if not mask.any():
            continue
        out.append(_area(role, mask))
        if role in SHADED:
            out.append(_area(f"{role}-shade", _shade(mask, lit, role), soft=1.2, least=1.2))
        bright = mask & (buffer.glow > 0.5)
        if bright.any():
            soft = np.where(mask, np.clip((buffer.glow - 0.5) * 4 + 0.5, 0, 1), 0)
            out.append(_area("muscle", blur(soft, 0.5 * 1.0) * mask, soft=0.8, least=0.4))
    return [s for s in out if s.loops]


def _shade(mask: np.ndarray, lit: Array, role: str) -> Array:
    if role in FLAT:
        return np.asarray((mask & (lit < 0.42)).astype(float))
    sigma = 0.9 * DPP / 8 * 3.0
    level = blur(np.where(mask, lit, 0), sigma) / np.maximum(blur(mask.astype(float), sigma), 1e-6)
    edge = {"skin": 0.10, "hair": 0.22, "shirt": 0.14, "shorts": 0.20}.get(role, 0.10)
    return np.asarray(np.clip((edge - level) * 6 + 0.5, 0, 1) * mask)


def _area(role: str, field_: np.ndarray, *, soft: float = 0.9, least: float = 0.15) -> Shape:
    loops = outline(field_, DPP, soft=soft, least=least)
    return Shape(role, tuple(tuple(loop) for loop in loops if loop))


def _ink(buffer: Buffer, hush: np.ndarray | None, *, fine: bool) -> list[Shape]:
    strokes = ink.lines(buffer, ink.CLOSE if fine else ink.FIGURE, DPP, hush)
    widths = sorted({s.width for s in strokes}, reverse=True)
    return [Shape("ink", tuple(tuple(s.cubics) for s in strokes if s.width == w and s.cubics), w) for w in widths]


def _ghost(this: Set, window: Window, round_: np.ndarray | None) -> list[Shape]:
    if not this.ghosts:
        return []
    mask = look(this.ghosts, this.camera, window).owner > 0
    mask &= ~round_ if round_ is not None else True
    loops = tuple(tuple(loop) for loop in outline(mask, DPP) if loop)
    return [Shape("ghost", loops), Shape("ghost-line", loops, 0.6)]


def _face(this: Set, buffer: Buffer) -> list[Shape]:
    """Features and laces that lie on the skin, where they can be seen."""
    weights = {"brow": 0.5, "eye": 0.68, "pupil": 1.1, "ear": 0.35, "nose": 0.4, "mouth": 0.5, "lace": 0.5}
    lines: list[tuple[str, Array]] = []
    skull = next((m for m in this.meshes if m.name == "head"), None)
    if skull is not None:
        lines += [(kind, _dropped(points, skull, this.now)) for kind, points in head.features(this.now)]
    if this.now.shoes:
        lines += [("lace", p) for side in ("r", "l") for p in shoe.laces(this.now, side)]
    out: dict[float, list[tuple[Array, ...]]] = {}
    for kind, points in lines:
        shown = _visible(points, this.camera, buffer)
        if len(shown) > 2:
            out.setdefault(weights[kind], []).append(tuple(ink.fit(shown, 0.4)))
    return [Shape("ink", tuple(loops), width) for width, loops in sorted(out.items())]


def _dropped(points: Array, skull: Mesh, now: Skeleton) -> Array:
    """Bring points round the head down onto its skin, along lines from the head's upright axis."""
    local = (skull.points - now.points["head"]) @ now.frames["head"]
    mine = (points - now.points["head"]) @ now.frames["head"]
    bearing = unit_rows(local[:, [0, 2]])
    out = []
    for p in mine:
        way = p[[0, 2]] / np.hypot(*p[[0, 2]])
        miss = (1 - bearing @ way) * 0.02 + (local[:, 1] - p[1]) ** 2 * 4
        near = np.argsort(miss)[:6]
        r = float(np.hypot(local[near, 0], local[near, 2]).mean()) + 0.001
        out.append([way[0] * r, p[1], way[1] * r])
    return np.asarray(now.points["head"] + np.array(out) @ now.frames["head"].T)


def unit_rows(v: Array) -> Array:
    return np.asarray(v / np.maximum(np.linalg.norm(v, axis=1, keepdims=True), 1e-9))


def _visible(points: Array, camera: Camera, buffer: Buffer) -> Array:
    seen = camera(points)
    dots = buffer.window.dots(seen)
    x, y = dots.astype(int).T
    high, wide = buffer.owner.shape
    ok = (x >= 0) & (y >= 0) & (x < wide) & (y < high)
    x, y = np.clip(x, 0, wide - 1), np.clip(y, 0, high - 1)
    ok &= (buffer.owner[y, x] > 0) & (buffer.depth[y, x] > FAR) & (buffer.depth[y, x] - seen[:, 2] < 0.009)
    keep = np.nonzero(ok)[0]
    return dots[keep[0] : keep[-1] + 1] if len(keep) > 2 else dots[:0]


def _accents(this: Set, buffer: Buffer) -> list[Shape]:
    roles = np.array([False, *(m.role not in BACKGROUND for m in buffer.meshes)])
    out = []
    for arrow in this.panel.arrows:
        busy = roles[buffer.owner] | (_outside(buffer.window) if this.panel.close else False)
        sight = arrows.Sight(this.camera, buffer.window, DPP, busy, this.anchors)
        before = this.bodies.get(arrow.start or "")
        if arrow.strokes:
            out += [Shape("accent", (tuple(bar),)) for bar in arrows.written(arrow, this.now, sight)]
            continue
        cubics, _ = arrows.drawn(arrow, this.now, before, sight)
        out.append(Shape("accent", (tuple(cubics),)))
    return out


def _lens(this: Set, window: Window) -> list[Shape]:
    if this.panel.lens is None:
        return []
    x, y = window.dots(this.camera(this.now.points[this.panel.lens]))
    return [Shape("frame", (), 0.7, (float(x), float(y), 0.105 * window.density))]


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
