"""Set the stage of a panel: solve its poses, model the figure and its props."""

from dataclasses import dataclass, replace
from dataclasses import field as fresh

import numpy as np

from handouts.figure import body, field, glow, props
from handouts.figure.buffer import Camera
from handouts.figure.mesh import Mesh, skin
from handouts.figure.people import PEOPLE
from handouts.figure.scene import Panel, Scene
from handouts.figure.skeleton import Skeleton, place, solve
from handouts.figure.turn import Array, vec


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


class Models:
    """A scene's poses solved once, and each whole figure modelled once, for all panels and checks."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.anchors = scene, props.anchors(scene.props)
        person, shoes = PEOPLE[scene.figure], scene.feet == "shoes"
        self.bodies = {k: solve(p, person, shoes=shoes, anchors=self.anchors) for k, p in scene.poses.items()}
        self._skins: dict[tuple[str, str], Mesh] = {}

    def figure(self, pose: str, only: tuple[str, ...] = ()) -> list[Mesh]:
        """The whole figure, or parts of it, as in a panel without a close-up; the glow is the caller's own."""
        out = []
        for group in body.groups(self.bodies[pose], close=False):
            if _asked(group.name, only):
                key = pose, group.name
                if key not in self._skins:
                    self._skins[key] = skin(group)
                out.append(replace(self._skins[key]))
        return out


def staged(models: Models, panel: Panel) -> Set:
    """Model what the panel shows."""
    view = panel.view or models.scene.view
    now = models.bodies[panel.pose]
    out = Set(panel, Camera(view.around, view.above), now, [], [], models.anchors, models.bodies)
    out.meshes = _figure(out, models, panel.pose)
    for mesh in out.meshes:
        glow.light(mesh, now, panel.highlight)
    out.meshes += _furniture(models.scene, panel, out)
    if panel.ghost:
        out.ghosts = _figure(out, models, panel.ghost)
    return out


def _asked(name: str, only: tuple[str, ...]) -> bool:
    return not only or any(name.startswith(part) for part in only)


def _figure(this: Set, models: Models, pose: str) -> list[Mesh]:
    close, only = this.panel.close, this.panel.only
    if close is None:
        return models.figure(pose, only)
    centre = place(close.of, this.anchors | this.now.points) + this.camera.rows.T @ vec(*close.shift, 0)
    within = (centre - close.radius * 1.7, centre + close.radius * 1.7)
    groups = body.groups(models.bodies[pose], close=True)
    return [skin(g, within) for g in groups if _asked(g.name, only) and _meets(g.shapes, within)]


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
