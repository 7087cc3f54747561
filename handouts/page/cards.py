"""One exercise's card: measured first, drawn as measured. SPEC §7."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from handouts.page import icons, pictures
from handouts.page.strip import Strip, strip
from handouts.page.text import Text, wrap

if TYPE_CHECKING:
    from collections.abc import Callable

    from handouts.page.pen import Pen
    from handouts.page.pictures import Art, Block
    from handouts.page.styles import Sheet, Styles
    from handouts.words.document import Card, Labelled

NAME_WIDTH, INDENT, TILE, CARE_INDENT = 354.0, 22.0, 18.0, 20.0
STRIP_TOP = 34.0
ROOMY_GAP, ROOMY_MEASURE = 12.0, 440.0  # a line of more than 75 letters is hard to follow
NOTE_LINES = 3  # a longer note takes the full width


class Fit(Struct, frozen=True):
    """How closely a card is set: gaps in points, and whether a fact's label has a line to itself."""

    step_gap: float
    fact_gap: float
    row_gap: float
    care_gap: float
    between: float  # two cards on a page, at least
    run_in: bool


EASY = Fit(4.0, 9.0, 7.0, 8.0, 20.0, run_in=False)
SNUG = Fit(2.0, 6.0, 5.0, 5.0, 12.0, run_in=True)


class Fact(Struct, frozen=True):
    """`label` is empty where it runs into the text."""

    label: str
    text: Text

    def height(self, styles: Styles) -> float:
        return (styles.label.leading if self.label else 0.0) + self.text.height

    def draw(self, pen: Pen, styles: Styles, x: float, y: float) -> None:
        if self.label:
            with pen.element("P"):
                pen.words(x, y + styles.label.baseline, self.label, styles.label)
            y += styles.label.leading
        with pen.element("P"):
            self.text.draw(pen, x, y)


class Measured(Struct, frozen=True):
    """A card with all its lines broken and its height known."""

    card: Card
    sheet: Sheet
    styles: Styles
    name: Text
    strip: Strip
    block: Block
    steps: tuple[Text, ...]
    care: Text | None
    care_wide: bool
    roomy: bool  # pictures across the whole page, with the steps below them
    rows: tuple[tuple[Fact, ...], ...]
    note: Fact | None  # only if it takes the full width
    fit: Fit

    @property
    def indent(self) -> float:
        """Where the name starts: a number of two figures needs more room."""
        return max(INDENT, self.styles.head_number.width(str(self.card.number)) + 8)

    @property
    def strip_top(self) -> float:
        return STRIP_TOP + self.name.height - self.styles.head.leading

    @property
    def body_top(self) -> float:
        return self.strip_top + self.strip.height + 10

    @property
    def steps_height(self) -> float:
        steps = sum(step.height for step in self.steps) + self.fit.step_gap * (len(self.steps) - 1)
        care = self.fit.care_gap + self.care.height if self.care and not self.care_wide else 0.0
        return 1 + steps + care

    @property
    def body_height(self) -> float:
        if self.roomy:
            return self.block.height + ROOMY_GAP + self.steps_height
        wide = self.fit.care_gap + self.care.height if self.care and self.care_wide else 0.0
        return max(self.block.height, self.steps_height) + wide

    @property
    def height(self) -> float:
        rows = [max(fact.height(self.styles) for fact in row) for row in self.rows]
        rows += [self.note.height(self.styles)] if self.note else []
        facts = self.fit.fact_gap + sum(rows) + self.fit.row_gap * (len(rows) - 1) if rows else 0.0
        return self.body_top + self.body_height + facts

    def draw(self, pen: Pen, y: float) -> None:
        with pen.element("Sect"):
            self.draw_head(pen, y)
            self.strip.draw(pen, self.sheet.left, y + self.strip_top)
            self.block.draw(pen, self.sheet.left, y + self.body_top)
            below = self.block.height + ROOMY_GAP if self.roomy else 0.0
            self.draw_steps(pen, y + self.body_top + below + 1)
            self.draw_facts(pen, y + self.body_top + self.body_height + self.fit.fact_gap)

    def draw_head(self, pen: Pen, y: float) -> None:
        sheet, head, semi = self.sheet, self.styles.head, self.styles.semi
        pen.rule(sheet.left, y, sheet.measure, 1.5, "brand_text")
        top = y + 25.5 - head.baseline
        pen.bookmark(f"{self.card.number} {self.card.name}", 1, y)
        with pen.element("H2"):
            pen.words(sheet.left, y + 25.5, str(self.card.number), self.styles.head_number, more=True)
            self.name.draw(pen, sheet.left + self.indent, top)
        mark = self.card.side
        if not mark.words:
            return
        width = semi.width(mark.words)
        with pen.element("P"):
            pen.words(sheet.right - width, y + 23.6, mark.words, semi)
        if mark.tiles:
            icons.tiles(pen, sheet.right - width - 8 - 2 * TILE - 2.5, y + 10.5, TILE, mark)

    def draw_steps(self, pen: Pen, y: float) -> None:
        x, label = self.steps_left, self.styles.label
        with pen.element("L", numbering="Decimal"):
            for number, step in enumerate(self.steps, 1):
                with pen.element("LI"):
                    with pen.element("Lbl"):
                        pen.words(x, y + label.baseline, str(number), label)
                    with pen.element("LBody"):
                        step.draw(pen, x + CARE_INDENT, y)
                y += step.height + self.fit.step_gap
        if self.care:
            wide_top = y - self.fit.step_gap if not self.care_wide else self.care_top(y)
            self.draw_care(pen, x if not self.care_wide else self.sheet.left, wide_top + self.fit.care_gap)

    def care_top(self, steps_end: float) -> float:
        """Where a full-width warning starts: below the steps and the pictures, whichever ends lower."""
        return steps_end - self.fit.step_gap + max(self.block.height - self.steps_height, 0.0)

    def draw_care(self, pen: Pen, x: float, y: float) -> None:
        assert self.care is not None  # noqa: S101  the caller's condition
        with pen.artifact("Layout"):
            icons.warn(pen, x + 6.5, y + self.care.leading / 2 + 0.5, 6.8, "caution")
        with pen.element("P"):
            self.care.draw(pen, x + CARE_INDENT, y)

    @property
    def steps_left(self) -> float:
        return self.sheet.left + (0.0 if self.roomy else self.block.width + INDENT)

    def draw_facts(self, pen: Pen, y: float) -> None:
        _, starts = self.sheet.thirds()
        for row in self.rows:
            for fact, x in zip(row, starts, strict=False):
                fact.draw(pen, self.styles, x, y)
            y += max(fact.height(self.styles) for fact in row) + self.fit.row_gap
        if self.note:
            self.note.draw(pen, self.styles, self.sheet.left, y)


