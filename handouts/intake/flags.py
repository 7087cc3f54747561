"""What is known of a patient that matters for safety: `catalog/flags.yaml` and `catalog/red-flags.yaml`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from handouts.intake.exercise import Sentence
from handouts.intake.model import Id, Line, Listed, Written
from handouts.intake.rules import Match, MovementMatch, Rule, Rules, Weeks, When
from handouts.intake.vocabulary import Fact, Review, Tier

__all__ = ["Flag", "Flags", "Match", "MovementMatch", "RedFlag", "RedFlags", "Rule", "Rules", "Weeks", "When"]


class Flag(Written):
    """`facts` must all be given with the flag; a missing one is an error, never a guess.

    `status` and `level` list what may be said of it. `pain_is_no_guide` takes the pain guide off the page;
    `wears_shoes` asks for shoes wherever bare feet are not needed.
    """

    name: Line
    plain: Line
    synonyms: Annotated[tuple[Line, ...], Listed] = ()
    facts: Annotated[tuple[Fact, ...], Listed] = ()
    status: Annotated[tuple[Id, ...], Listed] = ()
    level: Annotated[tuple[Id, ...], Listed] = ()
    percent_when: Annotated[tuple[Id, ...], Listed] = ()
    pain_is_no_guide: bool = False
    wears_shoes: bool = False
    source: Line
    review: Review

    @model_validator(mode="after")
    def consistent(self) -> Flag:
        if ("status" in self.facts) != bool(self.status):
            raise ValueError("should list 'status' among its facts exactly if it lists the statuses allowed")
        if ("level" in self.facts) != bool(self.level):
            raise ValueError("should list 'level' among its facts exactly if it lists the levels allowed")
        if odd := sorted(set(self.percent_when) - set(self.status)):
            raise ValueError(f"needs a percent for {', '.join(odd)}, which is no status of it")
        return self


class Flags(Written):
    flags: dict[Id, Flag]


class RedFlag(Written):
    """A reason to stop and call. `about` is a region, an equipment or flag id, or 'everyone'.

    `unless` names flags with which the line would mislead; 'pain-is-no-guide' stands for all that take the guide away.
    """

    id: Id
    tier: Tier
    words: Sentence
    about: Annotated[tuple[Id, ...], Listed, Field(min_length=1)]
    unless: Annotated[tuple[Id, ...], Listed] = ()
    rank: int = Field(ge=1, le=99)
    source: Line
    review: Review


class RedFlags(Written):
    red_flags: Annotated[tuple[RedFlag, ...], Listed]
