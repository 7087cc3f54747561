"""The decision table: every exercise against every flag, in every state that a rule tells apart."""

from __future__ import annotations

from datetime import timedelta
from itertools import product
from typing import TYPE_CHECKING

from msgspec import Struct

from handouts.intake.rulebook import EVERYONE
from handouts.plan import dose as doses
from handouts.plan import safety
from handouts.plan.match import Task
from handouts.plan.safety import Extent, Known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from handouts.intake.exercise import Exercise
    from handouts.intake.flags import Flag
    from handouts.plan.safety import Book, Hit
    from handouts.plan.side import Working

LETTERS = {"contraindicated": "C", "modify": "M", "caution": "W"}
PERCENTS = (20, 50, 75)
LONG = Extent(9, 60)  # a program that every limit of the rules finds too long


class State(Struct, frozen=True):
    """One flag as a patient may have it, in words and as facts; `facts` holds a second flag where a rule wants two."""

    name: str
    facts: tuple[Known, ...]


def states(name: str, flag: Flag, book: Book) -> Iterator[State]:
    """Every status, level and percent, and one day in every stretch of weeks that some rule tells apart."""
    rules = [rule for rule in book.rules if rule.flag == name]
    weeks = sorted(
        {0} | {week for rule in rules if (span := rule.when.weeks_since) for week in (span.since, span.under or 0)}
    )
    side = "right" if "side" in flag.facts else None
    for status, level, week in product(
        flag.status or ("",), flag.level or ("",), weeks if "on" in flag.facts else (None,)
    ):
        for percent in PERCENTS if status in flag.percent_when else (None,):
            on = None if week is None else book.day - timedelta(weeks=week)
            said = (status, level, "" if week is None else f"week {week}", "" if percent is None else f"{percent}%")
            fact = Known(name, side, status or None, percent, on, level or None)
            shown = " ".join(filter(None, said))
            yield State(shown, (fact,))
            for other in dict.fromkeys(other for rule in rules for other in rule.when.together):
                yield State(f"{shown} with {other}".strip(), (fact, Known(other)))


def lines(exercises: Mapping[str, Exercise], flags: Mapping[str, Flag], book: Book) -> list[str]:
    """A line for each exercise, flag and outcome; states with one outcome share it. What meets no rule has no line."""
    found = ["(the whole program)", *_program(exercises, flags, book)]
    for name, exercise in sorted(exercises.items()):
        found += ["", name, *_rows(exercise, flags, book)]
    return found


def _rows(exercise: Exercise, flags: Mapping[str, Flag], book: Book) -> Iterator[str]:
    working: Working = {"together": "both", "whole-body": "whole-body"}.get(exercise.sides, "right")  # type: ignore[assignment]
    yield from _grouped(EVERYONE, [("", _codes(exercise, working, (), book, EVERYONE))])
    for name, flag in flags.items():
        told = []
        for state in states(name, flag, book):
            code = _codes(exercise, working, state.facts, book, name)
            told.append((state.name, code))
            if working == "right" and "side" in flag.facts:
                other = _codes(exercise, "left", state.facts, book, name)
                if other != code:
                    told.append((f"{state.name} (the other limb works)".strip(), other))
        yield from _grouped(name, told)


def _codes(exercise: Exercise, side: Working, known: tuple[Known, ...], book: Book, flag: str) -> str:
    dose = doses.merged([("catalog", exercise.dose.standard.given())])
    return _coded(safety.judge(Task(exercise, side, dose), known, book), flag)


def _coded(hits: Iterable[Hit], flag: str) -> str:
    return " ".join(f"{LETTERS[hit.severity]} {hit.rule}" for hit in hits if hit.flag == flag)


def _program(exercises: Mapping[str, Exercise], flags: Mapping[str, Flag], book: Book) -> Iterator[str]:
    tasks = [
        Task(exercise, "both", doses.merged([("catalog", exercise.dose.standard.given())]))
        for exercise in exercises.values()
    ]
    for length, extent in (("any length", Extent(0, 0)), ("a long program", LONG)):
        yield from _grouped(EVERYONE, [(length, _coded(safety.judge_all(tasks, extent, (), book), EVERYONE))])
        for name, flag in flags.items():
            told = [
                (f"{state.name} {length}".strip(), _coded(safety.judge_all(tasks, extent, state.facts, book), name))
                for state in states(name, flag, book)
            ]
            yield from _grouped(name, told)


def _grouped(flag: str, told: Iterable[tuple[str, str]]) -> Iterator[str]:
    groups: dict[str, list[str]] = {}
    for state, code in told:
        if code:
            groups.setdefault(code, []).append(state)
    for code, names in groups.items():
        shown = f" [{', '.join(names)}]" if any(names) else ""
        yield f"  {flag}{shown}: {code}"
