"""Read a scene from its file: `base` scenes and `as` poses lie under the differences; complaints keep their line."""

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from handouts.figure.pose import merged, spread
from handouts.figure.scene import Scene
from handouts.intake import yaml
from handouts.intake.places import BUILT_IN
from handouts.intake.problems import NeedsFixing, Problem
from handouts.intake.yaml import Tree


def load(path: Path) -> Scene:
    """The scene, checked. Raises NeedsFixing with file, line and column."""
    tree = yaml.load(path, path.name)
    raw = _based(tree, path, ())
    raw.setdefault("id", path.stem)
    if isinstance(raw.get("poses"), dict):
        raw["poses"] = {name: spread(_pose(raw["poses"], name, (tree, ()))) for name in raw["poses"]}
    try:
        scene = Scene.model_validate(raw)
    except ValidationError as errors:
        raise NeedsFixing(_told(tree, e["loc"], e["msg"]) for e in errors.errors()) from errors
    if scene.id != path.stem:
        raise NeedsFixing([_told(tree, ("id",), f"is {scene.id}, but the file is called {path.stem}")])
    if lost := [*_strangers(scene, tree), *_doubles(scene, tree)]:
        raise NeedsFixing(lost)
    return scene


def _told(tree: Tree, loc: tuple[str | int, ...], message: str) -> Problem:
    words = ".".join(str(step) for step in loc)
    return Problem(tree.place(loc), f"{words}: {message[:1].lower()}{message[1:]}" if words else message)


def _strangers(scene: Scene, tree: Tree) -> list[Problem]:
    """Panels that name a pose which is not there."""
    return [
        _told(tree, ("panels", i), f"names the pose {name!r}; there are {', '.join(scene.poses)}")
        for i, panel in enumerate(scene.panels)
        for name in (panel.pose, panel.ghost, *(arrow.start for arrow in panel.arrows))
        if name is not None and name not in scene.poses
    ]


def _doubles(scene: Scene, tree: Tree) -> list[Problem]:
    """Figures in `also` for whom the scene is drawn already."""
    return [
        _told(tree, ("also", i), f"names {name}, for whom it is drawn already")
        for i, name in enumerate(scene.also)
        if name in (scene.figure, *scene.also[:i])
    ]


def _based(tree: Tree, path: Path, seen: tuple[str, ...]) -> dict[str, Any]:
    if not isinstance(tree.value, dict):
        raise NeedsFixing([_told(tree, (), "a scene is a map, with title, poses and panels")])
    raw = dict(tree.value)
    base = raw.pop("base", None)
    if base is None:
        return raw
    if base in seen:
        raise NeedsFixing([_told(tree, ("base",), f"{base} goes round in a circle")])
    below = path.with_name(f"{base}.yaml")
    if not below.is_file():  # a clinic's scene may stand on one of ours
        below = BUILT_IN / "images/scenes" / f"{base}.yaml"
    under = _based(yaml.load(below, below.name), below, (*seen, path.stem))
    for own in ("id", "also"):
        under.pop(own, None)
    out = dict(merged(under, {k: v for k, v in raw.items() if k not in {"props", "checks"}}))
    out["props"] = {k: v for k, v in merged(under.get("props", {}), raw.get("props")).items() if v != "none"}
    out["checks"] = {**under.get("checks", {}), **raw.get("checks", {})}
    return out


def _pose(poses: dict[str, Any], name: str, at: tuple[Tree, tuple[str, ...]]) -> dict[str, Any]:
    tree, seen = at
    if name not in poses or name in seen:
        raise NeedsFixing([_told(tree, ("poses",), f"there is no pose {name!r} to start from")])
    raw = dict(poses[name] or {})
    under = raw.pop("as", None)
    if under is None:
        return raw
    below = _pose(poses, under, (tree, (*seen, name)))
    return {k: merged(below.get(k), raw[k]) if k in raw else below[k] for k in {**below, **raw}}
