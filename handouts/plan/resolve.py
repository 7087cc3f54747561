"""A profile and the catalog become a complete `Plan`, or a refusal that names every reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handouts.intake import rulebook
from handouts.intake.problems import NeedsFixing, Place, Problem, WrongCommand, meant
from handouts.plan import choice, patient, refusal, safety, schedule
from handouts.plan import side as sides
from handouts.plan.findings import Findings
from handouts.plan.match import Task
from handouts.plan.plan import Notice, Plan
from handouts.plan.prescription import Pad
from handouts.plan.safety import Book, Extent

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from handouts.intake.brand import Brand
    from handouts.intake.catalog import Catalog
    from handouts.intake.profile import Case
    from handouts.intake.program import Program
    from handouts.intake.rules import Rule
    from handouts.plan.plan import Planned
    from handouts.plan.safety import Hit

MANY, TOO_MANY = 5, 8  # adherence falls with the count: Henry et al. 1999; the numbers are common practice


def resolve(case: Case, catalog: Catalog, brand: Brand, day: date, accepted: Mapping[str, str] | None = None) -> Plan:
    """`accepted` gives a reason for each forbidden exercise that the clinician gives all the same.

    Raises NeedsFixing for what must be mended in a file, UnsafePlan if an exercise contradicts the patient, and
    WrongCommand if something is accepted that no rule forbids.
    """
    profile, findings, things = case.profile, Findings(case.tree), catalog.things()
    program = _program(profile.program, catalog, findings)
    known = patient.known(profile.patient.flags, catalog.flags(), day, findings)
    owned = patient.owned(profile.patient.equipment, things, findings)
    wanted = choice.wanted(profile, program, findings)
    book = Book(safety.about(catalog.rules(), known), things, day)
    uses = frozenset(want.use for want in wanted)
    pad = Pad(profile, catalog, brand, book, known, owned, accepted or {}, uses, findings)
    made = [(want, each) for number, want in enumerate(wanted, 1) if (each := pad.planned(number, want))]
    planned = tuple(each for _, each in made)
    _overlap(made, findings)
    _visit(profile.next_visit, day, findings)
    if findings.problems or not planned:
        findings.settle()
    effort = schedule.effort([each.dose for each in planned], [each.session_seconds for each in planned])
    overall = _overall(planned, effort.minutes_per_session, pad)
    findings.settle()
    if odd := refusal.needless(pad.accepted, planned, uses):
        raise WrongCommand(odd)
    notices = (*findings.notices, *_advice(len(planned)), *_told(overall, catalog.rules()))
    return Plan(
        profile, program, planned, effort, known, catalog.red_flags(), notices, day, overall, catalog.rules_version()
    )


def _overall(planned: tuple[Planned, ...], minutes: int, pad: Pad) -> tuple[Hit, ...]:
    """Rules about the program as a whole; one of them may stop it."""
    tasks = [Task(each.exercise, each.side, each.dose) for each in planned]
    hits = safety.judge_all(tasks, Extent(len(planned), minutes), pad.known, pad.book)
    refusal.stopped(hits, pad.known, pad.findings)
    return hits


def _told(overall: tuple[Hit, ...], rules: Iterable[Rule]) -> list[Notice]:
    """What only the clinician hears: cautions without a sentence, and rules that the clinic has changed."""
    silent = [Notice("advice", f"{hit.reason} ({hit.rule}) [{hit.source}]") for hit in overall if not hit.patient]
    return [*silent, *(Notice("warning", f"this clinic's rule {text}") for text in rulebook.changed(rules))]


def _program(name: str | None, catalog: Catalog, findings: Findings) -> Program | None:
    program = catalog.program(name) if name is not None else None
    if name is not None and program is None:
        hint = meant(name, catalog.names("programs"), "'handouts programs' lists them")
        findings.complain(("program",), f"there is no program '{name}'", hint)
    return program


def _overlap(made: list[tuple[choice.Wanted, Planned]], findings: Findings) -> None:
    """One exercise may stand twice only with a side for each: no side is done twice over."""
    seen: set[tuple[str, str]] = set()
    for want, each in made if not findings.problems else ():
        mine = {(each.id, side) for side in sides.works(each.side)}
        if mine & seen:
            findings.complain(want.loc, f"{each.id} is there twice for one side", "keep one, or give each its own side")
        seen |= mine


def _visit(visit: date | None, day: date, findings: Findings) -> None:
    if visit is not None and visit < day:
        message = f"next_visit is before the day of the handout, {day}"
        findings.complain(("next_visit",), message, "mend it, or say --date")


def _advice(count: int) -> list[Notice]:
    said = []
    if count > TOO_MANY:
        text = f"{count} exercises: few people keep up with more than {TOO_MANY}; choose the ones that matter most"
        said.append(Notice("warning", text))
    elif count > MANY:
        text = f"{count} exercises: people keep up better with {MANY} or fewer (Henry et al. 1999)"
        said.append(Notice("advice", text))
    return said


def brand_of(catalog: Catalog, name: str, tree_place: Place | None) -> tuple[Brand, Any]:
    """The brand and its folder. Raises NeedsFixing (it stands in a file) or WrongCommand (it was typed)."""
    found = catalog.brand(name)
    if found is None:
        hint = meant(name, catalog.brand_names())
        problem = Problem(tree_place or Place("--brand"), f"there is no brand '{name}'", hint)
        raise NeedsFixing([problem]) if tree_place else WrongCommand([problem])
    return found
