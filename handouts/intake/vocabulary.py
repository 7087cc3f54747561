"""The closed lists of words that safety matches on; nothing here is free text.

Positions, weight bearing, motions and environment follow the requirements of the safety draft (4.1).
"""

from __future__ import annotations

from typing import Literal, get_args

Position = Literal[
    "supine-floor", "supine-bed", "prone", "side-lying", "sitting", "long-sitting", "quadruped", "kneeling",
    "half-kneeling", "standing", "single-leg", "tandem", "step", "walking", "head-down",
]  # fmt: skip
Region = Literal[
    "foot", "ankle", "calf", "shin", "knee", "thigh", "hip", "low-back", "trunk", "neck", "shoulder", "elbow", "wrist",
    "hand", "whole-body",
]  # fmt: skip
Joint = Literal[
    "toes", "foot-arch", "ankle", "knee", "hip", "lumbar-spine", "thoracic-spine", "cervical-spine", "shoulder",
    "elbow", "wrist", "fingers",
]  # fmt: skip
Motion = Literal[
    "flexion", "extension", "dorsiflexion", "plantarflexion", "inversion", "eversion", "abduction", "adduction",
    "internal-rotation", "external-rotation", "circumduction", "side-bending", "rotation", "co-contraction",
]  # fmt: skip
Range = Literal["neutral", "mid", "end"]
Mode = Literal["passive", "active-assisted", "active", "isometric", "resisted", "eccentric", "stretch", "ballistic"]
Bearing = Literal["none", "touch", "partial", "full"]
LoadLevel = Literal["none", "light", "moderate", "heavy", "impact"]
Kind = Literal["strength", "stretch", "balance", "mobility", "massage", "control", "aerobic"]
Sides = Literal["together", "one-at-a-time", "whole-body"]
Side = Literal["left", "right", "both", "each"]
Affected = Literal["left", "right", "both"]
Level = Literal["start", "standard", "strong"]
Footwear = Literal["shoes", "barefoot", "either"]
Supervision = Literal["none", "nearby", "hands-on"]
Severity = Literal["contraindicated", "modify", "caution"]
Tier = Literal["emergency", "today", "next-visit"]
Band = Literal["tan", "yellow", "red", "green", "blue", "black", "silver", "gold"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Review = Literal["draft", "reviewed"]
Fact = Literal["side", "status", "percent", "on", "level"]

# The joints that a flag at a part of the body ('level: ankle') is about; the part itself and what it is next to.
REGION_JOINTS: dict[str, frozenset[str]] = {
    "foot": frozenset({"toes", "foot-arch", "ankle"}),
    "ankle": frozenset({"ankle", "foot-arch"}),
    "calf": frozenset({"ankle", "knee"}),
    "shin": frozenset({"ankle", "knee"}),
    "knee": frozenset({"knee"}),
    "thigh": frozenset({"knee", "hip"}),
    "hip": frozenset({"hip"}),
    "low-back": frozenset({"lumbar-spine", "hip"}),
    "trunk": frozenset({"lumbar-spine", "thoracic-spine"}),
    "neck": frozenset({"cervical-spine"}),
    "shoulder": frozenset({"shoulder"}),
    "elbow": frozenset({"elbow"}),
    "wrist": frozenset({"wrist"}),
    "hand": frozenset({"wrist", "fingers"}),
}

WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)

# What a sentence of an exercise may ask for in braces; words/phrases.py fills them in.
BODY_PARTS = ("leg", "foot", "ankle", "knee", "heel", "toes", "calf", "shin", "thigh", "hip", "arm", "hand", "big toe")
BLANKS = frozenset(
    {part.replace(" ", "_") for part in BODY_PARTS}
    | {"other_" + part.replace(" ", "_") for part in BODY_PARTS}
    | {"hold", "time", "band", "up", "down", "side", "other_side"}
)
