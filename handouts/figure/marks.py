"""Make the marks of a panel: fills, shades, ink, face, ghost and arrows, in dots."""

import numpy as np
from numpy.typing import NDArray

from handouts.figure import arrows, curve, foot, head, ink, shoe
from handouts.figure.buffer import FAR, Buffer, Camera, Window, look
from handouts.figure.mesh import Mesh
from handouts.figure.regions import blur, outline
from handouts.figure.skeleton import Skeleton
from handouts.figure.stage import Set
from handouts.figure.svg import Shape
from handouts.figure.turn import Array, unit, vec

DPP = 8.0  # dots per point
LIGHT = unit(vec(-0.42, 0.62, 0.66))
SHADED = {"skin", "hair", "shirt", "shorts", "shoe", "prop", "wood", "towel", "band", "ball"}
BACKGROUND = {"mat", "shadow", "prop", "prop-dark", "wood", "paper", "metal"}  # an arrow may lie on these
FLAT = {"prop", "wood", "prop-dark", "mat", "paper"}
Mask = NDArray[np.bool_]


def outside(window: Window) -> Mask:
    wide, high = window.size
    y, x = np.mgrid[:high, :wide] + 0.5
    return np.asarray((x - wide / 2) ** 2 + (y - high / 2) ** 2 > (min(wide, high) / 2 - 0.6 * DPP) ** 2)


def shadow(this: Set, window: Window, buffer: Buffer) -> Mask:
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


def fills(buffer: Buffer, shadow: Mask) -> list[Shape]:
    out = [_area("shadow", shadow, soft=2.5, least=8.0)] if shadow.any() else []
    roles = np.array(["", *(m.role for m in buffer.meshes)])[buffer.owner]
    calm = np.array([0.0, *(0.16 if m.name == "head" else 0.0 for m in buffer.meshes)])  # faces stay clear
    lit = buffer.normal @ LIGHT + calm[buffer.owner]
    for role in sorted({m.role for m in buffer.meshes}, key=lambda r: (r != "skin", r)):
        mask = roles == role
        if not mask.any():
            continue
        out.append(_area(role, mask))
        if role in SHADED:
            out.append(_area(f"{role}-shade", _shade(mask, lit, role), soft=1.2, least=4.0))
        bright = mask & (buffer.glow > 0.5)
        if bright.any():
            soft = np.where(mask, np.clip((buffer.glow - 0.5) * 4 + 0.5, 0, 1), 0)
            out.append(_area("muscle", blur(soft, 0.5 * 1.0) * mask, soft=0.8, least=0.4))
    return [s for s in out if s.loops]


def _shade(mask: Mask, lit: Array, role: str) -> Array:
    if role in FLAT:
        return np.asarray((mask & (lit < 0.42)).astype(float))
    sigma = 0.9 * DPP / 8 * 3.0
    level = blur(np.where(mask, lit, 0), sigma) / np.maximum(blur(mask.astype(float), sigma), 1e-6)
    edge = {"skin": 0.10, "hair": 0.22, "shirt": 0.14, "shorts": 0.20}.get(role, 0.10)
    return np.asarray(np.clip((edge - level) * 6 + 0.5, 0, 1) * mask)


def _area(role: str, field_: Mask | Array, *, soft: float = 0.9, least: float = 0.15) -> Shape:
    loops = outline(field_, DPP, soft=soft, least=least)
    return Shape(role, tuple(tuple(loop) for loop in loops if loop))


def inked(buffer: Buffer, hush: Mask | None, *, fine: bool) -> list[Shape]:
    strokes = ink.lines(buffer, ink.CLOSE if fine else ink.FIGURE, DPP, hush)
    widths = sorted({s.width for s in strokes}, reverse=True)
    return [Shape("ink", tuple(tuple(s.cubics) for s in strokes if s.width == w and s.cubics), w) for w in widths]


def ghost(this: Set, window: Window, round_: Mask | None) -> list[Shape]:
    if not this.ghosts:
        return []
    mask = look(this.ghosts, this.camera, window).owner > 0
    mask &= ~round_ if round_ is not None else True
    loops = tuple(tuple(loop) for loop in outline(mask, DPP) if loop)
    if round_ is not None:  # near by, a gray fill under a foot would be a wedge that it stands on
        return [Shape("ghost-line", loops, 0.6)]
    return [Shape("ghost", loops), Shape("ghost-line", loops, 0.6)]


