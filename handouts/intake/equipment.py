"""Things an exercise may need: `catalog/equipment.yaml`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from handouts.intake.model import Id, Line, Listed, Written
from handouts.intake.vocabulary import Review

Material = Literal["latex", "latex-free", "rubber", "foam", "cloth", "wood", "metal", "glass", "plastic", "none"]


class Thing(Written):
    """`phrase` is how the patient reads it; `everywhere` means that every home has one."""

    name: Line
    phrase: Line
    material: Annotated[tuple[Material, ...], Listed, Field(min_length=1)]
    everywhere: bool = False
    instead_for_latex: Id | None = None
    synonyms: Annotated[tuple[Line, ...], Listed] = ()


class Equipment(Written):
    things: dict[Id, Thing]
    source: Line
    review: Review
