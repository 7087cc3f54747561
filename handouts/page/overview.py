"""The first page: who it is for, what to do, the plan at a glance, and when to stop and call. SPEC §6."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from handouts.page.glance import Glance, glance
from handouts.page.notices import Before, Stop, before, stop
from handouts.page.text import Text, one, wrap

if TYPE_CHECKING:
    from collections.abc import Callable

    from handouts.page.pen import Pen
    from handouts.page.pictures import Art
    from handouts.page.styles import Sheet, Styles
    from handouts.words.document import Document

TOP, ASIDE_MOST, TITLE_TOP, HERO_HEIGHT, HERO_RIGHT, HERO_FOOT = 40.0, 0.45, 100.0, 176.0, 7.0, 260.0
BESIDE_NAME = 10.0  # a second line that stands alone beside a mark with the clinic's name, half way down
FITS = ((24.0, 25.0), (21.0, 21.0), (20.0, 18.0), (18.0, 15.0))  # row height and section gap, from roomy to tight
ALL, PLAN, CHECKS, LEAST = ("glance", "before", "stop"), ("glance", "stop"), ("before", "stop"), ("stop",)
FRONTS = {False: (ALL, PLAN, CHECKS, LEAST), True: (ALL, CHECKS, PLAN, LEAST)}  # what stays, best first: warned or not

Section = Glance | Before | Stop


class Hero(Struct, frozen=True):
    """The first exercise's last picture, once more and large; decoration, so it is not read out twice."""

    art: Art
    mirrored: bool

    @property
    def scale(self) -> float:
        return HERO_HEIGHT / self.art.height_pt

    @property
    def width(self) -> float:
        return self.art.width_pt * self.scale

    def draw(self, pen: Pen, right: float, foot: float) -> None:
        with pen.artifact("Layout"):
            left = right - self.width
            self.art.paint(pen.canvas, left, pen.height - foot, self.scale, mirrored=self.mirrored)


class Opening(Struct, frozen=True):
    """From the letterhead down to the reasons."""

    document: Document
    sheet: Sheet
    styles: Styles
    aside: tuple[Text, ...]  # phone and clinician, at the right
    clinic: Text
    second_line: Text
    title: Text
    byline: Text
    message: tuple[Text, ...]
    reasons: tuple[Text, ...]
    hero: Hero | None
    mark: float
    flipped: bool

    @property
    def title_top(self) -> float:
        aside = sum(text.height + 1 for text in self.aside)
        return TITLE_TOP + max(self.clinic.height + self.second_line.height - 38, aside - 34, 0.0)

    @property
    def message_top(self) -> float:
        return self.title_top + self.title.height + 1.5 + self.byline.height + 14.5

    @property
    def bottom(self) -> float:
        message = sum(line.height for line in self.message)
        reasons = sum(reason.height for reason in self.reasons)
        return self.message_top + message + 9 + reasons

    def draw(self, pen: Pen) -> None:
        self.letterhead(pen, self.mark)
        y = self.title_top
        pen.bookmark(self.document.title, 0, y)
        with pen.element("H1"):
            self.title.draw(pen, self.sheet.left, y)
        y += self.title.height + 1.5
        with pen.element("P"):
            self.byline.draw(pen, self.sheet.left, y)
        y = self.message_top
        for line in self.message:
            with pen.element("P"):
                line.draw(pen, self.sheet.left, y)
            y += line.height
        y += 9
        for reason in self.reasons:
            with pen.element("P"):
                reason.draw(pen, self.sheet.left, y)
            y += reason.height
        if self.hero:
            self.hero.draw(pen, self.sheet.right - HERO_RIGHT, max(HERO_FOOT, self.bottom))

    def letterhead(self, pen: Pen, indent: float) -> None:
        """The clinic beside its mark, the phone at the other end of the page."""
        y = TOP - 2
        clinic, aside = ("right", "left") if self.flipped else ("left", "right")
        if self.document.letterhead.clinic:
            with pen.element("P"):
                self.at(pen, self.clinic, y, clinic, indent)
        if self.document.letterhead.second_line:
            with pen.element("P"):
                self.at(pen, self.second_line, y + (self.clinic.height or BESIDE_NAME), clinic, indent)
        y += 4
        for text in self.aside:
            with pen.element("P"):
                self.at(pen, text, y, aside, 0.0)
            y += text.height + 1

    def at(self, pen: Pen, text: Text, y: float, side: str, indent: float) -> None:
        x = self.sheet.left + indent if side == "left" else self.sheet.right - indent - text.width
        text.draw(pen, x, y, align=side, width=text.width)


