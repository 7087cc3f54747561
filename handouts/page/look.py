"""Colour roles: one brand colour becomes every colour of the page and of its pictures."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from handouts.page.colour import BLACK, WHITE, Colour, apart, contrast, darker_until, lch, toned

if TYPE_CHECKING:
    from collections.abc import Mapping

hexed = Colour.hex

# Text is 4.5:1 (WCAG 2.2, 1.4.3) and in large print 7:1 (1.4.6), with a little to spare for rounding.
TEXT_RATIO, LARGE_PRINT_RATIO, SHAPE_RATIO = 4.6, 7.05, 3.0
ACCENT = hexed("#d1431f")
SAME_HUE_DEGREES, HUELESS_CHROMA, LOOKALIKE = 30, 0.02, 0.075


class Zone(Struct, frozen=True):
    """One stretch of the pain ruler."""

    fill: Colour
    outline: Colour
    text: Colour
    word: Colour


class Palette(Struct, frozen=True):
    """Every colour of one handout by its role; `notices` tell the clinic what was changed and why."""

    base: Colour
    on_base: Colour
    brand_text: Colour
    on_brand: Colour
    tint: Colour
    tint_2: Colour
    line: Colour
    shirt: Colour
    shorts: Colour
    ink: Colour
    ink_2: Colour
    box: Colour
    rule: Colour
    caution: Colour
    red: Colour
    green_word: Colour
    amber_word: Colour
    zones: tuple[Zone, Zone, Zone]
    accent: Colour
    arrow: Colour
    panel_outline: Colour | None = None
    gray: bool = False
    notices: tuple[str, ...] = ()


INK = hexed("#1b232c")
GRAY_INK = hexed("#111111")
SLATE, SLATE_DARK = hexed("#7f8f9f"), hexed("#27313c")


@lru_cache(maxsize=64)
def palette(brand_hex: str, accent_hex: str = "", *, gray: bool = False, large_print: bool = False) -> Palette:
    """All roles from the clinic's one colour, and its accent if it has one; `ValueError` if one is no `#rrggbb`."""
    ratio = LARGE_PRINT_RATIO if large_print else TEXT_RATIO
    base, accent = hexed(brand_hex), hexed(accent_hex) if accent_hex else None
    colours = _gray(large_print=large_print) if gray else _coloured(base, accent, ratio)
    for pair in pairs(colours, large_print=large_print):
        if (
            pair.ratio < pair.least
        ):  # every colour is derived so that this cannot happen; a patient's page is no place to trust
            raise ValueError(f"the brand colour {base} leaves {pair.name} at {pair.ratio:.1f}:1")
    return colours


def _coloured(base: Colour, own_accent: Colour | None, ratio: float) -> Palette:
    tint = toned(base, 0.966, 0.011)
    brand_text = darker_until(base, tint, ratio)
    caution, red, green, amber = (
        darker_until(hexed(text), WHITE, min(ratio, LARGE_PRINT_RATIO))
        for text in ("#9a4a00", "#b3261e", "#1c6b3d", "#7a4f00")
    )
    shirt, shorts = _clothes(base)
    accent = darker_until(own_accent or ACCENT, WHITE, SHAPE_RATIO + 0.05)
    arrow = INK if own_accent is None and _like_accent(base) else accent
    return Palette(
        base=base, on_base=_on(base), brand_text=brand_text, on_brand=WHITE, tint=tint,
        tint_2=toned(base, 0.915, 0.028), line=toned(base, 0.80, 0.045), shirt=shirt, shorts=shorts,
        ink=INK, ink_2=hexed("#39434d" if ratio > TEXT_RATIO else "#4b5661"), box=hexed("#76818b"),
        rule=hexed("#cdd3d8"), caution=caution, red=red, green_word=green, amber_word=amber,
        zones=(
            Zone(hexed("#cdebd6"), hexed("#1c6b3d"), INK, green),
            Zone(hexed("#f2b233"), hexed("#9a6700"), INK, amber),
            Zone(red, red, WHITE, red),
        ),
        accent=accent, arrow=arrow,
        notices=(*_notices(base, brand_text, ratio), *_accent_notices(own_accent, accent)),
    )  # fmt: skip


def _gray(*, large_print: bool) -> Palette:
    """A palette of its own, not a converted colour page: tints are white and panels get an outline."""
    ink, box, rule, middle = GRAY_INK, hexed("#444444"), hexed("#aaaaaa"), hexed("#d0d0d0")
    return Palette(
        base=ink, on_base=WHITE, brand_text=ink, on_brand=WHITE, tint=WHITE, tint_2=WHITE, line=ink,
        shirt=hexed("#cfcfcf"), shorts=hexed("#9a9a9a"), ink=ink, ink_2=hexed("#333333" if large_print else "#444444"),
        box=box, rule=rule, caution=ink, red=ink, green_word=ink, amber_word=ink,
        zones=(Zone(WHITE, ink, ink, ink), Zone(middle, ink, ink, ink), Zone(ink, ink, WHITE, ink)),
        accent=hexed("#6a6a6a"), arrow=ink, panel_outline=ink, gray=True,
    )  # fmt: skip


