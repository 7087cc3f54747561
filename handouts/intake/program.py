"""A ready-made program: `catalog/programs/<id>.yaml`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from handouts.intake.dose import SidedDose
from handouts.intake.exercise import Name, Sentence
from handouts.intake.model import Id, Line, Listed, Written
from handouts.intake.vocabulary import Level, Region, Review


class Item(Written):
    """One exercise of a program. `source` says of each dose field where its number comes from."""

    use: Id
    level: Level = "standard"
    dose: SidedDose = SidedDose.model_construct()
    source: dict[str, Line] = Field(default_factory=dict)
    optional: bool = False

    @model_validator(mode="after")
    def sourced(self) -> Item:
        given = set(self.dose.model_fields_set)
        if lacking := sorted(given - set(self.source)):
            raise ValueError(f"should say under 'source' where {', '.join(lacking)} of its dose come from")
        if odd := sorted(set(self.source) - given):
            raise ValueError(f"names a source for {', '.join(odd)}, which its dose does not set")
        return self


class Program(Written):
    name: Name
    who: Line
    why: Sentence
    regions: Annotated[tuple[Region, ...], Listed, Field(min_length=1)]
    before: Annotated[tuple[Sentence, ...], Listed] = ()
    closing: Annotated[tuple[Sentence, ...], Listed] = ()
    exercises: Annotated[tuple[Item, ...], Listed, Field(min_length=1, max_length=20)]
    source: Line
    review: Review
