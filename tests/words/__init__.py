"""Documents and voices for the tests of this room."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from handouts.intake.brand import Brand
from handouts.intake.places import Places
from handouts.words.compose import compose
from handouts.words.environment import Voice
from tests.plan import MONDAY, ROOT, catalog, plan

if TYPE_CHECKING:
    from datetime import date

    from handouts.words.document import Document

CLINIC = Brand(name="Harbor Street", phone="(555) 010-0142")
PANELS = ("setup", "start", "middle", "finish")


@cache
def voice() -> Voice:
    return Voice(Places((ROOT,)), "en")


def document(text: str, brand: Brand = CLINIC, day: date = MONDAY) -> Document:
    return compose(plan(text, brand, day), brand, voice(), catalog().things(), lambda _: PANELS)
