"""Read a scene: the strict words of images/scenes/*.yaml; `base` scenes and `as` poses lie under the differences."""

from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import Field, ValidationError

from handouts.figure.pose import Direction, Numbers, Point, Pose, Strict, merged, spread

Kind = Literal["tall", "wide", "inset"]
PropKind = Literal["chair", "stool", "counter", "wall", "door", "step", "mat", "bed", "pad", "pillow", "box", "post",
                   "stick", "dumbbell", "ball", "marbles", "bowl", "cloth", "strap", "paper"]  # fmt: skip


class SceneError(ValueError):
    """A scene file needs fixing; the message says where."""


class Prop(Strict):
    kind: PropKind
    at: Point = (0.0, 0.0, 0.0)
    turn: float = 0.0
    size: Numbers | None = None  # forward, up, right
    radius: float | None = None
    role: str | None = None
    spots: tuple[Point, ...] = ()  # marbles
    along: tuple[Point, ...] = ()  # strap: the places it runs through
    width: float = 0.05
    gather: float = 0.0  # cloth: how much has been pulled in, 0..1
    ridge: float | None = None  # cloth: where the folds lie, metres forward of its near edge


class Arrow(Strict):
    """`follow` a landmark from another pose; or show a push `at` a place `toward` a direction; or a `circle`."""

    follow: str | None = None
    start: str | None = Field(default=None, alias="from")
    about: str | None = None
    at: Point | None = None
    toward: Direction | None = None
    circle: Point | None = None
    sweep: float = 290.0
    radius: float = 0.05
    facing: Direction = "forward"
    length: float = 0.12
    shift: Numbers = (0.0, 0.0, 0.0)
    strokes: tuple[tuple[tuple[float, float], ...], ...] = ()  # lines written at `at`, metres right and up
    bend: float = 0.0
    both: bool = False
    keep: bool = False  # do not look for a clear place


class View(Strict):
    around: float = 15.0
    above: float = 6.0


class Close(Strict):
    """A round close-up about a landmark; `radius` in metres, `shift` right and up in the picture."""

    of: Point
    radius: float = 0.16
    shift: tuple[float, float] = (0.0, 0.0)


class Panel(Strict):
    id: str = Field(pattern=r"^(setup|start|middle|finish)(-\d)?$")
    pose: str
    kind: Kind = "tall"
    view: View | None = None
    close: Close | None = None
    only: tuple[str, ...] = ()  # parts of the figure to draw, e.g. leg r
    hide: tuple[str, ...] = ()  # props to leave out
    highlight: tuple[str, ...] = ()
    ghost: str | None = None
    arrows: tuple[Arrow, ...] = ()
    lens: str | None = None  # ring round a landmark that a close-up shows


class Contact(Strict):
    part: str
    at: str = "floor"


class Checks(Strict):
    contacts: tuple[Contact, ...] = ()
    support: Literal["feet", "seat", "hands", "floor"] = "feet"
    holds: str | None = None  # the prop that a hand holds for balance
    free: tuple[str, ...] = ()  # checks that this scene may break, e.g. "hip flexion r"


class Scene(Strict):
    id: str
    title: str
    figure: Literal["woman", "man", "older-woman", "older-man"] = "woman"
    feet: Literal["bare", "shoes"] = "bare"
    view: View = View()
    props: dict[str, Prop] = Field(default_factory=dict)
    poses: dict[str, Pose]
    panels: tuple[Panel, ...]
    checks: Checks = Checks()


def written(path: Path) -> dict[str, Any]:
    """The file's plain values. The one place in this room that reads YAML."""
    value = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(value, dict):
        raise SceneError(f"{path.name}: a scene is a map")
    return value


def load(path: Path) -> Scene:
    raw = _based(path, ())
    raw.setdefault("id", path.stem)
    raw["poses"] = {name: spread(_pose(raw["poses"], name, ())) for name in raw.get("poses", {})}
    try:
        scene = Scene.model_validate(raw)
    except ValidationError as errors:
        lines = [f"{path.name}: {'.'.join(map(str, e['loc']))}: {e['msg']}" for e in errors.errors()]
        raise SceneError("\n".join(lines)) from errors
    if scene.id != path.stem:
        raise SceneError(f"{path.name}: the id {scene.id!r} is not the file's name")
    for panel in scene.panels:
        for name in (panel.pose, panel.ghost, *(a.start for a in panel.arrows)):
            if name is not None and name not in scene.poses:
                raise SceneError(
                    f"{path.name}: panel {panel.id} names the pose {name!r}; there are {', '.join(scene.poses)}"
                )
    return scene


def _based(path: Path, seen: tuple[str, ...]) -> dict[str, Any]:
    raw = written(path)
    base = raw.pop("base", None)
    if base is None:
        return raw
    if base in seen:
        raise SceneError(f"{path.name}: base {base!r} goes round in a circle")
    under = _based(path.with_name(f"{base}.yaml"), (*seen, path.stem))
    under.pop("id", None)
    out = dict(merged(under, {k: v for k, v in raw.items() if k not in {"props", "checks"}}))
    out["props"] = {k: v for k, v in merged(under.get("props", {}), raw.get("props")).items() if v != "none"}
    out["checks"] = {**under.get("checks", {}), **raw.get("checks", {})}
    return out


def _pose(poses: dict[str, Any], name: str, seen: tuple[str, ...]) -> dict[str, Any]:
    if name not in poses or name in seen:
        raise SceneError(f"there is no pose {name!r} to start from")
    raw = dict(poses[name] or {})
    under = raw.pop("as", None)
    if under is None:
        return raw
    below = _pose(poses, under, (*seen, name))
    return {
        k: merged(below.get(k), raw[k]) if k in raw and k in below else raw.get(k, below.get(k))
        for k in {**below, **raw}
    }
