"""Set the stage of a panel: solve its poses, model the figure and its props."""

from dataclasses import dataclass
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


def modelled(who: Skeleton) -> list[Mesh]:
    """The whole figure's skin, as in a panel without a close-up."""
    return [skin(group) for group in body.groups(who, close=False)]


def staged(scene: Scene, panel: Panel) -> Set:
    """Solve the poses and model what the panel shows."""
    known = props.anchors(scene.props)
    bodies = {
        name: solve(pose, PEOPLE[scene.figure], shoes=scene.feet == "shoes", anchors=known)
        for name, pose in scene.poses.items()
    }
    now = bodies[panel.pose]
    view = panel.view or scene.view
    out = Set(panel, Camera(view.around, view.above), now, [], [], known, bodies)
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
