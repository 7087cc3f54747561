"""Colour arithmetic for the page: WCAG contrast, and OKLCH to derive tones of equal visual weight."""

from __future__ import annotations

from colorsys import hls_to_rgb, rgb_to_hls
from math import atan2, cos, degrees, dist, hypot, radians, sin
from re import fullmatch
from typing import Self

from msgspec import Struct

CHROMA_STEP, LIGHTNESS_STEP = 0.96, 0.01
Triple = tuple[float, float, float]


class Colour(Struct, frozen=True):
    """An sRGB colour, each part 0 to 1."""

    r: float
    g: float
    b: float

    @classmethod
    def hex(cls, text: str) -> Self:
        """`#rrggbb`, as a person types it."""
        if not fullmatch("#[0-9a-fA-F]{6}", text):
            raise ValueError(f"a colour is written #rrggbb, not '{text}'")
        red, green, blue = (int(text[i : i + 2], 16) / 255 for i in (1, 3, 5))
        return cls(red, green, blue)

    @property
    def parts(self) -> Triple:
        return self.r, self.g, self.b

    @property
    def printed(self) -> Self:
        """The nearest colour of 8 bits a part: what is measured must be what is printed."""
        red, green, blue = (round(min(max(part, 0), 1) * 255) / 255 for part in self.parts)
        return type(self)(red, green, blue)

    @property
    def luminance(self) -> float:
        """Relative luminance, WCAG 2.2."""
        red, green, blue = map(linear, self.parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    @property
    def gray(self) -> Self:
        """The gray that a copier would make of it."""
        level = compressed(self.luminance)
        return type(self)(level, level, level).printed

    def over(self, ground: Colour, opacity: float) -> Self:
        """Itself seen through: the page has no transparency."""
        red, green, blue = (a * opacity + b * (1 - opacity) for a, b in zip(self.parts, ground.parts, strict=True))
        return type(self)(red, green, blue)

    def __str__(self) -> str:
        return "#" + "".join(f"{round(part * 255):02x}" for part in self.parts)


WHITE, BLACK = Colour(1, 1, 1), Colour(0, 0, 0)


class Lch(Struct, frozen=True):
    """OKLCH: lightness 0 to 1, chroma from 0, hue in degrees."""

    lightness: float
    chroma: float
    hue: float


def linear(part: float) -> float:
    """One sRGB part as light (IEC 61966-2-1)."""
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def compressed(light: float) -> float:
    """Light as one sRGB part."""
    return light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055


def contrast(a: Colour, b: Colour) -> float:
    """WCAG 2.2 contrast ratio, 1 to 21."""
    low, high = sorted((a.luminance, b.luminance))
    return (high + 0.05) / (low + 0.05)


def lab(colour: Colour) -> Triple:
    """OKLab, after Björn Ottosson, "A perceptual color space for image processing" (2020)."""
    r, g, b = map(linear, colour.parts)
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    middle = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def lch(colour: Colour) -> Lch:
    """OKLCH: OKLab in polar form."""
    lightness, a, b = lab(colour)
    return Lch(lightness, hypot(a, b), degrees(atan2(b, a)) % 360)


def _light(tone: Lch) -> Triple:
    """Linear light of a tone, out of 0 to 1 where sRGB has no such colour (inverse of `lab`, same source)."""
    a, b = tone.chroma * cos(radians(tone.hue)), tone.chroma * sin(radians(tone.hue))
    long = (tone.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (tone.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (tone.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def fitted(tone: Lch) -> Colour:
    """The tone in sRGB; where it does not fit, its chroma goes down by 4 % until it does."""
    tone = Lch(min(max(tone.lightness, 0.0), 1.0), tone.chroma, tone.hue)
    while tone.chroma > 1e-4 and not all(-1e-6 <= part <= 1 + 1e-6 for part in _light(tone)):
        tone = Lch(tone.lightness, tone.chroma * CHROMA_STEP, tone.hue)
    red, green, blue = (compressed(max(part, 0.0)) for part in _light(tone))
    return Colour(red, green, blue).printed


def toned(base: Colour, lightness: float, most_chroma: float) -> Colour:
    """The base's hue at another lightness, no livelier than the base or `most_chroma`."""
    tone = lch(base)
    return fitted(Lch(lightness, min(tone.chroma, most_chroma), tone.hue))


def darker_until(base: Colour, on: Colour, ratio: float) -> Colour:
    """The base, darkened in 1 % steps of HLS lightness until it stands out from `on` (at worst black)."""
    hue, lightness, saturation = rgb_to_hls(*base.parts)
    colour = base
    while contrast(colour, on) < ratio and lightness > 0:
        lightness = max(0.0, lightness - LIGHTNESS_STEP)
        colour = Colour(*hls_to_rgb(hue, lightness, saturation)).printed
    return colour


def apart(a: Colour, b: Colour) -> float:
    """How different two colours look: their distance in OKLab, 0.02 being just seen."""
    return dist(lab(a), lab(b))
