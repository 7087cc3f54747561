"""Check scenes: everything that can be wrong with a picture, as plain sentences."""

from pathlib import Path

from handouts.figure import match, motion, touch
from handouts.figure.scene import Scene
from handouts.figure.stage import Models


def bones(scene: Scene, models: Models | None = None) -> list[str]:
    """What can be told in milliseconds, from the joints alone."""
    solved = (models or Models(scene)).bodies
    return [*motion.angles(scene, solved), *motion.reaches(scene, solved), *motion.changes(scene, solved)]


def skin(scene: Scene, models: Models | None = None) -> list[str]:
    """What needs the modelled body: about a second for each pose that is shown and not yet modelled."""
    models, out = models or Models(scene), []
    for pose in sorted({p.pose for p in scene.panels}):
        body, figure = models.bodies[pose], models.figure(pose)
        out += touch.sunk(scene, pose, figure)
        for check in (touch.contacts, touch.held, touch.balance):
            out += check(scene, pose, body, figure)
    return out


def picture(scene: Scene, new: str, committed: Path) -> list[str]:
    """The highlight shows, and the committed file is what the scene makes."""
    out = match.faint(new, {p.id: bool(p.highlight) for p in scene.panels})
    if not committed.exists():
        return [*out, f"{committed.name} is missing"]
    return out + match.differences(match.read(committed), new)
