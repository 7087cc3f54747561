"""Check a second figure against the scene's own: longer or shorter legs must not turn it into another exercise."""

from collections.abc import Mapping

from handouts.figure.scene import Scene
from handouts.figure.skeleton import Skeleton, measured

LEGS = ("hip flexion", "hip abduction", "knee flexion", "ankle dorsiflexion", "ankle inversion")
APART_DEGREES = 20.0  # a straight knee that bends by more is seen, and is no longer what the steps say


def strayed(scene: Scene, own: Mapping[str, Skeleton], other: Mapping[str, Skeleton]) -> list[str]:
    """Joints of the legs that stand elsewhere than those of the figure for whom the scene was posed."""
    out = []
    for pose in sorted({panel.pose for panel in scene.panels}):
        posed, now = measured(own[pose]), measured(other[pose])
        out += [
            f"{pose}: {joint} is {now[joint]:.0f}°, and {posed[joint]:.0f}° for whom it was posed"
            for joint in posed
            if joint[:-2] in LEGS and abs(now[joint] - posed[joint]) > APART_DEGREES
        ]
    return out
