"""The catalog as the tool reads it, for the tests beside this file."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TypeVar

from handouts.intake.equipment import Equipment
from handouts.intake.exercise import Exercise
from handouts.intake.flags import Flags, RedFlags, Rules
from handouts.intake.model import Written, check
from handouts.intake.program import Program
from handouts.intake.yaml import load

M = TypeVar("M", bound=Written)
CATALOG = Path(__file__).parents[2] / "catalog"


def folder(model: type[M], name: str) -> dict[str, M]:
    return {path.stem: check(model, load(path)) for path in sorted((CATALOG / name).glob("*.yaml"))}


@cache
def exercises() -> dict[str, Exercise]:
    return folder(Exercise, "exercises")


@cache
def programs() -> dict[str, Program]:
    return folder(Program, "programs")


@cache
def rules() -> dict[str, Rules]:
    return folder(Rules, "rules")


@cache
def equipment() -> Equipment:
    return check(Equipment, load(CATALOG / "equipment.yaml"))


@cache
def flags() -> Flags:
    return check(Flags, load(CATALOG / "flags.yaml"))


@cache
def red_flags() -> RedFlags:
    return check(RedFlags, load(CATALOG / "red-flags.yaml"))


IDS = sorted(path.stem for path in (CATALOG / "exercises").glob("*.yaml"))
