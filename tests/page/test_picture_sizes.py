"""How large pictures are printed: STANDARDS asks for 1.6 inches wherever a page has the room."""

from __future__ import annotations

import datetime as dt
import io
from functools import cache
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
import yaml

from handouts.build import Choice, Workshop
from handouts.intake.catalog import Catalog
from handouts.intake.places import places
from tests.conformance.structure import attribute

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DAY = dt.date(2026, 11, 21)
LEAST = 1.6 * 72
MOST_EXERCISES = 20


@cache
def workshop() -> Workshop:
    return Workshop(Catalog(places()))


def figures(element: Any) -> Iterator[Any]:
    """Every Figure below an element of the structure tree."""
    if isinstance(element, pikepdf.Array):
        for kid in element:
            yield from figures(kid)
    elif isinstance(element, pikepdf.Dictionary):
        if element.get("/S") == "/Figure":
            yield element
        yield from figures(element.get("/K"))


def heights(names: list[str], layout: str, folder: Path) -> list[float]:
    """The printed height in points of every picture in a handout of these exercises."""
    profile = folder / "patient.yaml"
    profile.write_text(yaml.safe_dump({"patient": {"name": "Ana Quill", "side": "left"}, "exercises": names}))
    choice = Choice(DAY, layout=layout)
    with pikepdf.open(io.BytesIO(workshop().pdf(workshop().handout(profile, choice), choice))) as pdf:
        boxes = [attribute(each, "/BBox") for each in figures(pdf.Root.StructTreeRoot.K)]
    return [float(box[3]) - float(box[1]) for box in boxes]


@pytest.mark.parametrize("layout", ["one-per-page", "large-print"])
def test_where_an_exercise_has_a_page_every_close_up_and_floor_scene_is_large(layout: str, tmp_path: Path) -> None:
    names = sorted(workshop().catalog.names("exercises"))
    for start in range(0, len(names), MOST_EXERCISES):
        found = heights(names[start : start + MOST_EXERCISES], layout, tmp_path)
        assert len(found) >= 2 * len(names[start : start + MOST_EXERCISES])
        assert min(found) >= LEAST


def test_standing_figures_are_large_two_to_a_page(tmp_path: Path) -> None:
    assert min(heights(["heel-raise", "calf-stretch-wall"], "standard", tmp_path)) >= LEAST