def flat_arch(this: Set, buffer: Buffer) -> list[Shape]:
    """Where the inner arch ran in the ghost's pose, dashed over the foot."""
    out = []
    for leg in this.ghosts:
        before = this.bodies.get(this.panel.ghost or "")
        side = leg.name[-1]
        if before is None or not leg.name.startswith("leg") or before.arches[side] == this.now.arches[side]:
            continue
        line = curve.soften(foot.arch_line(before, side, leg.points), 1.5, closed=False)
        dots = buffer.window.dots(this.camera(line))
        out.append(Shape("ghost-line", (tuple(curve.fit(dots, 0.4)),), 0.6))
    return out


def face(this: Set, buffer: Buffer) -> list[Shape]:
    """Features, hair strands and laces that lie on the skin, where they can be seen."""
    weights = {
        "brow": 0.5,
        "eye": 0.68,
        "pupil": 1.1,
        "ear": 0.35,
        "nose": 0.4,
        "mouth": 0.5,
        "lace": 0.5,
        "strand": 0.35,
        "arch": 0.68,
    }
    lines: list[tuple[str, str, Array]] = []
    for name, drawn in (("head", head.features(this.now)), ("hair", [("strand", p) for p in head.strands(this.now)])):
        mesh = next((m for m in this.meshes if m.name == name), None)
        if mesh is not None:
            on = [(kind, _dropped(points, mesh, this.now)) for kind, points in drawn]
            lines += [(k, name, curve.soften(p, 4.0, closed=False) if k == "strand" else p) for k, p in on]
    if this.now.shoes:
        lines += [("lace", f"shoe {side}", p) for side in ("r", "l") for p in shoe.laces(this.now, side)]
    for side in ("r", "l"):
        leg = next((m for m in this.meshes if m.name == f"leg {side}"), None)
        if leg is not None and this.panel.close is not None and not this.now.shoes and this.now.arches[side] != 0.5:
            lines.append(
                ("arch", leg.name, curve.soften(foot.arch_line(this.now, side, leg.points), 1.5, closed=False))
            )
    out: dict[float, list[tuple[Array, ...]]] = {}
    for kind, name, points in lines:
        shown = _visible(points, this.camera, buffer, name)
        if len(shown) > 2:
            out.setdefault(weights[kind], []).append(tuple(curve.fit(shown, 0.4)))
    inked = [Shape("ink", tuple(loops), width) for width, loops in sorted(out.items())]
    return inked + flat_arch(this, buffer)


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


def _visible(points: Array, camera: Camera, buffer: Buffer, name: str) -> Array:
    seen = camera(points)
    dots = buffer.window.dots(seen)
    x, y = dots.astype(int).T
    high, wide = buffer.owner.shape
    ok = (x >= 0) & (y >= 0) & (x < wide) & (y < high)
    x, y = np.clip(x, 0, wide - 1), np.clip(y, 0, high - 1)
    mine = np.array([False, *(m.name == name for m in buffer.meshes)])
    ok &= mine[buffer.owner[y, x]] & (buffer.depth[y, x] > FAR) & (buffer.depth[y, x] - seen[:, 2] < 0.009)
    keep = np.nonzero(ok)[0]
    return dots[keep[0] : keep[-1] + 1] if len(keep) > 2 else dots[:0]


def accents(this: Set, buffer: Buffer) -> list[Shape]:
    roles = np.array([False, *(m.role not in BACKGROUND for m in buffer.meshes)])
    out = []
    for arrow in this.panel.arrows:
        busy = roles[buffer.owner] | (outside(buffer.window) if this.panel.close else False)
        sight = arrows.Sight(this.camera, buffer.window, DPP, busy, this.anchors)
        before = this.bodies.get(arrow.start or "")
        if arrow.strokes:
            out.append(_area("accent", arrows.written(arrow, this.now, sight), soft=0.5))
            continue
        cubics, _ = arrows.drawn(arrow, this.now, before, sight)
        out.append(Shape("accent", (tuple(cubics),)))
    return out
