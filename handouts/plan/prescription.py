"""One exercise for one patient: its side, its full dose, what it needs, and the rules it meets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from handouts.intake.problems import Place, Problem, meant
from handouts.intake.profile import Chosen
from handouts.plan import dose as doses
from handouts.plan import needs, refusal, safety
from handouts.plan import side as sides
from handouts.plan.choice import Wanted
from handouts.plan.match import Task
from handouts.plan.plan import Notice, Planned

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handouts.intake.brand import Brand
    from handouts.intake.catalog import Catalog
    from handouts.intake.equipment import Thing
    from handouts.intake.exercise import Exercise
    from handouts.intake.profile import Profile
    from handouts.plan.findings import Findings
    from handouts.plan.safety import Book, Hit, Known
    from handouts.plan.side import Working


class Pad(Struct, frozen=True):
    """The prescription pad: everything that is the same for all exercises of one patient."""

    profile: Profile
    catalog: Catalog
    brand: Brand
    book: Book
    known: tuple[Known, ...]
    owned: frozenset[str] | None
    accepted: Mapping[str, str]
    uses: frozenset[str]  # every exercise that was asked for
    findings: Findings

    @property
    def things(self) -> Mapping[str, Thing]:
        return self.book.things

    def planned(self, number: int, want: Wanted) -> Planned | None:
        """None if something has to be mended first; the findings then say what."""
        exercise = self.exercise(want)
        if exercise is None:
            return None
        side, dose = self.side(want, exercise), self.dose(want, exercise)
        if side is None or dose is None:
            return None
        hits = self.weighed(want, Task(exercise, side, dose))
        forbidden = any(hit.severity == "contraindicated" for hit in hits)
        if not forbidden and (swap := next((hit for hit in hits if hit.instead and hit.instead != want.use), None)):
            return self.swapped(number, want, swap, hits)
        equipment = needs.equipment(exercise, hits, self.owned, self.things)
        refusal.contradicted(want, hits, self.easier(exercise, side), self.findings)
        refusal.lacking(want, equipment, self.owned, self.things, self.findings)
        seconds = doses.session_seconds(dose, sides.count(side))
        note = want.chosen.note if want.chosen else None
        easy, hard = self.move(want, "too_easy"), self.move(want, "too_hard")
        shoes = needs.footwear(exercise, self.known)
        return Planned(number, want.use, exercise, side, dose, equipment, hits, seconds, note, shoes, easy, hard)

    def weighed(self, want: Wanted, task: Task) -> tuple[Hit, ...]:
        """The rules it meets; what the clinician accepts carries the reason."""
        hits = safety.judge(task, self.known, self.book)
        why = self.accepted.get(want.use, "")
        return tuple(replace(hit, accepted=why) if hit.severity == "contraindicated" else hit for hit in hits)

    def swapped(self, number: int, want: Wanted, swap: Hit, hits: tuple[Hit, ...]) -> Planned | None:
        """Another exercise in its place, with the catalog's dose, judged like any other; what was to be said stays."""
        if swap.instead in self.uses:
            self.findings.refuse(want.loc, *refusal.there_already(want, swap))
            return None
        side = want.chosen.side or want.chosen.dose.side if want.chosen else None
        other = self.catalog.exercise(swap.instead)
        kept = side if other and sides.settle(other, side, None) else None
        chosen = Chosen(
            use=swap.instead,
            level=want.chosen.level if want.chosen else None,
            side=kept,
            note=want.chosen.note if want.chosen else None,
        )
        planned = self.planned(number, Wanted(swap.instead, None, chosen, want.loc))
        text = f"{want.use} gives way to {swap.instead} ({swap.rule}): {swap.reason} [{swap.source}]"
        self.findings.notices.append(Notice("warning", text))
        every = {(hit.rule, hit.patient): hit for hit in (*hits, *(planned.hits if planned else ()))}
        ordered = tuple(sorted(every.values(), key=lambda hit: safety.SEVERE_FIRST.index(hit.severity)))
        return replace(planned, hits=ordered, asked=want.use) if planned else None

    def exercise(self, want: Wanted) -> Exercise | None:
        exercise = self.catalog.exercise(want.use)
        if exercise is None:
            hint = meant(want.use, self.catalog.names("exercises"), "'handouts exercises' lists them")
            self.findings.complain(want.loc, f"there is no exercise '{want.use}'", hint)
            return None
        if lacking := [name for name in exercise.equipment if name not in self.things]:
            place = Place(str(self.catalog.names("exercises")[want.use]))
            message = f"equipment {', '.join(lacking)} is not in catalog/equipment.yaml"
            self.findings.problems.append(Problem(place, message))
            return None
        return exercise

    def easier(self, exercise: Exercise, side: Working) -> str | None:
        """The nearest easier exercise that no rule forbids."""
        name = exercise.too_hard.then
        while name and (other := self.catalog.exercise(name)):
            settled = sides.settle(other, None, side if side in ("left", "right") else "both")
            if settled:
                dose = doses.merged([("catalog", other.dose.standard.given())])
                hits = safety.judge(Task(other, settled, dose), self.known, self.book)
                if all(hit.severity != "contraindicated" for hit in hits):
                    return name
            name = other.too_hard.then
        return None

    def side(self, want: Wanted, exercise: Exercise) -> Working | None:
        affected = self.profile.patient.side
        asked = (want.chosen.side or want.chosen.dose.side) if want.chosen else None
        if asked is None and affected is None and want.item:
            # a program was written for anybody: what it says of sides gives way to the side that is known
            asked = want.item.dose.side
        side = sides.settle(exercise, asked, affected)
        if side is None:
            message = f"{want.use} works both sides at once, so it takes no side '{asked}'"
            self.findings.complain(want.loc, message, "leave out the side")
        return side

    def dose(self, want: Wanted, exercise: Exercise) -> doses.Dose | None:
        dose = doses.merged(self.layers(want, exercise))
        if said := doses.outside(dose, self.brand.limits):
            for tail in said:
                message = f"{want.use}: the clinic says that {tail}"
                self.findings.complain(want.loc, message, "change the dose, or the clinic's limits")
            return None
        for tail in doses.outside(dose, exercise.ranges):
            self.findings.notices.append(Notice("advice", f"{want.use}: unusual dose; {tail} as a rule"))
        if dose.band and not _banded(exercise):
            message = f"{want.use} uses no band, so it takes no band colour"
            self.findings.complain(want.loc, message, "leave out 'band'")
        if dose.reps and any("{time}" in step for step in exercise.steps):
            message = f"{want.use} goes on for a time, so it takes no repetitions"
            self.findings.complain(want.loc, message, "write seconds or minutes in place of reps")
        return dose

    def layers(self, want: Wanted, exercise: Exercise) -> list[tuple[str, Mapping[str, Any]]]:
        """From the most general to the most specific, each with its name."""
        level = (want.chosen and want.chosen.level) or (want.item.level if want.item else "standard")
        found: list[tuple[str, Mapping[str, Any]]] = [
            (f"catalog, level {level}", getattr(exercise.dose, level).given())
        ]
        if want.item:
            found.append((f"program {self.profile.program}", want.item.dose.given()))
        found.append(("clinic default", _fitting(self.brand.dose.given(), exercise, doses.merged(found))))
        if want.chosen:
            found.append(("profile", want.chosen.dose.given()))
        return found

    def move(self, want: Wanted, key: str) -> str | None:
        """The name of the exercise to move to, where the profile (else the program) says which."""
        name = (want.chosen and getattr(want.chosen.dose, key)) or (want.item and getattr(want.item.dose, key))
        other = self.catalog.exercise(name) if name else None
        if name and other is None:
            hint = meant(name, self.catalog.names("exercises"))
            self.findings.complain((*want.loc, "dose", key), f"there is no exercise '{name}'", hint)
        return other.name if other else None


def _fitting(default: Mapping[str, Any], exercise: Exercise, dose: doses.Dose) -> dict[str, Any]:
    """A clinic's default gives frequency and limits; it does not turn a timed exercise into a counted one."""
    ways = {"reps", "seconds", "minutes", "hold_seconds", "tempo"}
    counted = dose.reps is not None
    return {
        key: value
        for key, value in default.items()
        if (key != "band" or _banded(exercise)) and (key not in ways or (key in ("seconds", "minutes")) is not counted)
    }


def _banded(exercise: Exercise) -> bool:
    return any(name.startswith("band") for name in exercise.equipment)
