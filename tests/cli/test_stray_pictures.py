"""A clinic's own picture that no page would ever show is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handouts.check import strays
from handouts.intake.catalog import Catalog
from handouts.intake.places import BUILT_IN, Places

if TYPE_CHECKING:
    from pathlib import Path

OURS = BUILT_IN / "images"


def told(clinic: Path) -> str:
    return " ".join(f"{each.message} hint: {each.hint}" for each in strays(Catalog(Places((clinic, BUILT_IN)))))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("heelraise.svg", "no exercise has a picture 'heelraise' hint: did you mean 'heel-raise'?"),
        ("heel-raise@oldman.svg", "there is no figure 'oldman' hint: did you mean 'older-man'?"),
        ("toe-tap.start.svg", "no exercise has a picture 'toe-tap' hint: did you mean 'toe-taps'?"),
    ],
)
def test_a_misspelt_picture_is_told_with_the_nearest_name(name: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / name).write_bytes((OURS / "heel-raise.svg").read_bytes())
    assert said in told(tmp_path)


@pytest.mark.parametrize("name", ["heel-raise.svg", "heel-raise@older-man.svg", "heel-raise.start.svg", "README.md"])
def test_a_picture_that_is_shown_is_not(name: str, tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / name).write_bytes((OURS / "heel-raise.svg").read_bytes())
    assert not told(tmp_path)
