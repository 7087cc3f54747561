"""`--accept EXERCISE="reason"`: what a clinician gives against a rule, and the sheet that keeps the reason."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from handouts.intake.problems import CannotWrite, Place, Problem, WrongCommand

if TYPE_CHECKING:
    from pathlib import Path

    from handouts.plan.plan import Plan

OPTION = "--accept"


def reasons(written: list[str], profiles: int) -> tuple[tuple[str, str], ...]:
    """Exercise and reason of each. Raises WrongCommand with everything that is wrong."""
    pairs = [(name.strip(), " ".join(reason.split())) for name, _, reason in (each.partition("=") for each in written)]
    problems = []
    for name, reason in pairs:
        if not name or not reason:
            message = f"{name or 'it'} has no reason" if name else "names no exercise"
            problems.append(Problem(Place(OPTION), message, f'write {OPTION} {name or "heel-raise"}="why"'))
        elif [other for other, _ in pairs].count(name) > 1:
            problems.append(Problem(Place(OPTION), f"{name} is accepted twice", "give one reason"))
    if pairs and profiles > 1:
        problems.append(Problem(Place(OPTION), "is for one patient", "make that profile by itself"))
    if problems:
        raise WrongCommand(dict.fromkeys(problems))
    return tuple(pairs)


def sheet(target: Path) -> Path:
    """Where the clinician's sheet of a handout stands: beside it."""
    return target.with_name(f"{target.stem}.clinician.txt")


def write(target: Path, data: bytes, plan: Plan, stem: str) -> list[Path]:
    """The handout, and beside it the sheet if something was accepted (or an older sheet would tell what is not so).

    Both or neither. Raises CannotWrite.
    """
    from handouts.intake import files
    from handouts.plan import report

    beside = sheet(target)
    if not report.accepted(plan) and not os.path.isfile(beside):  # noqa: PTH113  Path.is_file chokes on names too long
        files.write(target, data)
        return [target]
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        files.write(target, data)  # says why it cannot be
    if beside.is_dir():  # the one thing that a rename cannot replace
        raise CannotWrite([Problem(Place(str(beside)), "is a folder, and the clinician's sheet goes there", "move it")])
    waiting = files.staged(beside, report.record(plan, stem).encode())
    try:
        files.write(target, data)
        files.place(waiting, beside)
    finally:
        waiting.unlink(missing_ok=True)
    return [target, beside]
