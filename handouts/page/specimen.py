"""One page that shows a brand: logo, colours with their contrast, type, signs, dose strip and pain ruler."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from handouts.page import icons
from handouts.page.log import Pain
from handouts.page.look import WORDS, pairs
from handouts.page.pen import Pen
from handouts.page.strip import strip
from handouts.page.tagged import Canvas
from handouts.page.text import wrap
from handouts.words.document import DoseCell, PainGuide, SideMark, Zone

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from handouts.page.look import Pair
    from handouts.page.text import Style
    from handouts.page.typeset import Look

SWATCHES = (
    ("base", "your colour"), ("brand_text", "words, lines"), ("tint", "panels"), ("tint_2", "mat"),
    ("shirt", "shirt"), ("shorts", "shorts"), ("accent", "accent"),
)  # fmt: skip
DOSE = (
    DoseCell("3", ("sets",)),
    DoseCell("10", ("times", "each set")),
    DoseCell("2", ("second", "hold")),
    DoseCell("", ("green", "band"), "green"),
)
GUIDE = (("go", "Go", "This is OK."), ("slow", "Slow down", "Do less."), ("stop", "Stop", "Call us."))
SIGNS = (
    (icons.stop, "red", "Call now"), (icons.phone, "caution", "Call today"), (icons.pause, "brand_text", "Stop"),
    (icons.warn, "caution", "Take care"), (icons.tick, "green_word", "Go"),
)  # fmt: skip
SWATCH, GAP, HEAD, CHIP, CHIPS = 38.0, 8.0, 26.0, 24.0, 3


class About(Struct, frozen=True):
    """What is written on the specimen: the clinic, its second line, the brand's name and its pain guide."""

    clinic: str
    second_line: str
    brand: str
    guide: tuple[tuple[int, int], ...]
    day: date


def specimen(about: About, look: Look) -> bytes:
    """The finished PDF, tagged as a handout is."""
    sheet = look.sheet
    title = f"Brand {about.brand}: {about.clinic}"
    canvas = Canvas((sheet.width, sheet.height), title=title, language="en", creator="Handouts", day=about.day)
    Sheet(about, look, Pen(canvas, sheet.height, look.colours)).draw()
    return canvas.finish()


