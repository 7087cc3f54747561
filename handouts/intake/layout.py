"""Sizes and arrangement of the page: `templates/layouts/<name>.yaml`. A clinic's own is a copy with other numbers."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from handouts.intake.brand import Section
from handouts.intake.model import Line, Listed, Written

FLOOR_PT, LARGE_PT = 12.0, 18.0  # STANDARDS 3.4: APH for the least size of print, ACB for large print
LARGE_LEADING, LARGE_MARGIN_PT, LARGE_LINE_PT, LARGE_CONTRAST = 1.5, 72.0, 432.0, 7.0
COLUMNS = {"pairs": (3,), "one": (3, 1), "rows": (3,), "grid": (2,), "none": (3, 1)}
SIZES = ("body_pt", "cards_pt", "head_pt", "numeral_pt")
FREE = ("leading", "head_pt", "numeral_pt", "line_pt", "weight")  # where text stands in one column


def _sections(value: tuple[str, ...]) -> tuple[str, ...]:
    twice = next((name for name in value if value.count(name) > 1), None)
    if twice:
        raise ValueError(f"names {twice} twice")
    return value


class Layout(Written):
    """All sizes are printed points. Other sizes of type, and all gaps, follow `body_pt`.

    What must be true of large print is asked of every layout whose `floor_pt` is 18 or more.
    """

    name: Annotated[str, Field(min_length=1, max_length=40)]
    about: Line
    cards: Literal["pairs", "one", "rows", "grid", "none"]
    columns: Literal[1, 2, 3] = 3
    sections: Annotated[tuple[Section, ...], Listed, AfterValidator(_sections)] | None = None
    floor_pt: float = Field(default=FLOOR_PT, ge=FLOOR_PT, le=24)
    body_pt: float = Field(default=12, le=24)
    cards_pt: float | None = Field(default=None, le=24)
    head_pt: float | None = Field(default=None, le=48)
    numeral_pt: float | None = Field(default=None, le=72)
    leading: float = Field(default=1.25, ge=1.25, le=2)
    weight: Literal["regular", "semibold"] = "regular"
    contrast: float = Field(default=4.5, ge=4.5, le=7)
    line_pt: float | None = Field(default=None, ge=240, le=600)
    picture_pt: float | None = Field(default=None, ge=60, le=360)
    margin_pt: float = Field(default=48, ge=43.2, le=108)
    binding: Literal["none", "left", "double-sided"] = "none"
    binding_pt: float = Field(default=24, ge=0, le=54)

    @property
    def scale(self) -> float:
        """By how much everything is larger than it stands in the code, where the body is 12 points."""
        return self.body_pt / 12

    @model_validator(mode="after")
    def legible(self) -> Layout:
        for key in SIZES:
            size = getattr(self, key)
            if size is not None and size < self.floor_pt:
                raise ValueError(
                    f"has {key} below its floor_pt of {self.floor_pt:g}; hint: text is never made smaller to fit"
                )
        return self

    @model_validator(mode="after")
    def fitting(self) -> Layout:
        if self.columns not in COLUMNS[self.cards]:
            allowed = " or ".join(map(str, COLUMNS[self.cards]))
            raise ValueError(f"has {self.columns} columns; hint: with cards: {self.cards} there are {allowed}")
        bound = [key for key in FREE if key in self.model_fields_set and self.columns != 1]
        if bound:
            raise ValueError(f"gives {bound[0]}, which follows body_pt; hint: only a layout with columns: 1 may set it")
        if self.cards_pt and (self.cards, self.columns) != ("one", 3):
            raise ValueError("gives cards_pt; hint: only with cards: one and columns: 3 may exercises be set larger")
        shown = self.sections
        if shown is not None and "stop" not in shown and self.cards != "none":
            raise ValueError("leaves out 'stop'; hint: a page with exercises says when to stop and whom to call")
        return self

    @model_validator(mode="after")
    def large(self) -> Layout:
        if self.floor_pt < LARGE_PT:
            return self
        line = self.line_pt or LARGE_LINE_PT + 1
        wanted = (
            (self.columns == 1, "columns: 1"),
            (self.leading >= LARGE_LEADING, f"leading of {LARGE_LEADING:g} or more"),
            (self.margin_pt >= LARGE_MARGIN_PT, f"margin_pt of {LARGE_MARGIN_PT:g} or more"),
            (line <= LARGE_LINE_PT, f"line_pt of {LARGE_LINE_PT:g} or less"),
            (self.contrast >= LARGE_CONTRAST, f"contrast: {LARGE_CONTRAST:g}"),
        )
        lacking = [words for there, words in wanted if not there]
        if lacking:
            raise ValueError(
                f"is large print without {' and '.join(lacking)}; hint: or choose a floor_pt below {LARGE_PT:g}"
            )
        return self
