"""Props: furniture and equipment with named anchors that hands and feet can be put on."""

from collections.abc import Callable

import numpy as np

from handouts.figure.mesh import Mesh
from handouts.figure.pose import Point
from handouts.figure.scene import Prop
from handouts.figure.skeleton import Skeleton, place
from handouts.figure.solids import ball, box, cloth, cushion, ribbon, tube, turned
from handouts.figure.turn import Array, about_y, vec

Anchors = dict[str, Array]
SIZES = {"chair": (0.42, 0.45, 0.44), "stool": (0.36, 0.45, 0.36), "counter": (0.42, 0.90, 0.70), "wall": (0.06, 1.95,
    0.80),
         "door": (0.05, 1.98, 0.80), "step": (0.32, 0.17, 0.60), "mat": (1.5, 0.012, 0.60), "bed": (1.95, 0.48, 0.95),
         "pad": (0.40, 0.06, 0.46), "pillow": (0.36, 0.10, 0.50), "box": (0.3, 0.3, 0.3), "post": (0.05, 0.75, 0.05),
         "cloth": (0.36, 0.0, 0.24), "paper": (0.21, 0.002, 0.297)}  # fmt: skip


def size(prop: Prop) -> Array:
    return vec(*(prop.size or SIZES.get(prop.kind, (0.1, 0.1, 0.1))))


def anchors(props: dict[str, Prop]) -> Anchors:
    """Named places of the props that stand on their own; `name!` holds the direction away from the surface."""
    out: Anchors = {}
    for name, prop in props.items():
        if isinstance(prop.at, tuple) and prop.kind not in {"strap", "marbles"}:
            out |= {f"{name}.{k}": v for k, v in _places(prop).items()}
            if prop.kind in {"wall", "door"}:
                out |= {f"{name}.{k}!": about_y(-prop.turn) @ vec(-1, 0, 0) for k in ("face", "face_r", "face_l")}
    return out


def _places(prop: Prop) -> Anchors:
    at, spin = vec(*prop.at) if isinstance(prop.at, tuple) else vec(0, 0, 0), about_y(-prop.turn)
    d, h, w = size(prop)
    if prop.kind == "ball":
        r = prop.radius or 0.033
        return {"middle": at, "top": at + vec(0, r, 0)}
    near = {
        "top": vec(0, h, 0),
        "edge": vec(-d / 2 + 0.05, h, 0),
        "front": vec(d / 2, h, 0),
        "back": vec(-d / 2, h, 0),
        "middle": vec(0, h / 2, 0),
    }
    for s, sign in (("r", 1.0), ("l", -1.0)):
        near[f"edge_{s}"] = vec(-d / 2 + 0.07, h, sign * 0.17)
        near[f"side_{s}"] = vec(0, h, sign * w / 2)
        near[f"seat_{s}"] = vec(-0.02, h, sign * (w / 2 - 0.02))
        near[f"front_{s}"] = (
            vec(d / 2, h, -sign * (w / 2 - 0.06)) if prop.turn == 180 else vec(d / 2, h, sign * (w / 2 - 0.06))
        )
        near[f"face_{s}"] = vec(-d / 2, 1.32, sign * 0.17)
    near["face"] = vec(-d / 2, 1.3, 0)
    near["rail"] = vec(-d / 2, 0.90, 0)
    return {k: at + spin @ v for k, v in near.items()}


def meshes(name: str, prop: Prop, body: Skeleton, known: Anchors) -> list[Mesh]:
    at = place(prop.at, known | body.points)
    return MAKERS[prop.kind](name, prop, at, known | body.points, body)


def _slab(name: str, prop: Prop, at: Array, role: str, lift: float = 0.0) -> Mesh:
    d, h, w = size(prop)
    low, high = vec(-d / 2, lift, -w / 2), vec(d / 2, h, w / 2)
    return _put(box(name, prop.role or role, low, high), at, prop.turn)


def _put(mesh: Mesh, at: Array, turn: float) -> Mesh:
    spin = about_y(-turn)
    mesh.points = mesh.points @ spin.T + at
    mesh.normals = mesh.normals @ spin.T
    return mesh


def _plain(role: str) -> Callable[..., list[Mesh]]:
    def make(name: str, prop: Prop, at: Array, _known: Anchors, _body: Skeleton) -> list[Mesh]:
        return [_slab(name, prop, at, role)]

    return make


