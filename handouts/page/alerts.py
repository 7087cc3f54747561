"""Warnings about this patient, for layouts that have no overview to hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from handouts.page import icons
from handouts.page.text import wrap

if TYPE_CHECKING:
    from handouts.page.pen import Pen
    from handouts.page.styles import Sheet, Styles
    from handouts.page.text import Text
    from handouts.words.document import Document

BELOW, INDENT = 10.0, 20.0


class Warnings(Struct, frozen=True):
    """What is about this patient, a line each; on layouts without the overview."""

    texts: tuple[Text, ...]
    sheet: Sheet

    @property
    def height(self) -> float:
        return sum(text.height for text in self.texts) + (BELOW if self.texts else 0.0)

    def draw(self, pen: Pen, y: float) -> None:
        if not self.texts:
            return
        with pen.element("L", numbering="None"):
            for text in self.texts:
                with pen.element("LI"), pen.element("LBody"):
                    with pen.artifact("Layout"):
                        icons.warn(pen, self.sheet.left + 6.5, y + text.leading / 2 + 0.5, 6.8, "caution")
                    text.draw(pen, self.sheet.left + INDENT, y)
                y += text.height


def alerts(document: Document, styles: Styles, sheet: Sheet) -> Warnings:
    """Empty, and without height, where there is nothing to warn of."""
    checks = [check for check in document.before.checks if check.warns]
    texts = (wrap(each.text, styles.body, sheet.measure - INDENT, each.lead, styles.strong) for each in checks)
    return Warnings(tuple(texts), sheet)
