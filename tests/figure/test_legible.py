"""What a picture keeps 45 mm large on an office printer, and that each loss is told."""

import re
from pathlib import Path

import numpy as np
import pytest

from handouts.figure import ink, legible, press, read
from handouts.page import look, paint
from handouts.page.look import hexed

IMAGES = Path(__file__).parents[2] / "images"


@pytest.fixture(scope="module")
def raise_():
    """A picture with a highlight and an arrow, and its scene."""
    return read.load(IMAGES / "scenes/heel-raise.yaml"), (IMAGES / "heel-raise.svg").read_text(encoding="utf-8")


def squared(role, side, low=""):
    """A panel with a square of a role, points, on skin."""
    d = f"M50 50h{side}v{side}h-{side}z"
    return f'<svg xmlns="http://www.w3.org/2000/svg"><svg class="panel" id="finish" width="120" height="120">\
<path class="skin" d="M5 5h110v110h-110z"/>{low}<path class="{role}" d="{d}"/></svg></svg>'


def told(scene, svg):
    return " ".join(legible.faults(scene, svg))


def test_the_grays_are_those_of_the_page():
    page = dict(look.art(look.palette("#2b6a80", gray=True)))
    ours = {name: str(hexed(f"#{tone:02x}{tone:02x}{tone:02x}")) for name, tone in press.GRAYS.items()}
    assert {name: str(page[name]) for name in page if name in ours} == {n: ours[n] for n in ours if n in page}
    assert set(page) - set(press.GRAYS) <= {"muscle-line", "keyline"}
    assert (press.MUSCLE_LINE_PT, press.HALO_PT, press.DASH_PT) == (paint.MUSCLE_LINE_PT, paint.HALO_PT, paint.DASH_PT)


def test_a_panel_is_printed_45_mm_large_as_dots(raise_):
    first = press.printed(raise_[1])[0]
    assert max(first.black.shape) == round(45 / 25.4 * 200)
    assert 0.05 < first.black.mean() < 0.3
    assert first.black[first.of("skin")].mean() < 0.1 < first.black[first.of("shirt")].mean()


def test_a_good_picture_has_no_faults(raise_):
    assert legible.faults(*raise_) == []


def test_a_highlight_too_small_or_too_pale_is_told(raise_, monkeypatch):
    scene, _ = raise_
    assert told(scene, squared("muscle", 12)) == ""
    assert "highlight keeps" in told(scene, squared("muscle", 1.5))
    monkeypatch.setitem(press.GRAYS, "muscle", 0xF0)
    assert "darker than what is round it" in told(scene, squared("muscle", 12))


def test_a_slit_of_highlight_does_not_count_by_its_length(raise_):
    slit = squared("muscle", 1, '<path class="muscle" d="M10 30h90v1h-90z"/>')
    assert "highlight keeps 0 dots" in told(raise_[0], slit)


@pytest.mark.parametrize(
    ("arrow", "said"),
    [
        ("M20 58h40v-6l14 8l-14 8v-6h-40z", ""),  # shaft and head
        ("M20 54h50v8h-50z", "a wedge or a bar"),
        ("M20 54l20 8l-20 8z", "a wedge or a bar"),
        ("M20 58h40v.6h-40z", "thinner than"),
        ("M20 58h40v-.5l6 1.3l-6 1.3v-.5h-40z", "head is narrower"),
    ],
)
def test_an_arrow_keeps_its_head_and_its_shaft(raise_, arrow, said):
    shown = squared("muscle", 12, f'<path class="accent" d="{arrow}"/>')
    found = told(raise_[0], shown)
    assert said in found if said else found == ""


def test_lines_that_run_together_are_told(raise_):
    lines = "".join(f"M20 {20 + gap}h60" for gap in (0, 0.7, 1.4))
    assert told(raise_[0], squared("muscle", 12, f'<path class="ink" stroke-width=".9" d="{lines}"/>')).startswith(
        "finish: at 45 mm lines run together over"
    )
    apart = "".join(f"M20 {20 + gap}h60" for gap in (0, 3, 6))
    assert told(raise_[0], squared("muscle", 12, f'<path class="ink" stroke-width=".9" d="{apart}"/>')) == ""


@pytest.mark.parametrize("role", ["band", "towel", "nail"])
def test_a_thing_thinner_than_two_dots_is_told(raise_, role):
    def strap(wide):
        return squared("muscle", 12, f'<path class="{role}" d="M10 20h90v{wide}h-90z"/>')

    assert told(raise_[0], strap(2)) == ""
    assert f"of the {role} is 2 dots wide" in told(raise_[0], strap(0.4))


def test_what_a_close_up_shows_larger_may_be_a_speck_in_the_ring(raise_):
    scene = raise_[0]
    ringed = scene.model_copy(
        update={"panels": tuple(panel.model_copy(update={"lens": "ball_r"}) for panel in scene.panels)}
    )
    for role, told_too in (("marble", ""), ("band", "of the band is 2 dots wide")):
        speck = squared("muscle", 12, f'<path class="{role}" d="M10 20h90v.4h-90z"/>')
        assert "2 dots wide" in told(scene, speck)
        assert told_too in told(ringed, speck) if told_too else told(ringed, speck) == ""


def test_growing_and_opening_keep_a_mask_in_its_place():
    mask = np.zeros((20, 30), dtype=bool)
    mask[5:11, 8:20] = True
    mask[2, 2] = True
    assert np.array_equal(np.argwhere(legible.opened(mask, 4))[[0, -1]], [[5, 8], [10, 19]])
    assert np.array_equal(np.argwhere(legible.grown(mask[4:], 5))[[0, -1]], [[0, 6], [8, 21]])


def test_the_list_of_line_widths_is_what_the_pictures_hold():
    """README lists them for whoever draws by hand or paints."""
    listed = re.search(r"- \*\*Widths\.\*\*(.*?)\n- ", (IMAGES / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    drawn = {
        float(width)
        for path in IMAGES.glob("*.svg")
        for width in re.findall(r'class="ink" stroke-width="([.\d]+)"', path.read_text(encoding="utf-8"))
    }
    assert {float(word) for word in re.findall(r"\d\.\d+", listed[1])} == drawn | set(ink.WIDTHS)