def _counter(name: str, prop: Prop, at: Array, _known: Anchors, _body: Skeleton) -> list[Mesh]:
    d, h, w = size(prop)
    parts = [
        box(name, "wood", vec(-d / 2 - 0.025, h - 0.045, -w / 2 - 0.02), vec(d / 2, h, w / 2 + 0.02)),
        box(name, "prop", vec(-d / 2, 0.09, -w / 2), vec(d / 2, h - 0.045, w / 2)),
        box(name, "prop-dark", vec(-d / 2 + 0.05, 0, -w / 2 + 0.02), vec(d / 2, 0.09, w / 2 - 0.02)),
    ]
    return [_put(p, at, prop.turn) for p in parts]


def _chair(name: str, prop: Prop, at: Array, _known: Anchors, _body: Skeleton) -> list[Mesh]:
    d, h, w = size(prop)
    leg, x, z, top = 0.017, d / 2 - 0.022, w / 2 - 0.022, 0.90
    parts = [box(name + " seat", "prop", vec(-d / 2, h - 0.035, -w / 2), vec(d / 2, h, w / 2))]
    for sx in (-1, 1):
        for sz in (-1, 1):
            high = h - 0.035 if sx > 0 or prop.kind == "stool" else top
            parts.append(box(name, "wood", vec(sx * x - leg, 0, sz * z - leg), vec(sx * x + leg, high, sz * z + leg)))
    if prop.kind == "chair":
        parts.append(box(name, "prop", vec(-x - 0.012, top - 0.20, -z + leg), vec(-x + 0.012, top - 0.012, z - leg)))
        parts.append(box(name, "wood", vec(-x - 0.009, h + 0.10, -z + leg), vec(-x + 0.009, h + 0.135, z - leg)))
    rungs = [(vec(-x + leg, 0.16, sz * z - 0.010), vec(x - leg, 0.185, sz * z + 0.010)) for sz in (-1, 1)]
    parts += [box(name, "wood", low, high) for low, high in rungs]
    return [_put(p, at, prop.turn) for p in parts]


def _bed(name: str, prop: Prop, at: Array, _known: Anchors, _body: Skeleton) -> list[Mesh]:
    d, h, w = size(prop)
    parts = [
        box(name, "paper", vec(-d / 2, h - 0.20, -w / 2), vec(d / 2, h, w / 2)),
        box(name, "wood", vec(-d / 2 - 0.02, h - 0.32, -w / 2 - 0.02), vec(d / 2 + 0.02, h - 0.20, w / 2 + 0.02)),
    ]
    return [_put(p, at, prop.turn) for p in parts]


def _pillow(name: str, prop: Prop, at: Array, _known: Anchors, _body: Skeleton) -> list[Mesh]:
    d, h, w = size(prop)
    return [_put(cushion(name, prop.role or "paper", vec(-d / 2, 0, -w / 2), vec(d / 2, h, w / 2)), at, prop.turn)]


def _pad(name: str, prop: Prop, at: Array, _known: Anchors, _body: Skeleton) -> list[Mesh]:
    d, h, w = size(prop)
    rise = 0.018  # `size` is where the soles come to rest; foam that nobody presses stands higher
    foam = cushion(name, prop.role or "ball", vec(-d / 2, 0, -w / 2), vec(d / 2, h + rise, w / 2), plump=0.3)
    return [_put(foam, at, prop.turn)]


def _door(name: str, prop: Prop, at: Array, _known: Anchors, _body: Skeleton) -> list[Mesh]:
    """The lower part of a door in its frame; a band may be shut between the two."""
    d, h, w = size(prop)
    post = vec(d * 0.6, h / 2, 0.035)
    parts = [box(name, "wood", vec(-d / 2, 0, -w / 2), vec(d / 2, h, w / 2))]
    for sign in (-1, 1):
        side = vec(0, h / 2, sign * (w / 2 + 0.037))
        knob = vec(sign * (d / 2 + 0.03), min(0.98, h - 0.12), w / 2 - 0.08)
        parts.append(box(f"{name} frame", "prop", side - post, side + post))
        parts.append(ball(f"{name} knob", "metal", knob, 0.030))
    return [_put(p, at, prop.turn) for p in parts]


def _stick(name: str, prop: Prop, at: Array, _known: Anchors, _body: Skeleton) -> list[Mesh]:
    d, h, w = size(prop)
    end = about_y(-prop.turn) @ vec(d, h, w)
    return [
        tube(name, prop.role or "wood", np.array([at + end * t for t in np.linspace(0, 1, 8)]), prop.radius or 0.014)
    ]


