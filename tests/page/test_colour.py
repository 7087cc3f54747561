import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.page.colour import BLACK, WHITE, Colour, Lch, contrast, darker_until, fitted, lab, lch, toned

colours = st.integers(0, 0xFFFFFF).map(lambda number: Colour.hex(f"#{number:06x}"))


@given(colours)
def test_a_colour_survives_being_written_down(colour):
    assert Colour.hex(str(colour)) == colour


@pytest.mark.parametrize("text", ["075c70", "#075c7", "#075c700", "#07gc70", "teal", ""])
def test_what_is_no_hex_colour_is_refused(text):
    with pytest.raises(ValueError, match="written #rrggbb"):
        Colour.hex(text)


def test_contrast_runs_from_1_to_21_and_matches_the_published_example():
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast(WHITE, WHITE) == 1
    assert contrast(Colour.hex("#777777"), WHITE) == pytest.approx(4.48, abs=0.005)


@given(colours, colours)
def test_contrast_does_not_care_which_colour_comes_first(a, b):
    assert contrast(a, b) == contrast(b, a) >= 1


def test_oklab_gives_the_values_of_its_author_for_white_and_red():
    assert lab(WHITE) == pytest.approx((1, 0, 0), abs=1e-3)
    assert lab(Colour.hex("#ff0000")) == pytest.approx((0.6279, 0.2249, 0.1258), abs=1e-3)


@given(colours)
def test_oklch_and_back_is_the_same_colour(colour):
    there_and_back = fitted(lch(colour))
    assert there_and_back.parts == pytest.approx(colour.parts, abs=1.01 / 255)


@given(st.floats(0.2, 1), st.floats(0, 0.4), st.floats(0, 360))
def test_every_tone_is_brought_into_srgb_without_changing_its_lightness(lightness, chroma, hue):
    colour = fitted(Lch(lightness, chroma, hue))
    assert all(0 <= part <= 1 for part in colour.parts)
    assert lch(colour).lightness == pytest.approx(lightness, abs=0.012)


def test_a_tone_is_never_livelier_than_its_base():
    gray = Colour.hex("#808080")
    assert toned(gray, 0.966, 0.011) == toned(gray, 0.966, 0)


@given(colours, st.floats(1, 20))
def test_darkening_reaches_the_ratio_on_white_and_leaves_alone_what_is_dark_enough(colour, ratio):
    darker = darker_until(colour, WHITE, ratio)
    assert contrast(darker, WHITE) >= ratio
    if contrast(colour, WHITE) >= ratio:
        assert darker == colour


def test_the_gray_of_a_colour_is_as_light_as_the_colour():
    green = Colour.hex("#1c6b3d")
    assert green.gray.r == green.gray.g == green.gray.b
    assert green.gray.luminance == pytest.approx(green.luminance, abs=0.003)
