"""The stop block in as few lines as it takes: whom to call, and every reason to, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from handouts.page.notices import COLOURS, SIGNS

if TYPE_CHECKING:
    from handouts.page.pen import Pen
    from handouts.page.styles import Sheet, Styles
    from handouts.page.text import Style
    from handouts.words.document import Stop, Tier

SIGN, INDENT, DOT, TIER_GAP, ABOVE, BLANK = 7.5, 22.0, 13.0, 3.0, 7.0, 110.0


class Reason(Struct, frozen=True):
    """One reason in one line or more, each with its `x` from the indent and its row."""

    lines: tuple[tuple[float, int, str], ...]


class Line(Struct, frozen=True):
    tier: Tier
    reasons: tuple[Reason, ...]
    rows: int


class Brief(Struct, frozen=True):
    """All tiers across the page; it is short enough to stand at the foot of every sheet."""

    tiers: tuple[Line, ...]
    styles: Styles
    sheet: Sheet

    @property
    def height(self) -> float:
        leading = self.styles.body.leading
        return ABOVE + sum(line.rows * leading for line in self.tiers) + TIER_GAP * (len(self.tiers) - 1)

    def draw(self, pen: Pen, y: float) -> None:
        pen.rule(self.sheet.left, y, self.sheet.measure, 1.5, "red")
        y += ABOVE
        for line in self.tiers:
            with pen.element("Sect"):
                self.draw_tier(pen, line, y)
            y += line.rows * self.styles.body.leading + TIER_GAP

    def draw_tier(self, pen: Pen, line: Line, y: float) -> None:
        body, semi = self.styles.body, self.styles.semi.coloured(COLOURS[line.tier.kind])
        x = self.sheet.left
        with pen.artifact("Layout"):
            SIGNS[line.tier.kind](pen, x + SIGN, y + body.leading / 2, SIGN, COLOURS[line.tier.kind])
        x += INDENT
        with pen.element("P"):
            pen.words(x, y + semi.baseline, line.tier.label, semi, more=True)
            answer = x + semi.width(f"{line.tier.label} ")
            if line.tier.answer:
                pen.words(answer, y + body.baseline, line.tier.answer, self.styles.strong)
        if not line.tier.answer:
            pen.rule(answer, y + body.leading - 2, BLANK, 0.75, "box")
        with pen.element("L", numbering="None"):
            for reason in line.reasons:
                self.draw_reason(pen, reason, x, y)

    def draw_reason(self, pen: Pen, reason: Reason, x: float, y: float) -> None:
        body = self.styles.body
        with pen.element("LI"), pen.element("LBody"):
            left, row, _ = reason.lines[0]
            if left:
                with pen.artifact("Layout"):
                    pen.disc(x + left - DOT / 2, y + (row + 0.5) * body.leading + 0.6, 1.5, "ink_2")
            last = len(reason.lines) - 1
            for index, (left, row, text) in enumerate(reason.lines):
                pen.words(x + left, y + row * body.leading + body.baseline, text, body, more=index < last)


def brief(stop: Stop, styles: Styles, sheet: Sheet) -> Brief:
    return Brief(tuple(_tier(tier, styles, sheet) for tier in stop.tiers), styles, sheet)


def _tier(tier: Tier, styles: Styles, sheet: Sheet) -> Line:
    """Reasons run on as words do, with a dot between them."""
    room = sheet.measure - INDENT
    answer = styles.strong.width(tier.answer) if tier.answer else BLANK
    x, row = styles.semi.width(f"{tier.label} ") + answer + DOT, 0
    reasons = []
    for words in tier.lines:
        lines = _broken(words, styles.body, room, x, row)
        reasons.append(Reason(lines))
        left, row, text = lines[-1]
        x = left + styles.body.width(text) + DOT
    return Line(tier, tuple(reasons), row + 1)


def _broken(words: str, style: Style, room: float, x: float, row: int) -> tuple[tuple[float, int, str], ...]:
    """From `x` on; a reason begins a line rather than leave one word of it behind."""
    first, *rest = words.split(" ")
    if x + style.width(" ".join((first, *rest[:1]))) > room:
        x, row = 0.0, row + 1
    lines, text = [], first
    for word in rest:
        if x + style.width(f"{text} {word}") > room:
            lines.append((x, row, text))
            x, row, text = 0.0, row + 1, word
        else:
            text = f"{text} {word}"
    return (*lines, (x, row, text))
