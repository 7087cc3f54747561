"""A profile and the catalog become a complete `Plan`, or a refusal that names every reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from handouts.intake.catalog import flag_hint, flag_id, thing_id
from handouts.intake.problems import NeedsFixing, Place, Problem, UnsafePlan, WrongCommand, meant
from handouts.plan import dose as doses
from handouts.plan import safety, schedule
from handouts.plan import side as sides
from handouts.plan.plan import Notice, Plan, Planned

if TYPE_CHECKING:
    from datetime import date

    from handouts.intake.brand import Brand
    from handouts.intake.catalog import Catalog
    from handouts.intake.exercise import Exercise
    from handouts.intake.profile import Case, Chosen
    from handouts.intake.program import Item, Program
    from handouts.plan.safety import Hit, Known
    from handouts.plan.side import Working

MANY, TOO_MANY = 5, 8  # adherence falls with the count: Henry et al. 1999; the numbers are common practice
LONG_MINUTES = 20


@dataclass(frozen=True, slots=True)
class Wanted:
    """An exercise to resolve: from the program, from the profile, or from both."""

    use: str
    item: Item | None
    chosen: Chosen | None
    loc: tuple[str | int, ...]


def resolve(case: Case, catalog: Catalog, brand: Brand, day: date) -> Plan:
    """Raises NeedsFixing for what must be mended in a file, UnsafePlan if an exercise contradicts the patient."""
    return _Resolver(case, catalog, brand, day).plan()


class _Resolver:
    def __init__(self, case: Case, catalog: Catalog, brand: Brand, day: date) -> None:
        self.case, self.catalog, self.brand, self.day = case, catalog, brand, day
        self.profile = case.profile
        self.things = catalog.things()
        self.problems: list[Problem] = []
        self.unsafe: list[Problem] = []
        self.notices: list[Notice] = []

    def plan(self) -> Plan:
        program = self.program()
        known = self.known()
        owned = self.owned()
        wanted = self.wanted(program)
        rules = self.catalog.rules()
        planned = [
            each for number, want in enumerate(wanted, 1) if (each := self.planned(number, want, known, owned, rules))
        ]
        self.visit()
        if not wanted and not self.problems:
            self.complain(("leave_out",), "leaves nothing to do", "leave out fewer exercises")
        if self.problems:
            raise NeedsFixing(self.problems)
        if self.unsafe:
            raise UnsafePlan(self.unsafe)
        seconds = [each.session_seconds for each in planned]
        effort = schedule.effort([each.dose for each in planned], seconds)
        self.advise(len(planned), effort.minutes_per_session)
        red_flags = self.catalog.red_flags()
        return Plan(self.profile, program, tuple(planned), effort, known, red_flags, tuple(self.notices), self.day)

    def complain(self, loc: tuple[str | int, ...], message: str, hint: str = "", *, key: bool = False) -> None:
        self.problems.append(Problem(self.case.tree.place(loc, key=key), message, hint))

    def program(self) -> Program | None:
        name = self.profile.program
        if name is None:
            return None
        program = self.catalog.program(name)
        if program is None:
            hint = meant(name, self.catalog.names("programs"), "'handouts programs' lists them")
            self.complain(("program",), f"there is no program '{name}'", hint)
        return program

    def visit(self) -> None:
        visit = self.profile.next_visit
        if visit is not None and visit < self.day:
            self.complain(
                ("next_visit",), f"next_visit is before the day of the handout, {self.day}", "mend it, or say --date"
            )

    # -- what is known of the patient

    def known(self) -> tuple[Known, ...]:
        flags = self.catalog.flags()
        found = []
        for index, written in enumerate(self.profile.patient.flags):
            loc = ("patient", "flags", index)
            name = flag_id(written.flag, flags)
            if name is None:
                self.complain(loc, f"there is no flag '{written.flag}'", flag_hint(written.flag, flags))
                continue
            flag = flags[name]
            side = written.side
            lacking = [fact for fact in flag.facts if getattr(written, fact) is None]
            if written.status in flag.percent_when and written.percent is None:
                lacking.append("percent")
            if lacking:
                example = ", ".join(f"{fact}: …" for fact in dict.fromkeys((*flag.facts, *lacking)))
                self.complain(
                    loc, f"the flag {name} also needs {' and '.join(lacking)}", f"write {{flag: {name}, {example}}}"
                )
            if written.status is not None and written.status not in flag.status:
                allowed = ", ".join(flag.status) or "none"
                self.complain(
                    (*loc, "status"), f"the flag {name} has no status '{written.status}'", f"allowed: {allowed}"
                )
            for fact in ("side", "on", "level", "status"):
                if getattr(written, fact) is not None and fact not in flag.facts:
                    self.complain((*loc, fact), f"the flag {name} takes no {fact}", "remove it")
            found.append(safety.Known(name, side, written.status, written.percent))
        return tuple(found)

    def owned(self) -> frozenset[str] | None:
        """The things at home; None if the profile does not say, and then anything is."""
        listed = self.profile.patient.equipment
        if listed is None:
            return None
        found = set()
        for index, written in enumerate(listed):
            name = thing_id(written, self.things)
            if name is None:
                self.complain(
                    ("patient", "equipment", index), f"there is no equipment '{written}'", meant(written, self.things)
                )
            else:
                found.add(name)
        return frozenset(found)

    # -- which exercises

    def wanted(self, program: Program | None) -> list[Wanted]:
        chosen = list(enumerate(self.profile.exercises))
        self.twice(chosen)
        left_out = self.left_out(program)
        used: set[int] = set()
        wanted = []
        for item in program.exercises if program else ():
            mine = [(index, each) for index, each in chosen if each.use == item.use]
            used.update(index for index, _ in mine)
            if item.use in left_out:
                continue
            for index, each in mine:
                wanted.append(Wanted(item.use, item, each, ("exercises", index)))
            if not mine:
                wanted.append(Wanted(item.use, item, None, ("program",)))
        wanted += [Wanted(each.use, None, each, ("exercises", index)) for index, each in chosen if index not in used]
        return wanted

    def twice(self, chosen: list[tuple[int, Chosen]]) -> None:
        seen: dict[tuple[str, str | None], int] = {}
        for index, each in chosen:
            key = (each.use, each.side or each.dose.side)
            if key in seen:
                where = self.case.tree.place(("exercises", seen[key])).line
                message = f"{each.use} is chosen twice; it already stands in line {where}"
                self.complain(("exercises", index), message, "keep one, or give each its own side")
            seen.setdefault(key, index)

    def left_out(self, program: Program | None) -> set[str]:
        names = {item.use for item in program.exercises} if program else set()
        mine = {each.use for each in self.profile.exercises}
        for index, name in enumerate(self.profile.leave_out):
            loc = ("leave_out", index)
            if self.profile.program is not None and program is None:
                continue
            if name in mine:
                self.complain(loc, f"{name} is both chosen and left out", "keep one of the two")
            elif name not in names:
                self.complain(loc, f"{name} is not in the program, so it cannot be left out", meant(name, names))
        return set(self.profile.leave_out)

    # -- one exercise

    def planned(
        self, number: int, want: Wanted, known: tuple[Known, ...], owned: frozenset[str] | None, rules: Any
    ) -> Planned | None:
        exercise = self.catalog.exercise(want.use)
        if exercise is None:
            hint = meant(want.use, self.catalog.names("exercises"), "'handouts exercises' lists them")
            self.complain(want.loc, f"there is no exercise '{want.use}'", hint)
            return None
        if lacking := [name for name in exercise.equipment if name not in self.things]:
            place = Place(str(self.catalog.names("exercises")[want.use]))
            self.problems.append(Problem(place, f"equipment {', '.join(lacking)} is not in catalog/equipment.yaml"))
            return None
        side = self.side(want, exercise)
        dose = self.dose(want, exercise)
        if side is None or dose is None:
            return None
        hits = safety.judge(exercise, side, known, rules, self.things)
        equipment = self.equipment(exercise, hits)
        self.refuse(want, hits, equipment, owned)
        seconds = doses.session_seconds(dose, sides.count(side))
        note = want.chosen.note if want.chosen else None
        easy, hard = self.moves(want)
        return Planned(number, want.use, exercise, side, dose, equipment, hits, seconds, note, easy, hard)

    def side(self, want: Wanted, exercise: Exercise) -> Working | None:
        affected = self.profile.patient.side
        asked = (want.chosen.side or want.chosen.dose.side) if want.chosen else None
        if asked is None and affected is None and want.item:
            # a program was written for anybody: what it says of sides gives way to the side that is known
            asked = want.item.dose.side
        side = sides.settle(exercise, asked, affected)
        if side is None:
            message = f"{want.use} works both sides at once, so it takes no side '{asked}'"
            self.complain(want.loc, message, "leave out the side")
        return side

    def dose(self, want: Wanted, exercise: Exercise) -> doses.Dose | None:
        level = want.item.level if want.item else "standard"
        if want.chosen and want.chosen.level:
            level = want.chosen.level
        layers: list[tuple[str, dict[str, Any]]] = [(f"catalog, level {level}", getattr(exercise.dose, level).given())]
        if want.item:
            layers.append((f"program {self.profile.program}", want.item.dose.given()))
        layers.append(("clinic default", self.fitting(self.brand.dose.given(), exercise)))
        if want.chosen:
            layers.append(("profile", want.chosen.dose.given()))
        dose = doses.merged(layers)
        if said := doses.outside(dose, self.brand.limits):
            for tail in said:
                self.complain(
                    want.loc, f"{want.use}: the clinic says that {tail}", "change the dose, or the clinic's limits"
                )
            return None
        for tail in doses.outside(dose, exercise.ranges):
            self.notices.append(Notice("advice", f"{want.use}: unusual dose; {tail} as a rule"))
        if dose.band and not any(name.startswith("band") for name in exercise.equipment):
            self.complain(want.loc, f"{want.use} uses no band, so it takes no band colour", "leave out 'band'")
        return dose

    @staticmethod
    def fitting(default: dict[str, Any], exercise: Exercise) -> dict[str, Any]:
        """A clinic's default gives frequency and limits; it does not turn a timed exercise into a counted one."""
        ways = {"reps", "seconds", "minutes", "hold_seconds", "tempo"}
        bandless = not any(name.startswith("band") for name in exercise.equipment)
        counted = exercise.dose.standard.reps is not None
        return {
            key: value
            for key, value in default.items()
            if not (key == "band" and bandless) and not (key in ways and ((key in ("seconds", "minutes")) is counted))
        }

    @staticmethod
    def equipment(exercise: Exercise, hits: tuple[Hit, ...]) -> tuple[str, ...]:
        swaps = {"band": "band-latex-free"} if any(hit.rule == "LAT-1" for hit in hits) else {}
        return tuple(swaps.get(name, name) for name in exercise.equipment)

    def moves(self, want: Wanted) -> tuple[str | None, str | None]:
        """Names of the exercises to move to, where the profile (else the program) says which."""
        found = []
        for key in ("too_easy", "too_hard"):
            name = (want.chosen and getattr(want.chosen.dose, key)) or (want.item and getattr(want.item.dose, key))
            other = self.catalog.exercise(name) if name else None
            if name and other is None:
                hint = meant(name, self.catalog.names("exercises"))
                self.complain((*want.loc, "dose", key), f"there is no exercise '{name}'", hint)
            found.append(other.name if other else None)
        return found[0], found[1]

    # -- safety and advice

    def refuse(
        self, want: Wanted, hits: tuple[Hit, ...], equipment: tuple[str, ...], owned: frozenset[str] | None
    ) -> None:
        place = self.case.tree.place(want.loc)
        for hit in hits:
            if hit.severity == "contraindicated":
                message = f"{want.use} is not for this patient ({hit.rule}): {hit.reason} [{hit.source}]"
                self.unsafe.append(Problem(place, message, self.way_out(want)))
        for name in equipment:
            if owned is not None and name not in owned and not self.things[name].everywhere:
                message = f"{want.use} needs {self.things[name].phrase}, which is not among the patient's equipment"
                self.unsafe.append(Problem(place, message, "add it to patient.equipment, or leave the exercise out"))

    def way_out(self, want: Wanted) -> str:
        exercise = self.catalog.exercise(want.use)
        easier = exercise.too_hard.then if exercise else None
        instead = f", or use '{easier}' instead if it suits" if easier else ""
        out = f"leave_out: [{want.use}]" if want.item else f"take {want.use} out of exercises"
        return f"{out}{instead}"

    def advise(self, count: int, minutes: int) -> None:
        if count > TOO_MANY:
            text = f"{count} exercises: few people keep up with more than {TOO_MANY}; choose the ones that matter most"
            self.notices.append(Notice("warning", text))
        elif count > MANY:
            text = f"{count} exercises: people keep up better with {MANY} or fewer (Henry et al. 1999)"
            self.notices.append(Notice("advice", text))
        if minutes > LONG_MINUTES:
            self.notices.append(
                Notice("advice", f"one session takes about {minutes} minutes; over {LONG_MINUTES} few keep it up")
            )


def brand_of(catalog: Catalog, name: str, tree_place: Place | None) -> tuple[Brand, Any]:
    """The brand and its folder. Raises NeedsFixing (it stands in a file) or WrongCommand (it was typed)."""
    found = catalog.brand(name)
    if found is None:
        hint = meant(name, catalog.brand_names())
        problem = Problem(tree_place or Place("--brand"), f"there is no brand '{name}'", hint)
        raise NeedsFixing([problem]) if tree_place else WrongCommand([problem])
    return found
