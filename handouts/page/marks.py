"""Whose content the marks of a page are: an element's, or nobody's (an artifact's)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from msgspec import Struct

if TYPE_CHECKING:
    from handouts.page.structure import Element
    from handouts.page.tagged import Canvas

Given = TypeVar("Given")


class Artifact(Struct, frozen=True):
    opening: str


ARTIFACTS = {
    None: Artifact("/Artifact BMC"),
    "Layout": Artifact("/Artifact <</Type /Layout>> BDC"),
    "Background": Artifact("/Artifact <</Type /Background>> BDC"),
    "Header": Artifact("/Artifact <</Type /Pagination /Subtype /Header>> BDC"),
    "Footer": Artifact("/Artifact <</Type /Pagination /Subtype /Footer>> BDC"),
}
LOOSE = Artifact(ARTIFACTS[None].opening)  # paths and images that nobody tagged


@dataclass(frozen=True, slots=True)
class Inside(Generic[Given]):
    """While it lasts, what is drawn belongs to `owner`; `given` is what `as` names."""

    canvas: Canvas
    owner: Element | Artifact
    given: Given

    def __enter__(self) -> Given:
        self.canvas._open(self.owner)  # noqa: SLF001  the canvas's own other half
        return self.given

    def __exit__(self, *problem: object) -> None:
        self.canvas._close()  # noqa: SLF001