class Pair(Struct, frozen=True):
    """Something on a ground, and how far apart the two must be."""

    name: str
    fore: Colour
    ground: Colour
    least: float

    @property
    def ratio(self) -> float:
        return contrast(self.fore, self.ground)


# Everything that is read, and every shape that says something, on every ground on which the page sets it.
WORDS = (
    ("ink", ""), ("ink", "tint"), ("ink_2", ""), ("brand_text", ""), ("brand_text", "tint"), ("on_brand", "brand_text"),
    ("caution", ""), ("red", ""), ("green_word", ""), ("amber_word", ""),
)  # fmt: skip
SHAPES = (
    ("box", ""), ("box", "tint"), ("brand_text", ""), ("accent", ""), ("arrow", ""), ("caution", ""), ("red", ""),
    ("green_word", ""), ("amber_word", ""),
)  # fmt: skip
PALE = ("rule", "line", "tint", "tint_2")  # decoration: they carry no meaning, so no ratio is asked of them


def pairs(colours: Palette, *, large_print: bool = False) -> tuple[Pair, ...]:
    """Every text and every graphic with what it stands on; WCAG 2.2, 1.4.3 (large print: 1.4.6) and 1.4.11."""
    text = 7.0 if large_print else 4.5
    found = [Pair(_named(*pair), *_ends(colours, *pair), text) for pair in WORDS]
    found += [Pair(_named(*pair), *_ends(colours, *pair), SHAPE_RATIO) for pair in SHAPES]
    for name, zone in zip(("go", "slow", "stop"), colours.zones, strict=True):
        found.append(Pair(f"numbers on the {name} zone", zone.text, zone.fill, text))
        found.append(Pair(f"outline of the {name} zone", zone.outline, WHITE, SHAPE_RATIO))
    return tuple(found)


def _named(role: str, ground: str) -> str:
    return f"{role} on {ground or 'paper'}"


def _ends(colours: Palette, role: str, ground: str) -> tuple[Colour, Colour]:
    return getattr(colours, role), getattr(colours, ground) if ground else WHITE


def _on(base: Colour) -> Colour:
    """White where it reads, else ink; a middle tone on which neither does gets black."""
    return next((tone for tone in (WHITE, INK) if contrast(tone, base) >= 4.5), BLACK)


def _like_accent(base: Colour) -> bool:
    tone = lch(base)
    turn = abs(tone.hue - lch(ACCENT).hue)
    return tone.chroma >= HUELESS_CHROMA and min(turn, 360 - turn) <= SAME_HUE_DEGREES


def _clothes(base: Colour) -> tuple[Colour, Colour]:
    """Shirt and shorts in the brand's hue, or in slate where the shirt would look like bare skin."""
    shirt, shorts = toned(base, 0.66, 0.058), toned(base, 0.33, 0.045)
    bare = any(apart(shirt, hexed(person.skin)) < LOOKALIKE for person in PEOPLE)
    return (SLATE, SLATE_DARK) if bare else (shirt, shorts)


def _notices(base: Colour, brand_text: Colour, ratio: float) -> tuple[str, ...]:
    if brand_text == base:
        return ()
    why = "large print" if ratio > TEXT_RATIO else "text"
    return (f"The brand colour {base} is too light for {why}; words, lines and tiles use {brand_text} instead.",)


def _accent_notices(own: Colour | None, accent: Colour) -> tuple[str, ...]:
    if own is None or own == accent:
        return ()
    return (f"The accent {own} is too light for arrows and muscles; pictures use {accent} instead.",)


class Person(Struct, frozen=True):
    """Skin and hair that go together, each with its shade."""

    skin: str
    skin_shade: str
    nail: str
    hair: str
    hair_shade: str


PEOPLE = (
    Person("#fbe2d0", "#eec0a4", "#fff1ea", "#b58a52", "#8d6837"),
    Person("#f3cdb0", "#dfa583", "#fde6d8", "#5e3d2e", "#40281d"),
    Person("#dfab82", "#c28a5f", "#f4d0b4", "#3f2b23", "#281a15"),
    Person("#c1875b", "#9f683f", "#e2b48f", "#2e2421", "#1d1614"),
    Person("#94603d", "#744728", "#c79672", "#2a2220", "#191413"),
    Person("#68412d", "#4b2c1c", "#a6785c", "#231d1b", "#141010"),
)

OLDER_HAIR = {"hair": ("#bdbab6", "#c4c4c4"), "hair-shade": ("#96928d", "#9c9c9c")}  # in colour, in gray

