"""Every exercise, and the plan as a whole, against what is known of the patient.

Rules are data (`catalog/rules/*.yaml`). It fails closed: what cannot be judged is an error before it gets here, and
nothing here ever says that something may be done without care.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from handouts.intake.rulebook import EVERYONE
from handouts.plan.match import fits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from handouts.intake.equipment import Thing
    from handouts.intake.exercise import Exercise
    from handouts.intake.rules import Rule
    from handouts.plan.match import Task

SEVERE_FIRST = ("contraindicated", "modify", "caution")


class Known(Struct, frozen=True):
    """One flag of the patient, checked: every fact it needs is there."""

    flag: str
    side: str | None = None
    status: str | None = None
    percent: int | None = None
    on: date | None = None
    level: str | None = None
    pain_is_no_guide: bool = False
    wears_shoes: bool = False


class Hit(Struct, frozen=True):
    """A rule that an exercise meets. `swaps` are (thing, what takes its place); `also` is needed besides.

    `instead` is an exercise that takes the place of this one. `accepted` is why the clinician gives it all the same.
    """

    rule: str
    flag: str
    severity: str
    lead: str
    patient: tuple[str, ...]
    reason: str
    source: str
    swaps: tuple[tuple[str, str], ...] = ()
    also: tuple[str, ...] = ()
    instead: str = ""
    set_up: str = ""
    accepted: str = ""


class Book(Struct, frozen=True):
    """The rules, and what is needed to read them: the things of the catalog and the day of the handout."""

    rules: tuple[Rule, ...]
    things: Mapping[str, Thing]
    day: date


def about(rules: Iterable[Rule], known: Iterable[Known]) -> tuple[Rule, ...]:
    """The rules about this patient or about everyone, in order: no exercise need be held against the others."""
    flags = {EVERYONE, *(fact.flag for fact in known)}
    return tuple(rule for rule in rules if rule.flag in flags)


class Extent(Struct, frozen=True):
    """How much a plan asks for as a whole."""

    exercises: int
    session_minutes: int


def judge(task: Task, known: Sequence[Known], book: Book) -> tuple[Hit, ...]:
    """Every rule that fires for one exercise, the most severe first, in the order of the rules within one severity."""
    found = [
        _hit(rule, fact, task.exercise, book.things)
        for rule, fact in _asked(known, book, "exercise")
        if fits(rule.match, task, fact, book.things)
    ]
    return _ordered(found)


def judge_all(tasks: Iterable[Task], extent: Extent, known: Sequence[Known], book: Book) -> tuple[Hit, ...]:
    """Every rule about the program as a whole that fires."""
    every = tuple(tasks)
    found = [
        _hit(rule, fact, None, book.things)
        for rule, fact in _asked(known, book, "program")
        if extent.exercises > _limit(rule.match.exercises_over)
        and extent.session_minutes > _limit(rule.match.session_minutes_over)
        and any(fits(rule.match, task, fact, book.things) for task in every)
    ]
    return _ordered(found)


def _limit(value: int | None) -> int:
    return -1 if value is None else value


def _asked(known: Sequence[Known], book: Book, scope: str) -> Iterator[tuple[Rule, Known]]:
    """Each rule with each fact of the patient that it is about."""
    flags = {fact.flag for fact in known}
    for rule in book.rules:
        if rule.scope == scope and flags.issuperset(rule.when.together):
            for fact in (Known(EVERYONE),) if rule.flag == EVERYONE else known:
                if fact.flag == rule.flag and applies(rule, fact, book.day):
                    yield rule, fact


def applies(rule: Rule, fact: Known, day: date) -> bool:
    """Whether the rule is about this flag as it is on that day."""
    when = rule.when
    if (when.status and fact.status not in when.status) or (when.level and fact.level not in when.level):
        return False
    if when.weeks_since is None or fact.on is None:
        return True
    days, under = (day - fact.on).days, when.weeks_since.under
    return days >= 7 * when.weeks_since.since and (under is None or days < 7 * under)


def _ordered(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    unique = {(hit.rule, hit.patient): hit for hit in hits}
    return tuple(sorted(unique.values(), key=lambda hit: SEVERE_FIRST.index(hit.severity)))


def _hit(rule: Rule, fact: Known, exercise: Exercise | None, things: Mapping[str, Thing]) -> Hit:
    said = tuple(_filled(line, fact) for line in rule.patient)
    there = exercise.equipment if exercise else ()
    severity, instead = rule.severity, rule.instead
    swaps: dict[str, str] = {}
    if instead is not None:
        swaps = {name: instead.things[name] for name in there if name in instead.things}
        if instead.latex_free:
            touched = [name for name in there if set(things[name].material) & set(rule.match.material)]
            swaps |= {name: other for name in touched if (other := things[name].instead_for_latex)}
            if severity == "modify" and not set(touched) <= set(swaps):
                severity = "contraindicated"  # there is nothing to swap it for
    return Hit(
        rule.id, rule.flag, severity, rule.lead, said, rule.reason, rule.source, tuple(swaps.items()),
        instead.also if instead else (), (instead.exercise or "") if instead else "",
        (instead.set_up or "") if instead else "",
    )  # fmt: skip


def _filled(line: str, fact: Known) -> str:
    """'your right leg'; for both sides 'either leg'."""
    line = line.replace("{percent}", str(fact.percent))
    return line.replace("your {side}", "either" if fact.side == "both" else f"your {fact.side}")
