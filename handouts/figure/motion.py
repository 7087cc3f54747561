"""Check the bones: joint angles that people have, targets that are reached, starts and finishes that differ.

Ranges are those of the American Academy of Orthopaedic Surgeons (Joint Motion, 1965) as listed by Norkin & White,
Measurement of Joint Motion, 5th ed. (2016), widened where body weight moves the joint further than a hand does: ankle
dorsiflexion in a weight-bearing lunge (Bennell et al., Aust J Physiother 1998) and knee flexion in deep kneeling
(Hemmerich et al., J Orthop Res 2006: 157 degrees, standard deviation 6, squatting on the toes).

A scene may let a joint go further (`checks: free`), but not further than any healthy joint: kneeling on the top of the
foot, the floor points it more than the patient could. There 80 degrees of plantarflexion are the end: trained dancers
have 77 by goniometer (Russell et al., Foot Ankle Spec 2010), and the model's one joint stands for ankle and midfoot.
"""

from handouts.figure.scene import Scene
from handouts.figure.skeleton import Skeleton, measured

RANGES = {
    "hip flexion": (-30, 125), "hip abduction": (-30, 48), "hip rotation": (-50, 50), "knee flexion": (-5, 160),
    "ankle dorsiflexion": (-55, 42), "ankle inversion": (-25, 38), "elbow flexion": (-5, 152),
    "shoulder flexion": (-62, 182),
    "shoulder abduction": (-35, 182), "toe extension": (-50, 80),
}  # fmt: skip
FURTHER = {"ankle dorsiflexion": (-80, 42)}  # for joints that a scene sets free
SHORT_MM = 10.0
MOVED_M = 0.010


def angles(scene: Scene, bodies: dict[str, Skeleton]) -> list[str]:
    """Joints outside their range in the poses that are shown."""
    out = []
    for name in {p.pose for p in scene.panels}:
        for joint, degrees in measured(bodies[name]).items():
            freed = joint in scene.checks.free
            low, high = (FURTHER if freed else RANGES).get(joint[:-2], RANGES[joint[:-2]])
            if not low - 1 <= degrees <= high + 1:
                out.append(f"{name}: {joint} is {degrees:.0f}°, outside {low}° to {high}°")
    return sorted(out)


def reaches(scene: Scene, bodies: dict[str, Skeleton]) -> list[str]:
    """Limbs too short for the place that they are sent to."""
    shown = {p.pose for p in scene.panels}
    return [
        f"{name}: {limb} ends {mm:.0f} mm short of its place"
        for name in sorted(shown)
        for limb, mm in bodies[name].short_mm.items()
        if mm > SHORT_MM
    ]


def changes(scene: Scene, bodies: dict[str, Skeleton]) -> list[str]:
    """A start and a finish that look the same, and arrows along which nothing moves."""
    out = []
    first, last = bodies[scene.panels[0].pose], bodies[scene.panels[-1].pose]
    still = all(float(((first.points[k] - last.points[k]) ** 2).sum()) < MOVED_M**2 for k in first.points)
    if still and first.toes == last.toes and first.arches == last.arches and first.eyes_closed == last.eyes_closed:
        out.append("the first and last panels show the same pose")
    for panel in scene.panels:
        for arrow in panel.arrows:
            if arrow.follow is not None and arrow.start is not None:
                step = bodies[panel.pose].points[arrow.follow] - bodies[arrow.start].points[arrow.follow]
                if float(step @ step) < MOVED_M**2:
                    out.append(f"{panel.id}: the arrow follows {arrow.follow}, which does not move from {arrow.start}")
    return out