def _dumbbell(name: str, prop: Prop, at: Array, _known: Anchors, _body: Skeleton) -> list[Mesh]:
    spin, out = about_y(-prop.turn), []
    for a, b, r in ((-0.06, 0.06, 0.013), (-0.10, -0.05, 0.040), (0.05, 0.10, 0.040)):
        path = np.array([at + spin @ vec(0, 0, a + (b - a) * t) for t in np.linspace(0, 1, 4)])
        out.append(tube(name, "metal", path, r))
    return out


def _ball(name: str, prop: Prop, at: Array, _known: Anchors, _body: Skeleton) -> list[Mesh]:
    return [ball(name, prop.role or "ball", at, prop.radius or 0.033)]


def _marbles(name: str, prop: Prop, _at: Array, known: Anchors, _body: Skeleton) -> list[Mesh]:
    return [ball(f"{name} {i}", "marble", place(p, known), prop.radius or 0.0095) for i, p in enumerate(prop.spots)]


def _bowl(name: str, prop: Prop, at: Array, _known: Anchors, _body: Skeleton) -> list[Mesh]:
    r = prop.radius or 0.062
    h = float(prop.size[1]) if prop.size else r * 0.80
    profile = [(0.0002, 0.002), (r * 0.55, 0.002), (r * 0.82, h * 0.36), (r * 0.97, h * 0.75), (r, h), (r - 0.005, h),
        (r * 0.88, h * 0.6), (r * 0.5, 0.010), (0.0002, 0.008)]  # fmt: skip
    return [turned(name, prop.role or "prop", at, profile)]


def _cloth(name: str, prop: Prop, at: Array, _known: Anchors, _body: Skeleton) -> list[Mesh]:
    d, _, w = size(prop)
    g = prop.gather
    long = d * (1 - 0.42 * g)
    ridge = prop.ridge if prop.ridge is not None else 0.05

    def height(x: Array, z: Array) -> Array:
        wave = 0.007 * np.sin(z * 34 + 0.6) + 0.004 * np.sin(z * 77)
        swell = np.exp(-(((x - ridge) / 0.050) ** 2))
        folds = 0.5 + 0.5 * np.cos((x - ridge + wave) * 2 * np.pi / 0.034)
        return np.asarray(g * 0.030 * swell * folds * (0.8 + 0.2 * np.sin(z * 26 + 1)) + 0.0 * z)

    corner = vec(at[0] - d / 2, at[1], at[2] - w / 2)
    return cloth(name, (long, w), height, corner)


def _strap(name: str, prop: Prop, _at: Array, known: Anchors, body: Skeleton) -> list[Mesh]:
    path = np.array([place(p, known) for p in prop.along])
    wide = np.array([_lies(p, body) for p in prop.along])
    for i in range(1, len(wide)):
        if float(wide[i] @ wide[i - 1]) < 0:
            wide[i] *= -1
    if prop.role != "towel":
        return [ribbon(name, prop.role or "band", path, wide, prop.width)]
    # a towel of one tone with white stripes: all white it would be one more limb
    stripes = [
        ribbon(f"{name} stripe", "towel", path + wide * prop.width * off, wide, prop.width * 0.14, 0.0042)
        for off in (-0.24, 0.24)
    ]
    return [ribbon(name, "towel-stripe", path, wide, prop.width), *stripes]


def _lies(point: Point, body: Skeleton) -> Array:
    """Round a foot a strap lies along the foot, elsewhere on edge."""
    name = point if isinstance(point, str) else getattr(point, "near", "")
    if name.startswith("wrap"):
        return body.frames[f"foot_{name[-1]}"][:, 0]
    return vec(0, 1, 0)


MAKERS: dict[str, Callable[[str, Prop, Array, Anchors, Skeleton], list[Mesh]]] = {
    "chair": _chair, "stool": _chair, "counter": _counter, "wall": _plain("prop"), "door": _door,
    "step": _plain("wood"),
    "mat": _plain("mat"), "bed": _bed, "pad": _pad, "pillow": _pillow, "box": _plain("prop"),
    "post": _plain("wood"), "stick": _stick, "dumbbell": _dumbbell, "ball": _ball, "marbles": _marbles, "bowl": _bowl,
    "cloth": _cloth, "strap": _strap, "paper": _plain("paper"),
}  # fmt: skip
