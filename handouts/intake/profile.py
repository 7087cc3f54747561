"""One patient and what was chosen for them: the file that a therapist writes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any

from msgspec import Struct
from pydantic import BeforeValidator, Field, model_validator

from handouts.intake import model, yaml
from handouts.intake.dose import SidedDose
from handouts.intake.figure import PatientFigure
from handouts.intake.model import Day, Id, Listed, Written
from handouts.intake.vocabulary import Affected, Level, Side

if TYPE_CHECKING:
    from pathlib import Path

    from handouts.intake.yaml import Tree


_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")


def _tidy(value: Any) -> Any:
    """One line, without the invisible characters that come along when text is copied from web pages."""
    return " ".join(_INVISIBLE.sub("", value).split()) if isinstance(value, str) else value


def _as_map(key: str) -> BeforeValidator:
    def mapped(value: Any) -> Any:
        if not isinstance(value, list):
            return value
        return tuple({key: item} if isinstance(item, str) else item for item in value)

    return BeforeValidator(mapped)


Tidy = BeforeValidator(_tidy)
PersonName = Annotated[str, Tidy, Field(min_length=1, max_length=60)]
Note = Annotated[str, Tidy, Field(min_length=1, max_length=600)]
Goal = Annotated[str, Tidy, Field(min_length=1, max_length=200)]


class PatientFlag(Written):
    """A flag with the facts it needs; which ones is for `catalog/flags.yaml` to say."""

    flag: Annotated[str, Field(min_length=1, max_length=60)]
    side: Affected | None = None
    status: Id | None = None
    percent: int | None = Field(default=None, ge=0, le=100)
    on: Day | None = None
    level: Id | None = None


class Patient(Written):
    name: PersonName
    side: Affected | None = None
    flags: Annotated[tuple[PatientFlag, ...], _as_map("flag"), Field(max_length=40)] = ()
    equipment: Annotated[tuple[Annotated[str, Field(max_length=60)], ...], Listed] | None = None
    language: Annotated[str, Field(pattern="^[a-z]{2,3}(-[A-Z]{2})?$")] | None = None
    figure: PatientFigure | None = None


class Clinician(Written):
    name: PersonName
    credentials: Annotated[str, Tidy, Field(max_length=60)] = ""
    phone: Annotated[str, Tidy, Field(max_length=30)] = ""


class Chosen(Written):
    use: Annotated[str, Field(min_length=1, max_length=60)]
    level: Level | None = None
    side: Side | None = None
    dose: SidedDose = SidedDose.model_construct()
    note: Note | None = None

    @model_validator(mode="after")
    def one_side(self) -> Chosen:
        if self.side and self.dose.side and self.side != self.dose.side:
            raise ValueError(f"says side {self.side}, and its dose says {self.dose.side}; hint: keep one of them")
        return self


class Profile(Written):
    patient: Patient
    clinician: Clinician | None = None
    brand: Id | None = None
    goals: Annotated[tuple[Goal, ...], Listed, Field(max_length=4)] = ()
    program: Annotated[str, Field(max_length=60)] | None = None
    exercises: Annotated[tuple[Chosen, ...], _as_map("use"), Field(max_length=20)] = ()
    leave_out: Annotated[tuple[Annotated[str, Field(max_length=60)], ...], Listed] = ()
    next_visit: Day | None = None

    @model_validator(mode="after")
    def something_to_do(self) -> Profile:
        if self.program is None and not self.exercises:
            raise ValueError("names neither a program nor exercises; hint: add 'program: …' or 'exercises: […]'")
        return self


class Case(Struct, frozen=True):
    """A checked profile, with the places of its values for later complaints."""

    profile: Profile
    tree: Tree


def read(path: Path, name: str | None = None) -> Case:
    """Raises NeedsFixing with all that is wrong in the file itself."""
    tree = yaml.load(path, name)
    return Case(model.check(Profile, tree), tree)


def initials(name: str) -> str:
    """'Sam Rivera' → 'Sam R.': enough to tell a stray page by, little enough to lose."""
    parts = re.split(r"\s+", name.strip())
    return parts[0] if len(parts) == 1 else f"{parts[0]} {parts[-1][0]}."
