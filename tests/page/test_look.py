from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.page.colour import BLACK, WHITE, Colour, apart, contrast
from handouts.page.look import ACCENT, BANDS, INK, LOOKALIKE, PEOPLE, art, palette
from handouts.page.svg import FILLED, STROKED

brands = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
skins = st.integers(1, len(PEOPLE))


@pytest.mark.parametrize(
    ("brand", "tones"),
    [
        ("#075c70", "#075c70 #ecf6f9 #d0e8f0 #9ec5d2 #699bab #173b45"),
        ("#7a2e5d", "#7a2e5d #faf1f5 #f2dce7 #d4b3c4 #ad849a #462c3b"),
    ],
)
def test_a_brand_gives_the_tones_that_were_designed(brand, tones):
    look = palette(brand)
    made = (look.brand_text, look.tint, look.tint_2, look.line, look.shirt, look.shorts)
    assert " ".join(map(str, made)) == tones
    assert look.notices == ()


@pytest.mark.parametrize(("brand", "on_white", "on_tint"), [("#075c70", 7.6, 6.9), ("#7a2e5d", 8.8, 8.0)])
def test_brand_text_has_the_contrast_that_was_measured(brand, on_white, on_tint):
    look = palette(brand)
    assert contrast(look.brand_text, WHITE) == pytest.approx(on_white, abs=0.05)
    assert contrast(look.brand_text, look.tint) == pytest.approx(on_tint, abs=0.05)
    assert contrast(look.ink, look.tint) == pytest.approx(14.4, abs=0.2)


def test_fixed_colours_have_the_contrast_that_was_measured():
    look = palette("#075c70")
    expected = {
        look.ink: 15.9, look.ink_2: 7.5, look.caution: 6.3, look.red: 6.5, look.green_word: 6.5, look.amber_word: 7.1,
        look.box: 4.0, look.accent: 4.6, look.rule: 1.5, look.zones[1].outline: 4.9,
    }  # fmt: skip
    assert {str(tone): round(contrast(tone, WHITE), 1) for tone in expected} == {str(k): v for k, v in expected.items()}
    assert [round(contrast(zone.text, zone.fill), 1) for zone in look.zones] == [12.4, 8.5, 6.5]


@pytest.mark.parametrize(("brand", "darkened", "on_base"), [("#f2b705", "#896803", INK), ("#00a3e0", "#0076a3", INK)])
def test_a_brand_too_light_for_text_is_darkened_and_the_clinic_is_told(brand, darkened, on_base):
    look = palette(brand)
    assert str(look.base) == brand
    assert str(look.brand_text) == darkened
    assert look.on_base == on_base
    assert look.notices == (
        f"The brand colour {brand} is too light for text; words, lines and tiles use {darkened} instead.",
    )


def test_large_print_darkens_text_to_seven_to_one():
    look = palette("#075c70", large_print=True)
    assert [str(tone) for tone in (look.brand_text, look.caution, look.ink_2)] == ["#07586b", "#8b4300", "#39434d"]
    assert "large print" in look.notices[0]


@given(brands)
def test_any_brand_gives_text_that_can_be_read(brand):
    look = palette(brand)
    assert min(contrast(look.brand_text, ground) for ground in (WHITE, look.tint)) >= 4.5
    assert contrast(look.on_base, look.base) >= 4.5
    assert contrast(look.on_brand, look.brand_text) >= 4.5
    assert min(contrast(tone, look.tint) for tone in (look.ink, look.ink_2)) >= 4.5


@given(brands)
def test_large_print_gives_any_brand_seven_to_one(brand):
    look = palette(brand, large_print=True)
    words = (look.brand_text, look.caution, look.red, look.green_word, look.amber_word, look.ink_2, look.ink)
    assert min(contrast(word, WHITE) for word in words) >= 7
    assert contrast(look.brand_text, look.tint) >= 7


def test_arrows_turn_to_ink_only_where_the_brand_has_their_hue():
    assert palette("#c0392b").arrow == INK
    for other in ("#075c70", "#7a2e5d", "#f2b705", "#808080"):
        assert palette(other).arrow == ACCENT


@given(brands, skins)
def test_a_shirt_never_looks_like_bare_skin(brand, skin):
    look = palette(brand)
    assert apart(look.shirt, dict(art(look, skin))["skin"]) >= LOOKALIKE


def test_zones_get_darker_with_danger_so_that_a_gray_copy_still_works():
    for look in (palette("#075c70"), palette("#075c70", gray=True)):
        levels = [zone.fill.luminance for zone in look.zones]
        assert levels == sorted(levels, reverse=True)
        assert all(contrast(a.fill, b.fill) >= 1.4 for a, b in zip(look.zones, look.zones[1:], strict=False))


@given(brands, st.booleans())
def test_a_gray_palette_has_no_colour_and_no_pale_tint(brand, large):
    look = palette(brand, gray=True, large_print=large)
    tones = [value for value in (getattr(look, name) for name in look.__slots__) if isinstance(value, Colour)]
    assert all(tone.r == tone.g == tone.b for tone in tones)
    assert look.tint == WHITE
    assert look.panel_outline == look.ink


@given(brands, skins, st.booleans())
def test_every_role_of_a_picture_has_a_colour(brand, skin, gray):
    assert dict(art(palette(brand, gray=gray), skin)).keys() >= FILLED | STROKED


@given(skins)
def test_gray_art_is_white_or_dark_enough_to_print_as_an_even_gray(skin):
    for role, tone in art(palette("#075c70", gray=True), skin):
        assert tone.r == tone.g == tone.b, role
        assert tone == WHITE or tone.r <= 0.9, role


@given(brands, skins, st.booleans())
def test_the_edge_of_a_highlight_shows_on_any_skin(brand, skin, gray):
    tones = dict(art(palette(brand, gray=gray), skin))
    rings = [tones[role] for role in ("muscle", "muscle-line", "keyline", "skin") if role in tones]
    steps = [contrast(inner, outer) for inner, outer in pairwise(rings)]
    assert steps[0] >= 3
    assert max(steps[1:]) >= 3


def test_only_skin_that_would_swallow_the_highlight_gets_a_keyline():
    look = palette("#075c70")
    assert ["keyline" in dict(art(look, skin)) for skin in range(1, 7)] == [False, False, True, True, True, True]


def test_six_skins_all_differ_and_go_from_fair_to_deep():
    levels = [dict(art(palette("#075c70"), skin))["skin"].luminance for skin in range(1, 7)]
    assert levels == sorted(set(levels), reverse=True)


@given(skins)
def test_shade_is_darker_than_what_it_shades(skin):
    tones = dict(art(palette("#075c70"), skin))
    for role in ("skin", "hair", "shirt", "shorts", "shoe", "prop", "wood", "towel", "band", "ball"):
        assert tones[f"{role}-shade"].luminance < tones[role].luminance, role


def test_the_band_has_the_colour_of_the_dose():
    look = palette("#075c70")
    bands = {dict(art(look, 2, band=word))["band"] for word in BANDS}
    assert len(bands) == len(BANDS) == 8


@pytest.mark.parametrize("skin", [0, 7])
def test_a_skin_off_the_scale_is_refused(skin):
    with pytest.raises(ValueError, match="skin should be 1 to 6"):
        art(palette("#075c70"), skin)


def test_black_is_the_last_resort_on_a_middle_tone():
    assert palette("#e0402c").on_base in {WHITE, INK, BLACK}
    assert any(palette(f"#{level:02x}{level:02x}{level:02x}").on_base == BLACK for level in range(100, 160))