# Things keep their colours whatever the brand; in gray every fill is white or at least 10 % (paler turns to dot noise).
THINGS: Mapping[str, tuple[str, str]] = {
    "shoe": ("#f4f6f7", "#ffffff"), "shoe-shade": ("#d3dadf", "#d6d6d6"), "sole": ("#737e88", "#6e6e6e"),
    "prop": ("#f3f5f6", "#ffffff"), "prop-shade": ("#dce1e5", "#dedede"), "prop-dark": ("#8b959e", "#8a8a8a"),
    "wood": ("#e3c79f", "#e0e0e0"), "wood-shade": ("#c49f6e", "#bdbdbd"), "metal": ("#b7c0c7", "#bcbcbc"),
    "towel": ("#ffffff", "#ffffff"), "towel-shade": ("#e2e8eb", "#dcdcdc"), "paper": ("#ffffff", "#ffffff"),
    "ball": ("#edc062", "#d6d6d6"), "ball-shade": ("#cb993a", "#b4b4b4"), "marble": ("#4b7fb0", "#7a7a7a"),
    "ghost": ("#eaeef0", "#e4e4e4"), "ghost-line": ("#76818b", "#555555"), "shadow": ("#e4e8ea", "#e2e2e2"),
}  # fmt: skip

BANDS: Mapping[str, str] = {
    "tan": "#d9b98c", "yellow": "#f4cf3a", "red": "#c8322b", "green": "#2f8a4c", "blue": "#2a62ae", "black": "#2b2b2e",
    "silver": "#b9c0c6", "gold": "#c79a2e",
}  # fmt: skip

Roles = tuple[tuple[str, Colour], ...]


@lru_cache(maxsize=256)
def art(colours: Palette, skin: int = 2, *, band: str = "", older: bool = False, gray: bool | None = None) -> Roles:
    """Every picture role and its colour, with `keyline` only where the highlight needs one.

    `skin` is 1 (fair) to 6 (deep); `band` is the colour word of the dose; `older` people have gray hair, so that a
    figure drawn younger still looks like them; gray follows the palette unless said.
    """
    in_gray = colours.gray if gray is None else gray
    if not 1 <= skin <= len(PEOPLE):
        raise ValueError(f"skin should be 1 to {len(PEOPLE)}, not {skin}")
    things = {role: hexed(pair[in_gray]) for role, pair in THINGS.items()}
    rest = _gray_art() if in_gray else _coloured_art(colours, PEOPLE[skin - 1], band)
    if older:
        rest |= {role: hexed(pair[in_gray]) for role, pair in OLDER_HAIR.items()}
    return tuple((things | rest | _highlight(rest)).items())


def _coloured_art(colours: Palette, person: Person, band: str) -> dict[str, Colour]:
    elastic = hexed(BANDS.get(band, "#5f7f4e"))
    return {
        "skin": hexed(person.skin), "skin-shade": hexed(person.skin_shade), "nail": hexed(person.nail),
        "hair": hexed(person.hair), "hair-shade": hexed(person.hair_shade),
        "shirt": colours.shirt, "shirt-shade": _shaded(colours.shirt),
        "shorts": colours.shorts, "shorts-shade": _shaded(colours.shorts),
        "mat": colours.tint_2, "towel-stripe": colours.shirt,
        "band": elastic, "band-shade": _shaded(elastic),
        "muscle": colours.accent, "accent": colours.arrow, "ink": colours.ink, "frame": colours.ink,
    }  # fmt: skip


def _gray_art() -> dict[str, Colour]:
    tones = {
        "skin": "#ffffff", "skin-shade": "#dcdcdc", "nail": "#ffffff", "hair": "#565656", "hair-shade": "#383838",
        "shirt": "#cfcfcf", "shirt-shade": "#b6b6b6", "shorts": "#9a9a9a", "shorts-shade": "#838383",
        "mat": "#e2e2e2", "towel-stripe": "#b9b9b9", "band": "#4a4a4a", "band-shade": "#333333",
        "muscle": "#6a6a6a", "accent": "#111111", "ink": "#111111", "frame": "#111111",
    }  # fmt: skip
    return {role: hexed(tone) for role, tone in tones.items()}


def _highlight(tones: dict[str, Colour]) -> dict[str, Colour]:
    """The halo of arrows, the outline of a muscle, and a keyline between the two where colour alone would fail."""
    faint = contrast(tones["muscle"], tones["skin"]) < SHAPE_RATIO
    return {"halo": WHITE, "muscle-line": tones["ink"]} | ({"keyline": WHITE} if faint else {})


def _shaded(colour: Colour) -> Colour:
    tone = lch(colour)
    return toned(colour, tone.lightness * 0.87, tone.chroma)
