"""`handouts draw` and `handouts show -o`: pictures as files."""

from __future__ import annotations

import io
import shutil
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from PIL import Image
from typer.testing import CliRunner

from handouts.cli.app import app
from handouts.intake.places import BUILT_IN
from handouts.intake.problems import HandoutsError
from handouts.page import svg
from handouts.page.shapes import Outline
from handouts.page.still import flattened
from tests.conformance import verapdf

if TYPE_CHECKING:
    from pathlib import Path


def ran(*words: str) -> str:
    result = CliRunner().invoke(app, words, catch_exceptions=True)
    if isinstance(result.exception, HandoutsError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_picture_as_pixels_shows_what_the_page_shows(tmp_path: Path) -> None:
    """Our own pixels beside those that a PDF reader makes of the same picture."""
    for kind in ("png", "pdf"):
        ran("show", "heel-raise", "-o", str(tmp_path / f"picture.{kind}"))
    ours = Image.open(tmp_path / "picture.png").convert("L").resize((300, 160))
    page = pypdfium2.PdfDocument((tmp_path / "picture.pdf").read_bytes())[0]
    theirs = page.render(scale=200 / 72).to_pil().convert("L").resize((300, 160))
    apart = [abs(a - b) for a, b in zip(ours.tobytes(), theirs.tobytes(), strict=True)]
    assert sum(apart) / len(apart) < 6
    assert min(ours.tobytes()) < 80


def test_a_picture_as_pdf_conforms(tmp_path: Path) -> None:
    ran("show", "towel-scrunch", "-o", str(tmp_path / "picture.pdf"))
    pdf = (tmp_path / "picture.pdf").read_bytes()
    assert verapdf.faults(pdf, "ua1") == []
    assert verapdf.faults(pdf, "2a") == []


def test_a_picture_as_svg_is_the_one_that_ships(tmp_path: Path) -> None:
    ran("show", "heel-raise", "-o", str(tmp_path / "picture.svg"))
    assert svg.read((tmp_path / "picture.svg").read_bytes()).panels


def test_gray_pixels_hold_no_colour(tmp_path: Path) -> None:
    ran("show", "heel-raise", "--gray", "-o", str(tmp_path / "picture.png"))
    image = Image.open(io.BytesIO((tmp_path / "picture.png").read_bytes())).convert("RGB")
    assert all(max(pixel) - min(pixel) <= 2 for _, pixel in image.getcolors(1 << 22))


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(HandoutsError, match=r"'\.gif' is not one of"):
        ran("show", "heel-raise", "-o", str(tmp_path / "picture.gif"))


def test_a_curve_becomes_short_straight_pieces() -> None:
    (loop,) = flattened(Outline("MCZ", (0, 0, 0, 10, 10, 10, 10, 0)))
    assert loop[0] == (0, 0)
    assert loop[-2] == pytest.approx((10, 0))
    assert max(y for _, y in loop) == pytest.approx(7.5)
    assert loop[-1] == (0, 0)


@pytest.mark.slow
def test_a_clinic_draws_its_own_scene(tmp_path: Path) -> None:
    scenes = tmp_path / "images/scenes"
    scenes.mkdir(parents=True)
    shutil.copy(BUILT_IN / "images/scenes/short-foot.yaml", scenes / "our-foot.yaml")
    told = ran("draw", "our-foot", "--clinic", str(tmp_path))
    assert "our-foot.svg" in told
    assert svg.read((tmp_path / "images/our-foot.svg").read_bytes()).panels


def test_a_scene_that_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "images/scenes").mkdir(parents=True)
    shutil.copy(BUILT_IN / "images/scenes/short-foot.yaml", tmp_path / "images/scenes/short-foot.yaml")
    with pytest.raises(HandoutsError, match="did you mean 'short-foot'"):
        ran("draw", "shortfoot", "--clinic", str(tmp_path))
