"""Cases and the catalog for the tests of this room."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handouts.intake.brand import Brand
from handouts.intake.catalog import Catalog
from handouts.intake.model import check
from handouts.intake.places import Places
from handouts.intake.profile import Case, Profile
from handouts.intake.yaml import parse
from handouts.plan.resolve import resolve

if TYPE_CHECKING:
    from handouts.plan.plan import Plan

ROOT = Path(__file__).parents[2]
MONDAY = date(2026, 11, 2)


@cache
def catalog() -> Catalog:
    return Catalog(Places((ROOT,)))


def case(text: str) -> Case:
    """A profile as it would be typed; `patient` needs no name here."""
    tree = parse(text, "p.yaml")
    return Case(check(Profile, tree), tree)


def plan(text: str, brand: Brand | None = None, day: date = MONDAY) -> Plan:
    return resolve(case(text), catalog(), brand or Brand(name="C"), day)


def one(name: str, *flags: str, side: str | None = None, asked: str | None = None, dose: str = "") -> Plan:
    """A plan of a single exercise."""
    patient = f"name: Bo, flags: [{', '.join(flags)}]" + (f", side: {side}" if side else "")
    extra = (f", side: {asked}" if asked else "") + (f", dose: {{{dose}}}" if dose else "")
    return plan(f"patient: {{{patient}}}\nexercises:\n  - {{use: {name}{extra}}}\n")


def brand(**keys: Any) -> Brand:
    return Brand.model_validate({"name": "C", **keys})
