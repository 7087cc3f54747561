"""Which arrangement a layout asks for, and with which sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from handouts.page.placed import Arranged, Placed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handouts.intake.layout import Layout
    from handouts.page.placed import Page
    from handouts.page.typeset import Look
    from handouts.words.document import Document


def arranged(document: Document, look: Look) -> Arranged:
    """All pages, measured. Only the arrangement that is asked for is read from disk."""
    layout = look.layout
    document = chosen(document, layout)
    if layout.columns == 1:
        from handouts.page.large import large  # noqa: PLC0415

        pages, parts = large(document, look)
        return Arranged(tuple(Placed(tuple(page), running=False) for page in pages), parts)
    if layout.cards == "rows":
        from handouts.page.rows import rows  # noqa: PLC0415

        return _headed(*rows(document, look))
    if layout.cards == "grid":
        from handouts.page.grid import grid  # noqa: PLC0415

        return _headed(*grid(document, look))
    from handouts.page.standard import standard, ticked  # noqa: PLC0415

    return standard(document, look) if layout.cards != "none" else ticked(document, look)


def chosen(document: Document, layout: Layout) -> Document:
    """The layout's sections in its order, without those that the clinic leaves out; the log is all of a log."""
    if layout.sections is None:
        return document
    wanted = (*document.sections, *(("log",) if layout.cards == "none" else ()))
    return replace(document, sections=tuple(name for name in layout.sections if name in wanted))


def _headed(pages: Sequence[Page], parts: tuple[str, ...]) -> Arranged:
    """Without a letterhead: the running header of the first page says whose it is."""
    placed = tuple(Placed(tuple(page), heard=number == 0) for number, page in enumerate(pages))
    return Arranged(placed, ("running", *parts))
