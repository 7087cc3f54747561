"""A clinic's own picture that no page would ever show is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from handouts.cli.app import app
from handouts.intake.places import places

if TYPE_CHECKING:
    from pathlib import Path

OURS = places().roots[-1] / "images"


def told(clinic: Path) -> str:
    ran = CliRunner().invoke(app, ["check", "--clinic", str(clinic)])
    return " ".join((ran.output + (ran.stderr or "")).split())


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
    assert "no exercise has a picture" not in told(tmp_path)
    assert "there is no figure" not in told(tmp_path)
