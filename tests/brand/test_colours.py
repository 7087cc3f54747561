"""Whatever colour a clinic has: every pair that the page sets can be read, and what was changed is said."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.page import look
from handouts.page.colour import WHITE, Colour, contrast, lch
from handouts.page.look import PALE, SHAPES, WORDS, pairs, palette
from tests.conformance import structure, verapdf

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
PAGE = Path(look.__file__).parent
AWKWARD = {
    "neon yellow": "#eaff00", "white": "#ffffff", "almost white": "#fffffe", "black": "#000000",
    "almost black": "#050607", "middle gray": "#777777", "pure blue": "#0000ff", "pure green": "#00ff00",
    "red as alarms": "#b3261e", "amber as cautions": "#9a4a00", "pale pink": "#ffe4ec", "sky": "#00a3e0",
}  # fmt: skip


@given(colours, st.one_of(st.just(""), colours), st.booleans(), st.booleans())
def test_every_pair_that_the_page_uses_passes_for_any_colour_and_accent(base, accent, gray, large):
    made = palette(base, accent, gray=gray, large_print=large)
    for pair in pairs(made, large_print=large):
        assert contrast(pair.fore, pair.ground) >= pair.least, pair.name
        assert pair.least == (3 if "outline" in pair.name or pair.least == 3 else 7 if large else 4.5)


def test_every_role_that_the_page_names_is_measured_or_known_to_be_decoration():
    """A colour that is used and not in the table would be a text that nobody guards."""
    measured = {role for pair in (*WORDS, *SHAPES) for role in pair if role}
    roles = {name for name in look.Palette.__slots__ if name not in ("notices", "zones", "gray", "panel_outline")}
    used = set()
    for file in PAGE.glob("*.py"):
        if file.name not in ("look.py", "specimen.py"):
            used |= set(re.findall(r"\"([a-z_0-9]+)\"", file.read_text())) & roles
    assert used - measured - set(PALE) == set()
    assert {"ink", "brand_text", "box", "caution"} <= used


@given(colours)
def test_a_colour_that_is_dark_enough_is_taken_as_it_is_and_one_that_is_not_keeps_its_hue(base):
    made = palette(base)
    given_, used = lch(Colour.hex(base)), lch(made.brand_text)
    if contrast(made.base, made.tint) >= 4.6:
        assert made.brand_text == made.base
        assert made.notices == ()
    else:
        assert str(made.base) in made.notices[0] and str(made.brand_text) in made.notices[0]
        assert made.brand_text.luminance < made.base.luminance
        if given_.chroma > 0.08 and used.chroma > 0.04:
            turn = abs(given_.hue - used.hue)
            assert min(turn, 360 - turn) < 30


@given(colours)
def test_a_panel_is_a_breath_of_the_colour_and_never_a_block_of_it(base):
    made = palette(base)
    assert contrast(made.tint, WHITE) < 1.2
    assert contrast(made.ink, made.tint) > 13


def test_an_accent_too_light_for_arrows_is_darkened_and_said():
    made = palette("#075c70", "#ffd400")
    assert contrast(made.arrow, WHITE) >= 3
    assert made.arrow == made.accent
    assert "accent #ffd400 is too light" in made.notices[0]
    assert palette("#075c70", "#8a1c5c").notices == ()


@pytest.mark.parametrize("name", ["neon yellow", "white"])
def test_pages_in_awkward_colours_conform(clinic, name):
    _, _, pdf = clinic.write(f"name: Ours\ncolour: '{AWKWARD[name]}'\n").made()
    assert verapdf.faults(pdf, "ua1") == []
    assert structure.faults(pdf) == []


@pytest.mark.parametrize("name", AWKWARD)
def test_no_large_area_is_printed_in_an_awkward_colour(clinic, pixels, name):
    """A band in the brand's colour eats toner, and in neon it hurts."""
    _, _, pdf = clinic.write(f"name: Ours\ncolour: '{AWKWARD[name]}'\n").made()
    page = pixels(pdf, 0, 1.0)
    dark = sum(count for count, tone in page.getcolors(1 << 20) if min(tone) < 128)
    assert 0.005 < dark / (page.width * page.height) < 0.12


@pytest.mark.parametrize(("name", "said"), [("neon yellow", True), ("white", True), ("sky", True), ("black", False)])
def test_the_clinic_is_told_what_became_of_its_colour(clinic, name, said):
    notices = clinic.write(f"name: Ours\ncolour: '{AWKWARD[name]}'\n").notices()
    assert ("is too light for text" in notices) == said