class Overview(Struct, frozen=True):
    """Page 1 with its sections placed; `later` are those that open the next page."""

    opening: Opening
    placed: tuple[tuple[float, Section], ...]
    later: tuple[Section, ...]

    def draw(self, pen: Pen) -> None:
        self.opening.draw(pen)
        for y, section in self.placed:
            section.draw(pen, y)


def overview(  # noqa: PLR0913
    document: Document, styles: Styles, sheet: Sheet, hero: Hero | None, mark: float, *, flipped: bool = False
) -> Overview:
    """`mark`: the width that the clinic's mark takes of the letterhead.

    The fullest page 1 that fits: first rows and gaps tighten, then sections move to the next page. What warns of
    something about this patient moves after the table of the plan.
    """
    warned = any(check.warns for check in document.before.checks)
    opening = _opening(document, styles, sheet, hero, mark, flipped=flipped)
    start = max(opening.bottom, HERO_FOOT - 4 if hero else 0.0)
    for front in FRONTS[warned]:
        for row, gap in FITS:
            made = _sections(document, styles, sheet, row)
            chosen = [section for name, section in made.items() if name in front]
            fits = start + sum(gap + section.height for section in chosen) <= sheet.bottom
            if fits or (front, row) == (LEAST, FITS[-1][0]):
                later = tuple(section for name, section in made.items() if name not in front)
                return Overview(opening, tuple(_placed(chosen, start, gap)), later)
    raise AssertionError  # the last of the fits is always taken


def _placed(sections: list[Section], y: float, gap: float) -> list[tuple[float, Section]]:
    placed = []
    for section in sections:
        placed.append((y + gap, section))
        y += gap + section.height
    return placed


def _sections(document: Document, styles: Styles, sheet: Sheet, row: float) -> dict[str, Section]:
    """In the clinic's order."""
    makers: dict[str, Callable[[], Section]] = {
        "glance": lambda: glance(document.glance, styles, sheet, row),
        "before": lambda: before(document.before, styles, sheet),
        "stop": lambda: stop(document.stop, styles, sheet),
    }
    return {name: makers[name]() for name in document.front() if name != "before" or document.before.checks}


def _opening(  # noqa: PLR0913
    document: Document, styles: Styles, sheet: Sheet, hero: Hero | None, mark: float, *, flipped: bool
) -> Opening:
    measure = sheet.measure - (hero.width + HERO_RIGHT + 22 if hero else 0.0)
    head = document.letterhead
    most = sheet.measure * ASIDE_MOST
    aside = tuple(
        wrap(text, style, most) for text, style in ((head.phone, styles.semi), (head.clinician, styles.quiet)) if text
    )
    clinic = sheet.measure - max((text.width for text in aside), default=0.0) - mark - 18
    return Opening(
        document, sheet, styles, aside,
        wrap(head.clinic, styles.head, clinic) if head.clinic else one("", styles.head),
        wrap(head.second_line, styles.quiet, clinic) if head.second_line else one("", styles.quiet),
        wrap(document.title, styles.title, measure),
        wrap(document.byline, styles.quiet, measure),
        tuple(wrap(line, styles.message, measure) for line in document.message),
        tuple(wrap(each.text, styles.reason, measure, each.label, styles.reason_lead) for each in document.reasons),
        hero, mark, flipped,
    )  # fmt: skip
