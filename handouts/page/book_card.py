"""One exercise of the book: pictures, what a therapist chooses by, and its three doses. Measured first, then drawn."""

from __future__ import annotations

from contextlib import nullcontext
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from handouts.page import pictures
from handouts.page.text import Text, wrap
from handouts.words.book import PAGE, SOURCE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handouts.page.pen import Pen
    from handouts.page.pictures import Block
    from handouts.page.typeset import Look
    from handouts.words.book import Book, Dose, Entry

PICTURES, GUTTER, LABEL_GAP = 0.44, 22.0, 10.0  # share of the width that pictures take
ABOVE_BODY, ABOVE_DOSES, BELOW_RULE = 6.0, 6.0, 4.0
PILL, PILL_PAD, CHIP_PAD = 19.0, 9.0, 7.0
LEAST_BESIDE = 0.45  # of the width, for the clinical name beside the id
WIDEST = "888"  # a page's number while it is not known


class Line(Struct, frozen=True):
    """A label with its text; `to` is where it leads, `told` says so in words."""

    label: str
    text: Text
    to: str
    told: str


class Amount(Struct, frozen=True):
    dose: Dose
    how_much: Text
    when: Text

    @property
    def height(self) -> float:
        return max(self.how_much.height, self.when.height)


class Made(Struct, frozen=True):
    """An exercise with all its lines broken and its height known."""

    entry: Entry
    book: Book
    look: Look
    name: Text
    clinical: Text
    under: bool  # the clinical name stands under a long id, not beside it
    block: Block
    lines: tuple[Line, ...]
    amounts: tuple[Amount, ...]
    sources: str
    labels: float  # the width of the column of labels

    @property
    def head_height(self) -> float:
        below = PILL + self.clinical.height if self.under else max(self.clinical.height, PILL)
        return BELOW_RULE + self.name.height + below

    @property
    def body_height(self) -> float:
        return max(self.block.height, sum(line.text.height for line in self.lines))

    @property
    def doses_height(self) -> float:
        return sum(amount.height for amount in self.amounts)

    @property
    def height(self) -> float:
        return self.head_height + ABOVE_BODY + self.body_height + ABOVE_DOSES + self.doses_height

    def draw(self, pen: Pen, y: float) -> None:
        with pen.element("Sect"):
            self.draw_head(pen, y)
            y += self.head_height + ABOVE_BODY
            self.block.draw(pen, self.look.sheet.left, y)
            self.draw_lines(pen, y)
            y += self.body_height + ABOVE_DOSES
            self.draw_doses(pen, y)

    def draw_head(self, pen: Pen, y: float) -> None:
        sheet, styles, entry = self.look.sheet, self.look.styles, self.entry
        pen.bookmark(entry.name, 2, y, entry.id)
        pen.rule(sheet.left, y, sheet.measure, 1.5, "brand_text")
        y += BELOW_RULE
        with pen.element("H3"):
            self.name.draw(pen, sheet.left, y)
        base = y + styles.head.leading / 2 - styles.quiet.leading / 2 + styles.quiet.baseline
        self.draw_status(pen, y + (styles.head.leading - PILL) / 2, base)
        y += self.name.height
        base = y + (PILL - styles.quiet.leading) / 2
        with pen.element("P"):
            self.clinical.draw(pen, sheet.left, y + PILL if self.under else base)
        self.draw_id(pen, y, base + styles.quiet.baseline)

    def draw_status(self, pen: Pen, y: float, base: float) -> None:
        """Where its sources are, and at the very right whether anybody has reviewed it."""
        styles, entry, right = self.look.styles, self.entry, self.look.sheet.right
        role = "caution" if entry.draft else "brand_text"
        semi = styles.semi.coloured(role)
        wide = semi.width(entry.status) + 2 * PILL_PAD
        x = right - wide - 10 - styles.quiet.width(self.sources)
        with (
            pen.element("P"),
            pen.link(f"#{SOURCE}{entry.id}", self.sources, (x, y, styles.quiet.width(self.sources), PILL)),
        ):
            pen.words(x, base, self.sources, styles.quiet)
        with pen.artifact("Layout"):
            pen.panel(right - wide, y, wide, PILL, PILL / 2, outline=role, thickness=1)
        with pen.element("P"):
            pen.words(right - wide + PILL_PAD, base, entry.status, semi)

    def draw_id(self, pen: Pen, y: float, base: float) -> None:
        """As it is typed, on a ground of its own."""
        styles, right = self.look.styles, self.look.sheet.right
        wide = styles.semi.width(self.entry.id) + 2 * CHIP_PAD
        with pen.artifact("Layout"):
            outline = "box" if pen.colours.gray else None
            pen.panel(right - wide, y, wide, PILL, 4, fill="tint", outline=outline, thickness=0.75)
        with pen.element("P"):
            label = self.entry.id_label
            pen.words(right - wide - 6 - styles.quiet.width(label), base, label, styles.quiet, more=True)
            pen.words(right - wide + CHIP_PAD, base, self.entry.id, styles.semi)

    def draw_lines(self, pen: Pen, y: float) -> None:
        label = self.look.styles.label
        x = self.look.sheet.left + self.block.width + GUTTER
        for line in self.lines:
            with pen.element("P"):
                pen.words(x, y + label.baseline, line.label, label, more=True)
                left = x + self.labels
                text = line.text
                with pen.link(line.to, line.told, (left, y, text.width, text.height)) if line.to else nullcontext():
                    text.draw(pen, left, y)
            y += line.text.height

    def draw_doses(self, pen: Pen, y: float) -> None:
        sheet, label = self.look.sheet, self.look.styles.label
        left = sheet.left + self.labels
        right = left + self.block.width + GUTTER  # below the text of the lines above
        with pen.element("Table"):
            for amount in self.amounts:
                with pen.element("TR"):
                    with pen.element("TH", scope="Row"):
                        pen.words(sheet.left, y + label.baseline, amount.dose.level, label)
                    with pen.element("TD"):
                        amount.how_much.draw(pen, left, y)
                    with pen.element("TD"):
                        amount.when.draw(pen, right, y)
                y += amount.height


