"""The head of the book's first page: the clinic, the title, what the book is and what it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from handouts.page import icons
from handouts.page.overview import ASIDE_MOST, BESIDE_NAME, HERO_FOOT, HERO_RIGHT, TITLE_TOP, TOP, Hero
from handouts.page.standard import HERO_KINDS, LOGO_HEIGHT, LOGO_WIDTH
from handouts.page.text import Text, wrap
from handouts.words.book import NOTE, PAGE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handouts.page.pen import Pen
    from handouts.page.typeset import Look
    from handouts.words.book import Book

INDENT, ABOVE_MESSAGE, ABOVE_WARNING, BELOW = 21.0, 14.0, 9.0, 22.0
WIDEST = "888"


class Front(Struct, frozen=True):
    book: Book
    look: Look
    clinic: Text
    second_line: Text
    phone: Text
    title: Text
    byline: Text
    message: Text
    levels: Text
    warning: Text
    hero: Hero | None

    @property
    def mark(self) -> float:
        return self.look.logo.width(LOGO_WIDTH, LOGO_HEIGHT) + 11 if self.look.logo else 0.0

    @property
    def title_top(self) -> float:
        return TITLE_TOP + max(self.clinic.height + self.second_line.height - 38, 0.0)

    @property
    def bottom(self) -> float:
        """Where the contents may begin."""
        warning = ABOVE_WARNING + self.warning.height if self.warning.lines else 0.0
        words = self.title.height + 1.5 + self.byline.height + ABOVE_MESSAGE + self.message.height + 6
        return max(
            self.title_top + words + self.levels.height + warning + BELOW, HERO_FOOT + BELOW / 2 if self.hero else 0.0
        )

    def draw(self, pen: Pen, y: float) -> None:  # noqa: ARG002  it starts where the page does
        self.letterhead(pen)
        sheet = self.look.sheet
        top = self.title_top
        pen.bookmark(self.book.title, 0, top)
        for kind, text, gap in (
            ("H1", self.title, 1.5),
            ("P", self.byline, ABOVE_MESSAGE),
            ("P", self.message, 6.0),
            ("P", self.levels, ABOVE_WARNING),
        ):
            with pen.element(kind):
                text.draw(pen, sheet.left, top)
            top += text.height + gap
        if self.warning.lines:
            self.warn(pen, top)
        if self.hero:
            self.hero.draw(pen, sheet.right - HERO_RIGHT, HERO_FOOT)

    def warn(self, pen: Pen, y: float) -> None:
        text = self.warning
        said = " ".join(piece.text for line in text.lines for piece in line)
        with pen.artifact("Layout"):
            icons.warn(pen, self.look.sheet.left + 7, y + text.leading / 2 + 0.5, 6.8, "caution")
        x = self.look.sheet.left + INDENT
        with pen.element("P"), pen.link(f"#{NOTE}", said, (x, y, text.width, text.height)):
            text.draw(pen, x, y)

    def letterhead(self, pen: Pen) -> None:
        """The clinic beside its mark, the phone at the other end of the page."""
        look, sheet, y = self.look, self.look.sheet, TOP - 2
        if look.logo:
            width = look.logo.width(LOGO_WIDTH, LOGO_HEIGHT)
            with look.logo.seen(pen):
                x = sheet.right - width if look.flipped else sheet.left
                look.logo.draw(pen.canvas, x, pen.height - 74, LOGO_WIDTH, LOGO_HEIGHT)
        for text, top, right, indent in (
            (self.clinic, y, look.flipped, self.mark),
            (self.second_line, y + (self.clinic.height or BESIDE_NAME), look.flipped, self.mark),
            (self.phone, y + 4, not look.flipped, 0.0),
        ):
            if text.lines:
                x = sheet.right - indent - text.width if right else sheet.left + indent
                with pen.element("P"):
                    text.draw(pen, x, top, align="right" if right else "left", width=text.width)


def front(book: Book, look: Look, where: Mapping[str, int] | None, *, pictured: bool = True) -> Front:
    """`where` gives the pages of places, once they are known; `pictured`: with a large figure beside the title."""
    styles, sheet = look.styles, look.sheet
    hero = _hero(book, look) if pictured else None
    head = book.letterhead
    phone = wrap(head.phone, styles.semi, sheet.measure * ASIDE_MOST)
    mark = look.logo.width(LOGO_WIDTH, LOGO_HEIGHT) + 11 if look.logo else 0.0
    clinic = sheet.measure - phone.width - mark - 18
    width = sheet.measure - (hero.width + HERO_RIGHT + 22 if hero else 0.0)
    warning = book.warning.replace(PAGE, str(where[NOTE]) if where else WIDEST)
    return Front(
        book, look,
        wrap("" if look.logo and look.logo.says else head.clinic, styles.head, clinic),
        wrap(head.second_line, styles.quiet, clinic),
        phone,
        wrap(book.title, styles.title, width),
        wrap(book.byline, styles.quiet, width),
        wrap(book.message, styles.message, width),
        wrap(book.levels, styles.body, width),
        wrap(warning, styles.semi, width - INDENT),
        hero,
    )  # fmt: skip


def _hero(book: Book, look: Look) -> Hero | None:
    """The last panel of the slimmest standing figure, once more and large."""
    panels = (
        look.gallery(entry.picture.name, entry.picture.panels[-1].id)
        for chapter in book.chapters
        for entry in chapter.entries
        if entry.picture
    )
    standing = [art for art in panels if art and art.kind in HERO_KINDS and art.width_pt <= art.height_pt]
    slimmest = min(standing, key=lambda art: art.width_pt / art.height_pt, default=None)
    return Hero(slimmest, mirrored=False) if slimmest else None
