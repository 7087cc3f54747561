"""The people: body sizes as data, so that a figure is a row in a table.

Segment lengths are fractions of stature after Drillis & Contini (1966) as printed in Winter, Biomechanics and Motor
Control of Human Movement, 4th ed. (2009), fig. 4.1. Mean statures of adults (20 and over: women 161.3 cm, men
175.3 cm) are from Fryar et al., NHANES 2015-2018, Vital Health Stat 3(46), 2021; the older figures stand a
few centimetres lower with a rounder upper back. Girths,
    shoulder and hip joint spacing are drawn for looks and marked so.
"""

from dataclasses import dataclass

THIGH, SHANK, ANKLE_HEIGHT, FOOT = 0.245, 0.246, 0.039, 0.152
UPPER_ARM, FOREARM, HAND, TRUNK = 0.186, 0.146, 0.108, 0.288


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    stature: float
    hip_half: float  # from here on drawn for looks, metres or factors
    shoulder_half: float
    waist: float
    chest: float
    hips: float
    limb: float
    hair: str
    bust: float = 0.0
    stoop: float = 0.0

    @property
    def thigh(self) -> float:
        return THIGH * self.stature

    @property
    def shank(self) -> float:
        return SHANK * self.stature

    @property
    def ankle(self) -> float:
        return ANKLE_HEIGHT * self.stature

    @property
    def foot(self) -> float:
        return FOOT * self.stature

    @property
    def upper_arm(self) -> float:
        return UPPER_ARM * self.stature

    @property
    def forearm(self) -> float:
        return FOREARM * self.stature

    @property
    def hand(self) -> float:
        return HAND * self.stature

    @property
    def trunk(self) -> float:
        """From the hip joints to the base of the neck."""
        return TRUNK * self.stature * 1.03


PEOPLE = {
    p.name: p
    for p in (
        Person("woman", 1.65, 0.086, 0.158, 0.93, 0.96, 1.03, 0.97, "ponytail", bust=0.016),
        Person("man", 1.76, 0.088, 0.182, 1.03, 1.08, 0.99, 1.05, "short"),
        Person("older-woman", 1.60, 0.088, 0.157, 1.12, 1.03, 1.10, 0.99, "bob", bust=0.014, stoop=6),
        Person("older-man", 1.72, 0.089, 0.178, 1.18, 1.08, 1.05, 1.01, "thinning", stoop=6),
    )
}