class Sheet(Struct, frozen=True):
    about: About
    look: Look
    pen: Pen

    def draw(self) -> None:
        self.letterhead()
        y = 100.0
        for heading, part in (
            ("Colours", self.colours),
            ("Contrast", self.contrast),
            ("Type", self.type),
            ("Signs", self.signs),
            ("How much pain is OK?", self.pain),
        ):
            self.pen.bookmark(heading, 1, y)
            if part != self.pain:
                with self.pen.element("H2"):
                    self.words(self.look.sheet.left, y + self.look.styles.head.baseline, heading, self.look.styles.head)
            y = part(y + (0 if part == self.pain else HEAD)) + 16
        self.foot()
        self.pen.turn()

    def words(self, x: float, y: float, text: str, style: Style) -> None:
        self.pen.words(x, y, text, style)

    def letterhead(self) -> None:
        """The mark as it stands on the first page, and at the other end as it stands on the rest."""
        look, pen, sheet, styles = self.look, self.pen, self.look.sheet, self.look.styles
        large = look.logo.width(150, 34) if look.logo else 0.0
        small = look.logo.width(60, 17) if look.logo else 0.0
        if look.logo:
            with pen.artifact("Layout"):
                look.logo.draw(
                    pen.canvas, sheet.right - large if look.flipped else sheet.left, pen.height - 74, 150, 34
                )
                look.logo.draw(pen.canvas, sheet.left if look.flipped else sheet.right - small, pen.height - 58, 60, 17)
        beside = large + 11 if large else 0.0
        room = sheet.measure - beside - small - 20
        pen.bookmark(self.about.clinic, 0, 40)
        y = 38.0
        for kind, text, style in (
            ("H1", self.about.clinic, styles.head),
            ("P", self.about.second_line, styles.quiet),
        ):
            line = wrap(text, style, room)
            if line.lines:
                with pen.element(kind):
                    x = sheet.right - beside - line.width if look.flipped else sheet.left + beside
                    line.draw(pen, x, y, align="right" if look.flipped else "left", width=line.width)
            y += line.height

    def colours(self, y: float) -> float:
        sheet, styles, pen = self.look.sheet, self.look.styles, self.pen
        width = (sheet.measure - GAP * (len(SWATCHES) - 1)) / len(SWATCHES)
        with pen.element("L", numbering="None"):
            for index, (role, name) in enumerate(SWATCHES):
                x = sheet.left + index * (width + GAP)
                with pen.element("LI"), pen.element("LBody"):
                    with pen.artifact("Layout"):
                        pen.panel(x, y, width, SWATCH, 6, fill=role, outline="box", thickness=0.5)
                    pen.words(x, y + SWATCH + 14, name, styles.semi, more=True)
                    pen.words(x, y + SWATCH + 29, str(getattr(pen.colours, role)), styles.quiet)
        return y + SWATCH + 32

    def contrast(self, y: float) -> float:
        """Every pair that is read, in its own colours, with what was measured."""
        sheet, pen = self.look.sheet, self.pen
        read = [pair for pair in pairs(pen.colours) if pair.least > 3][: len(WORDS)]
        cell = sheet.measure / CHIPS
        with pen.element("L", numbering="None"):
            for index, pair in enumerate(read):
                row, column = divmod(index, CHIPS)
                with pen.element("LI"), pen.element("LBody"):
                    self.chip(pair, sheet.left + column * cell, y + row * CHIP)
        return y + -(-len(read) // CHIPS) * CHIP

    def chip(self, pair: Pair, x: float, y: float) -> None:
        styles, pen = self.look.styles, self.pen
        with pen.artifact("Layout"):
            pen.panel(x, y, 32, 19, 4, fill=pair.ground, outline="rule", thickness=0.5)
            sample = styles.strong
            pen.fill(pair.fore)
            left = x + (32 - sample.width("Aa")) / 2
            pen.canvas.words(left, pen.height - y - 13.5, "Aa", sample.fitting("Aa").font, sample.size)
        name = pair.name.replace("_", " ").replace("on brand on brand text", "white on brand text")
        pen.words(x + 39, y + 13.5, f"{name}  {pair.ratio:.1f}", styles.body)

    def type(self, y: float) -> float:
        sheet, styles, pen = self.look.sheet, self.look.styles, self.pen
        half = sheet.left + sheet.measure / 2 + 11
        with pen.element("P"):
            pen.words(sheet.left, y + 26, "Stand tall", styles.title)
        with pen.element("P"):
            pen.words(sheet.left, y + 52, "Do these once a day.", styles.message)
        with pen.element("P"):
            pen.words(half, y + 26, "0123456789", styles.numeral)
        with pen.element("P"):
            pen.words(half, y + 52, "Calf stretch with towel", styles.head)
        said = (
            "Rise slowly onto the balls of your feet. Hold for 2 seconds. Lower slowly until your heels touch down. "
            "Easily mixed up: I l 1, O 0, rn m, 6 8 9. é ñ ç ø ½ ° – “quoted”"
        )
        text = wrap(said, styles.body, sheet.measure)
        with pen.element("P"):
            text.draw(pen, sheet.left, y + 62)
        return y + 62 + text.height

    def signs(self, y: float) -> float:
        sheet, styles, pen = self.look.sheet, self.look.styles, self.pen
        x = sheet.left
        with pen.element("L", numbering="None"):
            for sign, role, name in SIGNS:
                with pen.element("LI"), pen.element("LBody"):
                    with pen.artifact("Layout"):
                        sign(pen, x + 9, y + 9, 8.5, role)
                    pen.words(x + 24, y + 13, name, styles.semi)
                x += 24 + styles.semi.width(name) + 16
            with pen.element("LI"), pen.element("LBody"):
                width = icons.tiles(pen, x, y, 18, SideMark(left=False, right=True, words="Right leg"))
                pen.words(x + width + 8, y + 13, "Right leg", styles.semi)
        strip(DOSE, styles, sheet.measure).draw(pen, sheet.left, y + 30)
        return y + 70

    def pain(self, y: float) -> float:
        zones = tuple(Zone(kind, low, high, word, text) for (kind, word, text), (low, high) in _zones(self.about.guide))
        guide = Pain(PainGuide("How much pain is OK?", zones), self.look.styles, self.look.sheet)
        guide.draw(self.pen, y)
        return y + guide.height

    def foot(self) -> None:
        sheet, quiet = self.look.sheet, self.look.styles.quiet
        text = f"Brand {self.about.brand}. Words reach 4.5:1 and shapes 3:1 on what they stand on (WCAG 2.2)."
        with self.pen.artifact("Footer"):
            self.pen.words(sheet.left, sheet.height - 25, text, quiet)


def _zones(limits: Sequence[tuple[int, int]]) -> list[tuple[tuple[str, str, str], tuple[int, int]]]:
    return list(zip(GUIDE, limits, strict=True))
