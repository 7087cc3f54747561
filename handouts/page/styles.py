"""Type and measures of a layout: three sizes, one grid. SPEC §2 and §3."""

from __future__ import annotations

from msgspec import Struct

from handouts.page import fonts
from handouts.page.text import Style

PAPERS = {"letter": (612.0, 792.0), "a4": (595.28, 841.89)}


class Sheet(Struct, frozen=True):
    """A page's measures in points, from its top left corner."""

    width: float
    height: float
    margin: float = 48.0
    top: float = 56.0  # of the text below a running header
    foot: float = 50.0  # from the end of the text to the edge

    @property
    def left(self) -> float:
        return self.margin

    @property
    def right(self) -> float:
        return self.width - self.margin

    @property
    def measure(self) -> float:
        return self.width - 2 * self.margin

    @property
    def bottom(self) -> float:
        return self.height - self.foot

    @property
    def body(self) -> float:
        """The height that text may use on a page with a running header."""
        return self.bottom - self.top

    def thirds(self) -> tuple[float, tuple[float, float, float]]:
        """The width of a fact cell, and where the three of them start."""
        gap = 18.0
        cell = (self.measure - 2 * gap) / 3
        return cell, (self.left, self.left + cell + gap, self.left + 2 * (cell + gap))


def sheet(paper: str) -> Sheet:
    """KeyError: no such paper."""
    return Sheet(*PAPERS[paper])


class Styles(Struct, frozen=True):
    """Every style of the page by what it is for."""

    title: Style
    message: Style
    head: Style
    head_number: Style
    answer: Style
    body: Style
    strong: Style
    semi: Style
    label: Style
    quiet: Style
    numeral: Style
    span: Style  # a range in the dose strip
    cell: Style
    reason: Style
    reason_lead: Style
    care_lead: Style


def standard(faces: fonts.Faces | None = None) -> Styles:
    """The standard layout's sizes, 12, 18 and 30 points, in the clinic's faces or the built-in ones."""
    faces = faces or fonts.register()
    regular, semibold, bold = faces.regular, faces.semibold, faces.bold
    return Styles(
        title=Style(faces.heading, 30, 36, tracking=-0.012),
        message=Style(semibold, 18, 24, "brand_text", -0.006),
        head=Style(faces.heading, 18, 22, tracking=-0.006),
        head_number=Style(faces.heading, 18, 22, "brand_text", -0.006),
        answer=Style(bold, 18, 22, tracking=-0.006),
        body=Style(regular, 12, 15),
        strong=Style(bold, 12, 15),
        semi=Style(semibold, 12, 15),
        label=Style(bold, 12, 15, "brand_text"),
        quiet=Style(regular, 12, 15, "ink_2"),
        numeral=Style(faces.numeral, 30, 30, "brand_text", -0.012),
        span=Style(faces.numeral, 18, 22, "brand_text", -0.006),
        cell=Style(semibold, 12, 13.5),
        reason=Style(regular, 12, 16),
        reason_lead=Style(semibold, 12, 16),
        care_lead=Style(bold, 12, 15, "caution"),
    )
