"""What the other tools are given: the same Document, the same pictures as SVG files, the same paper and colours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handouts.page.cards import Cutter
from tests.benchmarks import panels

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from handouts.page.look import Palette
    from handouts.page.styles import Sheet
    from handouts.page.typeset import Look
    from handouts.words.document import Document, SideMark


@dataclass(frozen=True, slots=True)
class Shown:
    """One panel in its file; the width in points is that on our own page."""

    file: str
    width: float
    caption: str
    alt: str


@dataclass(frozen=True, slots=True)
class Setting:
    document: Document
    sheet: Sheet
    colours: Palette
    shots: Mapping[int, tuple[Shown, ...]]  # by the card's number
    hero: str = ""  # the file of page 1's picture, where our own page has one

    @property
    def hues(self) -> dict[str, str]:
        roles = ("brand_text", "tint", "ink", "ink_2", "box", "rule", "red", "caution")
        return {role.replace("_", "-"): str(getattr(self.colours, role)) for role in roles}


def setting(document: Document, look: Look, folder: Path) -> Setting:
    cutter = Cutter(look.gallery, look.styles, look.sheet)
    blocks = {card.number: cutter.card(card).block.shots for card in document.cards}
    shots = {
        number: tuple(Shown(panels.drawn(shot, folder), shot.width, shot.caption, shot.alt) for shot in block)
        for number, block in blocks.items()
    }
    last = blocks[1][-1].art if blocks[1] else None
    large = last is not None and last.kind == "tall" and last.width_pt <= last.height_pt
    return Setting(document, look.sheet, look.colours, shots, shots[1][-1].file if large else "")


TIER_HUES = {"emergency": "red", "today": "caution", "next-visit": "brand-text"}


def tiles(mark: SideMark) -> tuple[tuple[str, bool], ...]:
    return (("L", mark.left), ("R", mark.right)) if mark.tiles else ()