class Cutter(Struct, frozen=True, dict=True):
    """Measures exercises, with what all of them share; `where` gives the pages of places, once they are known."""

    book: Book
    look: Look
    where: Mapping[str, int] | None = None

    def page(self, place: str) -> str:
        return WIDEST if self.where is None else str(self.where[place])

    @cached_property
    def labels(self) -> float:
        """The width of the column of labels, the same on every page."""
        entries = [entry for chapter in self.book.chapters for entry in chapter.entries]
        said = {fact.label for entry in entries for fact in entry.facts} | {
            dose.level for entry in entries for dose in entry.doses
        }
        return max(map(self.look.styles.label.width, said)) + LABEL_GAP

    def made(self, entry: Entry, tall: float) -> Made:
        """Standing figures are at most `tall` points high."""
        sheet, styles = self.look.sheet, self.look.styles
        split = round(sheet.measure * PICTURES, 1)
        labels = self.labels
        sources = self.book.sources_at.replace(PAGE, self.page(f"{SOURCE}{entry.id}"))
        widest = self.book.sources_at.replace(PAGE, WIDEST)
        status = styles.quiet.width(widest) + 10 + styles.semi.width(entry.status) + 2 * PILL_PAD
        chip = styles.semi.width(entry.id) + 2 * CHIP_PAD + 6 + styles.quiet.width(entry.id_label)
        beside = sheet.measure - chip - GUTTER
        under = beside < sheet.measure * LEAST_BESIDE
        return Made(
            entry, self.book, self.look,
            wrap(entry.name, styles.head, sheet.measure - status - GUTTER),
            wrap(entry.clinical_name, styles.quiet, sheet.measure if under else beside),
            under,
            pictures.block(entry, self.look.gallery, styles, split, tall),
            self.lines(entry, sheet.measure - split - GUTTER - labels),
            self.amounts(entry, split + GUTTER - LABEL_GAP, sheet.measure - split - GUTTER - labels),
            sources, labels,
        )  # fmt: skip

    def lines(self, entry: Entry, width: float) -> tuple[Line, ...]:
        found = []
        for fact in entry.facts:
            said = self.book.at.replace(PAGE, self.page(fact.to)).replace("{name}", fact.text) if fact.to else fact.text
            text = wrap(said, self.look.styles.body, width)
            found.append(Line(fact.label, text, f"#{fact.to}" if fact.to else "", said))
        return tuple(found)

    def amounts(self, entry: Entry, width: float, aside: float) -> tuple[Amount, ...]:
        styles = self.look.styles
        return tuple(
            Amount(
                dose,
                wrap(dose.how_much, styles.semi if dose.usual else styles.body, width),
                wrap(dose.when, styles.semi if dose.usual else styles.body, aside),
            )
            for dose in entry.doses
        )
