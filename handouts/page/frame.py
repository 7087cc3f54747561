"""The paper as a layout sees it: its measures, its type, and where the page lies on the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.page.styles import PAPERS, Sheet, Styles, standard
from handouts.page.text import Style

if TYPE_CHECKING:
    from handouts.intake.layout import Layout
    from handouts.page.fonts import Faces
    from handouts.page.pen import Pen

TITLE_LEADING, NUMERAL_PT = 1.2, 30.0
RIM = 6.0  # a page without a running header starts this much above its margin


def framed(paper: str, layout: Layout) -> Sheet:
    """In points of the layout's own scale: a page of 18-point text is measured as one of 12 and drawn larger."""
    width, height = PAPERS[paper]
    scale, bound = layout.scale, layout.binding_pt if layout.binding != "none" else 0.0
    made = Sheet((width - bound) / scale, height / scale, layout.margin_pt / scale)
    if layout.columns == 1:
        return Sheet(made.width, made.height, made.margin, (layout.margin_pt - RIM) / scale, layout.margin_pt / scale)
    return made


def paper(sheet: Sheet, layout: Layout) -> tuple[float, float]:
    """The width and height of the paper itself."""
    bound = layout.binding_pt if layout.binding != "none" else 0.0
    return round(sheet.width * layout.scale + bound, 2), round(sheet.height * layout.scale, 2)


def typed(layout: Layout, faces: Faces) -> Styles:
    """The layout's styles; in several columns the sizes are fixed to the body's."""
    return _free(layout, faces) if layout.columns == 1 else standard(faces)


def begin(pen: Pen, layout: Layout, number: int) -> None:
    """Open a page: a binding moves it from the edge that is bound, a scale enlarges it."""
    if layout.binding == "left" or (layout.binding == "double-sided" and number % 2):
        pen.canvas.translate(layout.binding_pt, 0)
    if layout.scale != 1:
        pen.canvas.scale(layout.scale, layout.scale)


def _free(layout: Layout, faces: Faces) -> Styles:
    scale = layout.scale
    head, numeral = (layout.head_pt or 20 * scale) / scale, (layout.numeral_pt or NUMERAL_PT * scale) / scale
    lead = 12 * layout.leading
    bold, semibold = faces.bold, faces.semibold
    body = semibold if layout.weight == "semibold" else faces.regular
    title = Style(faces.heading, head, head * TITLE_LEADING, tracking=-0.012)
    plain, semi, strong = Style(body, 12, lead), Style(semibold, 12, lead), Style(bold, 12, lead)
    return Styles(
        title=title, message=strong.coloured("brand_text"), head=title, head_number=title.coloured("brand_text"),
        answer=Style(bold, head, head * TITLE_LEADING, tracking=-0.006), body=plain, strong=strong, semi=semi,
        label=strong.coloured("brand_text"), quiet=plain.coloured("ink_2"),
        numeral=Style(faces.numeral, numeral, numeral, "brand_text", -0.012),
        span=Style(bold, head, head * TITLE_LEADING, "brand_text", -0.006), cell=Style(semibold, 12, 14.5),
        reason=plain, reason_lead=strong, care_lead=strong.coloured("caution"),
    )  # fmt: skip
