"""Check scenes: everything that can be wrong with a picture, as plain sentences."""

from collections.abc import Sequence
from pathlib import Path

from handouts.figure import legible, match, motion, support, touch
from handouts.figure.scene import Scene
from handouts.figure.stage import Models
from handouts.intake.exercise import Exercise


def bones(scene: Scene, models: Models | None = None) -> list[str]:
    """What can be told in milliseconds, from the joints alone."""
    solved = (models or Models(scene)).bodies
    return [*motion.angles(scene, solved), *motion.reaches(scene, solved), *motion.changes(scene, solved)]


def skin(scene: Scene, models: Models | None = None) -> list[str]:
    """What needs the modelled body: about a second for each pose that is shown and not yet modelled."""
    models, out = models or Models(scene), []
    for pose in _poses(scene):
        body, figure = models.bodies[pose], models.figure(pose)
        out += touch.sunk(scene, pose, figure)
        out += touch.contacts(scene, pose, body, figure)
        out += touch.balance(scene, pose, body, figure)
    return out


def setup(scene: Scene, exercises: Sequence[Exercise] = (), models: Models | None = None) -> list[str]:
    """What is unsafe about it: `exercises` are those that show this picture, if any do yet."""
    models = models or Models(scene)
    spare = support.free(scene, exercises)
    out = [*support.agrees(scene, exercises), *support.named(scene)]
    for pose in _poses(scene):
        body, figure = models.bodies[pose], models.figure(pose)
        if not spare:
            out += support.held(scene, pose, body, figure)
        if spare or any(map(support.wobbly, exercises)):
            out += support.beside(scene, pose, body)
    return out


def _poses(scene: Scene) -> list[str]:
    return sorted({panel.pose for panel in scene.panels})


def picture(scene: Scene, new: str, committed: Path) -> list[str]:
    """It can be read small and in black, and the committed file is what the scene makes."""
    out = match.faint(new, {p.id: bool(p.highlight) for p in scene.panels}) + legible.faults(scene, new)
    if not committed.exists():
        return [*out, f"{committed.name} is missing"]
    return out + match.differences(match.read(committed), new)
