"""The plan: everything decided, nothing worded yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from handouts.intake.vocabulary import WEEKDAYS
from handouts.plan import schedule

if TYPE_CHECKING:
    from datetime import date

    from handouts.intake.exercise import Exercise
    from handouts.intake.flags import RedFlag
    from handouts.intake.profile import Profile
    from handouts.intake.program import Program
    from handouts.intake.vocabulary import Footwear, Weekday
    from handouts.plan.dose import Dose
    from handouts.plan.safety import Hit, Known
    from handouts.plan.schedule import Effort
    from handouts.plan.side import Working


class Notice(Struct, frozen=True):
    """Said to the clinician, never to the patient; `kind` is 'advice' or 'warning'."""

    kind: str
    text: str


class Planned(Struct, frozen=True):
    """One exercise with its full dose. For side 'each' the dose holds for the left and again for the right."""

    number: int
    id: str
    exercise: Exercise
    side: Working
    dose: Dose
    equipment: tuple[str, ...]
    hits: tuple[Hit, ...]
    session_seconds: int
    note: str | None
    footwear: Footwear
    too_easy: str | None = None
    too_hard: str | None = None
    asked: str = ""  # the exercise that was asked for, where a rule put this one in its place

    @property
    def doses(self) -> tuple[tuple[str, Dose], ...]:
        """Side → dose, as it is done: 'each' is left and right."""
        return (("left", self.dose), ("right", self.dose)) if self.side == "each" else ((self.side, self.dose),)


class Plan(Struct, frozen=True):
    profile: Profile
    program: Program | None
    exercises: tuple[Planned, ...]
    effort: Effort
    known: tuple[Known, ...]
    red_flags: tuple[RedFlag, ...]
    notices: tuple[Notice, ...]
    day: date
    overall: tuple[Hit, ...] = ()  # rules about the program as a whole
    rules: str = ""  # the version of the rules it was judged by

    @property
    def week(self) -> tuple[tuple[Weekday, tuple[int, ...]], ...]:
        """The timetable: each weekday with the numbers of the exercises that are done on it."""
        return tuple(
            (day, tuple(each.number for each in self.exercises if day in schedule.days(each.dose))) for day in WEEKDAYS
        )

    @property
    def regions(self) -> frozenset[str]:
        return frozenset(region for each in self.exercises for region in each.exercise.regions)

    @property
    def pain_guides(self) -> bool:
        """Whether pain tells this patient how much is enough."""
        return not any(fact.pain_is_no_guide for fact in self.known)

    @property
    def hits(self) -> tuple[Hit, ...]:
        """Every rule that fired anywhere, once."""
        every = [*self.overall, *(hit for each in self.exercises for hit in each.hits)]
        return tuple({(hit.rule, hit.patient): hit for hit in every}.values())
