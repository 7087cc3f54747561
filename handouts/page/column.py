"""The sections of a handout one below the other, for large print: no columns, and all can go on overleaf."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from handouts.page import icons
from handouts.page.flow import Owner, Piece, inside, kept
from handouts.page.notices import COLOURS, SIGNS
from handouts.page.text import one, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handouts.page.pen import Pen
    from handouts.page.styles import Sheet, Styles
    from handouts.page.text import Style, Text
    from handouts.words.document import Check, Document, GlanceRow, SideMark, Tier

SECTION, PARAGRAPH, BULLETS, ROWS = 22.0, 9.0, 4.0, 10.0  # gaps
INDENT, TILE, DIVIDER = 20.0, 15.0, 14.0
TIER_SIGN, TIER_INDENT = 11.0, 32.0


class _Tier(Struct, frozen=True):
    """A tier of the stop block; `top` is where its reasons begin."""

    words: Tier
    answer: Text
    lines: tuple[Text, ...]
    top: float


class Column(Struct, frozen=True):
    """One column on a sheet; `line` is the longest line in points."""

    document: Document
    styles: Styles
    sheet: Sheet
    line: float

    def wrapped(self, text: str, style: Style, indent: float = 0.0) -> Text:
        return wrap(text, style, min(self.line, self.sheet.measure - indent))

    def paragraph(self, text: Text, kind: str = "P", *, gap: float = 0.0, indent: float = 0.0) -> Piece:
        return Piece(text.height, partial(self._paragraph, text, kind, indent), gap)

    def _paragraph(self, text: Text, kind: str, indent: float, pen: Pen, y: float) -> None:
        with pen.element(kind):
            text.draw(pen, self.sheet.left + indent, y)

    def heading(self, text: str, style: Style, kind: str = "H2", *, gap: float = SECTION, level: int = 1) -> Piece:
        """It never stands alone at the foot of a page."""
        set_ = wrap(text, style, self.sheet.measure)

        def paint(pen: Pen, y: float) -> None:
            pen.bookmark(text, level, y)
            with pen.element(kind):
                set_.draw(pen, self.sheet.left, y)

        return Piece(set_.height + 5, paint, gap, keep=True)

    # the parts of the first pages

    def letterhead(self, mark: float, *, flipped: bool = False, named: bool = False) -> list[Piece]:
        """Clinic, phone and clinician; `mark` is the width that the logo takes at the left, or `flipped`, the right.

        `named`: the logo says the clinic's name already.
        """
        head, styles = self.document.letterhead, self.styles
        said = (
            ("" if named else head.clinic, styles.strong),
            (head.second_line, styles.quiet),
            (head.phone, styles.semi),
        )
        rows = [
            wrap(text, style, self.sheet.measure - mark)
            for text, style in (*said, (head.clinician, styles.quiet))
            if text
        ]
        return [self.paragraph(text, indent=0.0 if flipped else mark) for text in rows]

    def titled(self) -> list[Piece]:
        document, styles = self.document, self.styles
        title = wrap(document.title, styles.title, self.sheet.measure)

        def paint(pen: Pen, y: float) -> None:
            pen.bookmark(document.title, 0, y)
            with pen.element("H1"):
                title.draw(pen, self.sheet.left, y)

        pieces = [Piece(title.height, paint, 10.0)]
        pieces.append(self.paragraph(self.wrapped(document.byline, styles.quiet)))
        message = [self.paragraph(self.wrapped(line, styles.message)) for line in document.message]
        return [*pieces, *spaced(message, 0.0, first=PARAGRAPH)]

    def reasons(self) -> list[Piece]:
        styles = self.styles
        texts = [wrap(each.text, styles.body, self.line, each.label, styles.strong) for each in self.document.reasons]
        return [self.paragraph(text, gap=PARAGRAPH) for text in texts]

    def stop(self) -> list[Piece]:
        """Every tier is whole on its page."""
        words = self.document.stop
        tiers = [self._tier(tier) for tier in words.tiers]
        return [self.heading(words.heading, self.styles.head), *spaced(tiers, PARAGRAPH + 3, first=0.0)]

    def _tier(self, tier: Tier) -> Piece:
        styles = self.styles
        answer = (
            wrap(tier.answer, styles.answer, self.sheet.measure - TIER_INDENT)
            if tier.answer
            else one(" ", styles.answer)
        )
        lines = [self.wrapped(line, styles.body, INDENT) for line in tier.lines]
        top = 8 + styles.semi.leading + answer.height + 4
        height = top + sum(line.height for line in lines) + BULLETS * (len(lines) - 1)
        return Piece(height, partial(self._draw_tier, _Tier(tier, answer, tuple(lines), top)))

    def _draw_tier(self, made: _Tier, pen: Pen, y: float) -> None:
        tier, answer, top = made.words, made.answer, made.top
        x, colour, styles = self.sheet.left, COLOURS[tier.kind], self.styles
        pen.rule(x, y, self.sheet.measure, 2, colour)
        with pen.element("Sect"):
            with pen.artifact("Layout"):
                SIGNS[tier.kind](pen, x + TIER_SIGN, y + 8 + (top - 12) / 2, TIER_SIGN, colour)
            with pen.element("H3"):
                label = styles.semi.coloured(colour)
                pen.words(x + TIER_INDENT, y + 8 + label.baseline, tier.label, label)
            under = y + 8 + styles.semi.leading
            if tier.answer:
                with pen.element("P"):
                    answer.draw(pen, x + TIER_INDENT, under)
            else:
                pen.rule(x + TIER_INDENT, under + answer.height - 4, self.sheet.measure - TIER_INDENT, 0.75, "box")
            self._bullets(pen, made.lines, y + top, colour)

    def _bullets(self, pen: Pen, lines: Sequence[Text], y: float, colour: str) -> None:
        with pen.element("L", numbering="None"):
            for line in lines:
                with pen.element("LI"), pen.element("LBody"):
                    with pen.artifact("Layout"):
                        icons.bullet(pen, self.sheet.left + 3, y + line.leading / 2 + 0.6, colour)
                    line.draw(pen, self.sheet.left + 13, y)
                y += line.height + BULLETS

    def glance(self) -> list[Piece]:
        """A list on one page, if one can hold it: each exercise with its side, how much and when below its name."""
        words = self.document.glance
        rows = inside(Owner("L", {"numbering": "Decimal"}), [self._row(row) for row in words.rows])
        return kept([self.heading(words.heading, self.styles.head), *spaced(rows, 0.0)])

    def _row(self, row: GlanceRow) -> Piece:
        styles = self.styles
        indent = max(INDENT, styles.label.width(str(row.number)) + 6)
        room = self.sheet.measure - indent
        side = one(row.side.words, styles.body)
        aside = side.width + (2 * TILE + 8 if row.side.tiles else 0.0)
        beside = styles.strong.width(row.name) + 16 + aside <= room
        name = wrap(row.name, styles.strong, room)
        much, when = (self.wrapped(text, styles.body, indent) for text in (row.how_much, row.when))
        run_on = much.width + DIVIDER + when.width <= min(self.line, room)
        below = 0.0 if beside else side.height
        height = name.height + below + much.height + (0.0 if run_on else when.height) + ROWS

        def paint(pen: Pen, y: float) -> None:
            x = self.sheet.left
            pen.rule(x, y, self.sheet.measure, 0.75, "rule")
            y += ROWS / 2
            with pen.element("LI"):
                with pen.element("Lbl"):
                    pen.words(x, y + styles.label.baseline, str(row.number), styles.label)
                with pen.element("LBody"):
                    with pen.element("P"):
                        name.draw(pen, x + indent, y)
                    left, top = (x + self.sheet.measure - aside, y) if beside else (x + indent, y + name.height)
                    self._side(pen, row.side, side, left, top)
                    y += name.height + below
                    with pen.element("P"):
                        much.draw(pen, x + indent, y)
                    left = x + indent + (much.width + DIVIDER if run_on else 0.0)
                    if run_on:
                        pen.upright(left - DIVIDER / 2, y + (when.leading - 14) / 2, 14, 0.75, "box")
                    with pen.element("P"):
                        when.draw(pen, left, y + (0.0 if run_on else much.height))

        return Piece(height, paint)

    def _side(self, pen: Pen, mark: SideMark, words: Text, x: float, y: float) -> None:
        if not mark.words:
            return
        with pen.element("P"):
            words.draw(pen, x + (2 * TILE + 8 if mark.tiles else 0.0), y)
        if mark.tiles:
            icons.tiles(pen, x, y + (words.leading - TILE) / 2, TILE, mark)

    def before(self) -> list[Piece]:
        words = self.document.before
        if not words.checks:
            return []
        checks = inside(Owner("L", {"numbering": "None"}), [self._check(check) for check in words.checks])
        return kept([self.heading(words.heading, self.styles.head), *spaced(checks, PARAGRAPH, first=0.0)])

    def _check(self, check: Check) -> Piece:
        styles = self.styles
        text = wrap(check.text, styles.body, min(self.line, self.sheet.measure - INDENT), check.lead, styles.strong)

        def paint(pen: Pen, y: float) -> None:
            x, middle = self.sheet.left, y + text.leading / 2
            with pen.element("LI"), pen.element("LBody"):
                with pen.artifact("Layout"):
                    if check.warns:
                        icons.warn(pen, x + 7, middle + 0.5, 6.8, "caution")
                    else:
                        icons.tick(pen, x + 6.5, middle, 6.5, "brand_text")
                text.draw(pen, x + INDENT, y)

        return Piece(text.height, paint)


def spaced(pieces: Sequence[Piece], gap: float, first: float | None = None) -> list[Piece]:
    """The same gap above each; another above the `first`, where it is given."""
    return [replace(piece, gap=gap if index or first is None else first) for index, piece in enumerate(pieces)]
