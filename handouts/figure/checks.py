"""Check scenes: everything that can be wrong with a picture, as plain sentences."""

from pathlib import Path

from handouts.figure import match, motion, props, touch
from handouts.figure.people import PEOPLE
from handouts.figure.scene import Scene
from handouts.figure.skeleton import Skeleton, solve
from handouts.figure.stage import modelled


def bodies(scene: Scene) -> dict[str, Skeleton]:
    known = props.anchors(scene.props)
    return {
        k: solve(p, PEOPLE[scene.figure], shoes=scene.feet == "shoes", anchors=known) for k, p in scene.poses.items()
    }


def bones(scene: Scene) -> list[str]:
    """What can be told in milliseconds, from the joints alone."""
    solved = bodies(scene)
    return [*motion.angles(scene, solved), *motion.reaches(scene, solved), *motion.changes(scene, solved)]


def skin(scene: Scene) -> list[str]:
    """What needs the modelled body: a second or two for each pose that is shown."""
    out, solved = [], bodies(scene)
    for pose in sorted({p.pose for p in scene.panels}):
        figure = modelled(solved[pose])
        out += touch.sunk(scene, pose, figure)
        out += touch.contacts(scene, pose, solved[pose], figure)
        out += touch.held(scene, pose, solved[pose], figure)
        out += touch.balance(scene, pose, solved[pose], figure)
    return out


def picture(scene: Scene, new: str, committed: Path) -> list[str]:
    """The highlight shows, and the committed file is what the scene makes."""
    out = match.faint(new, {p.id: bool(p.highlight) for p in scene.panels})
    if not committed.exists():
        return [*out, f"{committed.name} is missing"]
    return out + match.differences(match.read(committed), new)