class Cutter(Struct, frozen=True):
    """Measures cards, with what all of them share."""

    gallery: Callable[[str, str], Art | None]
    styles: Styles
    sheet: Sheet
    fit: Fit = EASY

    def card(self, card: Card, grow: float = 0.0) -> Measured:
        """Pictures beside the steps; `grow`: points by which standing figures are taller than they need to be."""
        split = (self.sheet.measure - INDENT) / 2 - 2  # SPEC §2
        block = pictures.block(card, self.gallery, self.styles, split, pictures.TALL + grow)
        made = _measured(card, self, block, self.sheet.measure - split - INDENT - CARE_INDENT)
        return _with_care(made, self.sheet.measure - split - INDENT - CARE_INDENT)

    def roomy(self, card: Card, tall: float) -> Measured:
        """Pictures across the page, `tall` points high at most, for a card that has a page to itself."""
        block = pictures.block(card, self.gallery, self.styles, self.sheet.measure, tall)
        column = min(self.sheet.measure, ROOMY_MEASURE) - CARE_INDENT
        made = replace(_measured(card, self, block, column), roomy=True)
        return replace(made, care=_care(card.care, self.styles, column)) if card.care else made


def _measured(card: Card, cutter: Cutter, block: Block, column: float) -> Measured:
    styles, sheet = cutter.styles, cutter.sheet
    steps = tuple(wrap(step, styles.body, column) for step in card.steps)
    rows, note = _facts(card, styles, sheet, cutter.fit)
    return Measured(
        card, sheet, styles, wrap(card.name, styles.head, NAME_WIDTH), strip(card.dose, styles, sheet.measure), block,
        steps, None, False, False, rows, note, cutter.fit,
    )  # fmt: skip


def _with_care(made: Measured, column: float) -> Measured:
    """The warning is the last step, unless that would make the card taller than a line across it would."""
    care = made.card.care
    if care is None:
        return made
    in_column, across = (
        replace(made, care=_care(care, made.styles, width), care_wide=wide)
        for width, wide in ((column, False), (made.sheet.measure - CARE_INDENT, True))
    )
    return across if across.height < in_column.height - 6 else in_column


def _care(care: Labelled, styles: Styles, width: float) -> Text:
    return wrap(care.text, styles.body, width, care.label, styles.care_lead)


def _facts(card: Card, styles: Styles, sheet: Sheet, fit: Fit) -> tuple[tuple[tuple[Fact, ...], ...], Fact | None]:
    """Rows of three; a short note is the next cell, a long one stands below at full width."""
    cell, _ = sheet.thirds()
    facts = [_fact(fact, styles, cell, fit) for fact in card.facts]
    wide = None
    if card.note:
        short = _fact(card.note, styles, cell, fit)
        if len(short.text.lines) <= NOTE_LINES and styles.label.width(card.note.label) <= cell:
            facts.append(short)
        else:
            wide = _fact(card.note, styles, sheet.measure, fit)
    rows = tuple(tuple(facts[start : start + 3]) for start in range(0, len(facts), 3))
    return rows, wide


def _fact(fact: Labelled, styles: Styles, width: float, fit: Fit) -> Fact:
    if fit.run_in:
        return Fact("", wrap(fact.text, styles.body, width, fact.label, styles.label))
    return Fact(fact.label, wrap(fact.text, styles.body, width))
