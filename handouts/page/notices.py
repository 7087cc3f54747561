"""What to see to before starting, and when to stop and call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from handouts.page import icons
from handouts.page.text import Text, wrap

if TYPE_CHECKING:
    from handouts.page.pen import Pen
    from handouts.page.styles import Sheet, Styles
    from handouts.words.document import Before as BeforeWords
    from handouts.words.document import Check, Tier
    from handouts.words.document import Stop as StopWords

HEAD_TO_CHECKS, CHECK_INDENT, CHECK_GAP = 25.5, 21.0, 10.0
HEAD_TO_RULE, TIER_INDENT, BULLET_INDENT, BULLET_GAP = 28.0, 36.0, 11.0, 3.0
COLOURS = {"emergency": "red", "today": "caution", "next-visit": "brand_text"}
SIGNS = {"emergency": icons.stop, "today": icons.phone, "next-visit": icons.pause}


class Before(Struct, frozen=True):
    """Checks in rows of three; a triangle marks what is about this patient."""

    words: BeforeWords
    styles: Styles
    sheet: Sheet
    rows: tuple[tuple[tuple[Check, Text], ...], ...]

    @property
    def height(self) -> float:
        heights = [max(text.height for _, text in row) for row in self.rows]
        return HEAD_TO_CHECKS + sum(heights) + CHECK_GAP * (len(heights) - 1)

    def draw(self, pen: Pen, y: float) -> None:
        head = self.styles.head
        pen.bookmark(self.words.heading, 1, y)
        with pen.element("H2"):
            pen.words(self.sheet.left, y + head.baseline, self.words.heading, head)
        y += HEAD_TO_CHECKS
        _, starts = self.sheet.thirds()
        with pen.element("L", numbering="None"):
            for row in self.rows:
                for (check, text), x in zip(row, starts, strict=False):
                    with pen.element("LI"), pen.element("LBody"):
                        self.sign(pen, check, x, y)
                        text.draw(pen, x + CHECK_INDENT, y)
                y += max(text.height for _, text in row) + CHECK_GAP

    def sign(self, pen: Pen, check: Check, x: float, y: float) -> None:
        with pen.artifact("Layout"):
            if check.warns:
                icons.warn(pen, x + 7, y + 8, 6.8, "caution")
            else:
                icons.tick(pen, x + 6.5, y + 7.5, 6.5, "brand_text")


def before(words: BeforeWords, styles: Styles, sheet: Sheet) -> Before:
    cell, _ = sheet.thirds()
    width = cell - CHECK_INDENT
    made = [(check, wrap(check.text, styles.body, width, check.lead, styles.strong)) for check in words.checks]
    return Before(words, styles, sheet, tuple(tuple(made[i : i + 3]) for i in range(0, len(made), 3)))


class Level(Struct, frozen=True):
    """One tier of the stop block: a sign, whom to call, and the reasons."""

    tier: Tier
    answer: Text
    below: bool  # the answer is too wide to stand beside the sign
    lines: tuple[Text, ...]

    @property
    def head_height(self) -> float:
        return 30.0 + max(self.answer.height, 22.0) - (22.0 if not self.below else 0.0)

    @property
    def lines_height(self) -> float:
        return sum(line.height for line in self.lines) + BULLET_GAP * (len(self.lines) - 1)


class Stop(Struct, frozen=True):
    words: StopWords
    styles: Styles
    sheet: Sheet
    levels: tuple[Level, ...]

    @property
    def lines_top(self) -> float:
        """From the rule to the first reason, the same for all tiers."""
        return 22.0 + max(level.head_height for level in self.levels)

    @property
    def height(self) -> float:
        return HEAD_TO_RULE + self.lines_top + max(level.lines_height for level in self.levels)

    def draw(self, pen: Pen, y: float) -> None:
        head = self.styles.head
        pen.bookmark(self.words.heading, 1, y)
        with pen.element("H2"):
            pen.words(self.sheet.left, y + head.baseline, self.words.heading, head)
        y += HEAD_TO_RULE
        width, starts = self.sheet.thirds()
        for level, x in zip(self.levels, starts, strict=True):
            with pen.element("Sect"):
                self.draw_level(pen, level, x, y, width)

    def draw_level(self, pen: Pen, level: Level, x: float, y: float, width: float) -> None:
        colour = COLOURS[level.tier.kind]
        pen.rule(x, y, width, 2.5, colour)
        with pen.artifact("Layout"):
            SIGNS[level.tier.kind](pen, x + 13, y + 28.5, 13, colour)
        semi = self.styles.semi.coloured(colour)
        with pen.element("H3"):
            pen.words(x + TIER_INDENT, y + 23, level.tier.label, semi)
        self.draw_answer(pen, level, x, y, width)
        y += self.lines_top
        with pen.element("L", numbering="None"):
            for line in level.lines:
                with pen.element("LI"), pen.element("LBody"):
                    with pen.artifact("Layout"):
                        icons.bullet(pen, x + 2, y + line.leading / 2 + 0.6, colour)
                    line.draw(pen, x + BULLET_INDENT, y)
                y += line.height + BULLET_GAP

    def draw_answer(self, pen: Pen, level: Level, x: float, y: float, width: float) -> None:
        if not level.tier.answer:
            with pen.artifact("Layout"):
                pen.rule(x + TIER_INDENT, y + 42, width - TIER_INDENT, 0.75, "box")
            return
        left, top = (x, y + 46) if level.below else (x + TIER_INDENT, y + 24)
        with pen.element("P"):
            level.answer.draw(pen, left, top)


def stop(words: StopWords, styles: Styles, sheet: Sheet) -> Stop:
    width, _ = sheet.thirds()
    return Stop(words, styles, sheet, tuple(_level(tier, styles, width) for tier in words.tiers))


def _level(tier: Tier, styles: Styles, width: float) -> Level:
    beside = width - TIER_INDENT
    below = styles.answer.width(tier.answer) > beside and "\xa0" in tier.answer and " " not in tier.answer
    answer = wrap(tier.answer, styles.answer, width if below else beside)
    lines = tuple(wrap(line, styles.body, width - BULLET_INDENT) for line in tier.lines)
    return Level(tier, answer, below, lines)
