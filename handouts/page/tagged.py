"""A ReportLab canvas whose every mark is either tagged content or an artifact: PDF/UA-1 and PDF/A-2a, in memory.

ReportLab members used beyond its documented API, besides those in hooks.py: the methods `_setAnnotations` (called once
as a page or form closes) and `_make_preamble` are overridden; `_code`, `_doc`, `_formData`, `_pageNumber`,
`_pagesize`, `_annotationrefs`, `_addAnnotation`, `_preamble`, `_setShadingUsed` and `state_stack` are read, set or
called.
"""

from __future__ import annotations

from functools import wraps
from io import BytesIO
from typing import TYPE_CHECKING, Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFPage, PDFString
from reportlab.pdfgen import canvas

from handouts.page import fonts, hooks
from handouts.page.file import written
from handouts.page.marks import ARTIFACTS, LOOSE, Artifact, Inside
from handouts.page.metadata import About
from handouts.page.structure import (
    GROUPS,
    Element,
    TagError,
    Tree,
    layout_attributes,
    list_attributes,
    table_attributes,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from contextlib import AbstractContextManager

Box = tuple[float, float, float, float]

_SHAPES = ("line", "lines", "grid", "bezier", "arc", "rect", "ellipse", "circle", "wedge", "roundRect", "drawPath")
_PAINTING = (*_SHAPES, "drawImage", "drawInlineImage", "shade", "linearGradient", "radialGradient")


class Canvas(canvas.Canvas):
    """Points, origin bottom left. Text goes into an element or an artifact; anything else may stand alone."""

    _code: list[str]
    _doc: Any
    _formData: tuple[Any, ...] | None  # noqa: N815
    _pageNumber: int  # noqa: N815
    _pagesize: tuple[float, float]
    _annotationrefs: list[Any]
    _addAnnotation: Callable[[Any], None]  # noqa: N815

    def __init__(  # noqa: PLR0913
        self,
        size: tuple[float, float],
        *,
        title: str,
        language: str,
        subject: str = "",
        creator: str,
        day: dt.date,
    ) -> None:
        if not title.strip() or not language.strip():
            raise TagError("a document needs a title and a language")
        self._tree = Tree()
        self._stack: list[Element | Artifact] = []  # what is open, innermost last
        self._run: Element | Artifact | None = None  # whose marked content is open on the page
        self._run_depth = 0
        self._speaking: set[str] = set()  # forms with text in them
        self._bookmarks = 0
        super().__init__(
            BytesIO(), size, pageCompression=1, invariant=1, pdfVersion=(1, 7), enforceColorSpace="RGB", lang=language
        )
        self.setViewerPreference("DisplayDocTitle", "true")
        hooks.describe(self._doc, About(title, language, creator, day, subject))

    # structure

    def element(  # noqa: PLR0913
        self,
        kind: str,
        *,
        alt: str | None = None,
        actual: str | None = None,
        scope: str | None = None,
        bbox: Box | None = None,
        language: str | None = None,
        columns: int = 1,
        rows: int = 1,
        numbering: str | None = None,
    ) -> AbstractContextManager[Element]:
        """Open an element inside the innermost one; in an artifact (a repeated table header, say) it means nothing.

        `bbox` is in the current user space. TagError: an unknown kind, a Figure without `alt` or `bbox`, a TH without
        `scope`, anything inside a form.
        """
        element = Element(kind, None, alt, actual, language)
        if scope or numbering or bbox or columns > 1 or rows > 1:
            layout = layout_attributes(self._absolute(bbox) if bbox else None)
            element.attributes = (*table_attributes(scope, columns, rows), *list_attributes(numbering), *layout)
        element.check()
        parent = self._stack[-1] if self._stack else self._tree.root
        if isinstance(parent, Artifact):
            return Inside(self, parent, element)
        element.parent = parent
        return Inside(self, self._tree.add(element), element)

    def resume(self, element: Element) -> AbstractContextManager[Element]:
        """Add to an element that was closed before: a list or section that goes on elsewhere."""
        artifact = self._stack[-1] if self._stack and isinstance(self._stack[-1], Artifact) else None
        return Inside(self, artifact or element, element)

    def artifact(self, kind: str | None = None) -> AbstractContextManager[None]:
        """Decoration that is not read out: None, "Layout", "Background", "Header" or "Footer"."""
        if kind not in ARTIFACTS:
            raise TagError(f"unknown kind of artifact: {kind}")
        return Inside(self, ARTIFACTS[kind], None)

    def link(self, url: str, rect: Box, text: str) -> AbstractContextManager[Element | None]:
        """A link over `rect` (current user space); `text` says where it leads. Draw its words inside `with`:

        `with canvas.element("P"), canvas.link("tel:+15550100", box, "Call the clinic"): canvas.words(…)`
        A `url` like '#heel-raise' leads to the bookmark of that name, which may come later.
        """
        parent = self._stack[-1] if self._stack else self._tree.root
        if isinstance(parent, Artifact):
            return Inside(self, parent, None)
        element = parent if parent.kind == "Link" else self._tree.add(Element("Link", parent))
        key = self._tree.note(element)
        if url.startswith("#"):
            self._addAnnotation(hooks.leap(self, url[1:], self._absolute(rect), text, key))
        else:
            self.linkURL(url, rect, relative=1, F=4, Contents=PDFString(text), StructParent=key)
        element.notes.append((self._pageNumber, self._annotationrefs[-1]))
        return Inside(self, element, element)

    def bookmark(self, text: str, level: int, y: float | None = None, name: str = "") -> None:
        """An outline entry to the current page, scrolled to `y` (current user space; the top of the page if None).

        Links find it by its `name`, if it has one.
        """
        self._bookmarks += 1
        name = name or f"b{self._bookmarks}"
        _, top = self.absolutePosition(0, y) if y is not None else (0, self._pagesize[1])
        self.bookmarkHorizontalAbsolute(name, round(top, 2))
        self.addOutlineEntry(text, name, level)

    # content

    def words(  # noqa: PLR0913
        self, x: float, y: float, text: str, font: str, size: float, *, tracking: float = 0.0, more: bool = False
    ) -> None:
        """One line of text at a baseline, in the current fill colour; `tracking` in points between characters.

        `more`: the same run of text goes on in the next line. A space is set after the last word then, so that
        readers and search do not glue the words together (ISO 32000-1, 14.8.2.5); it shows nowhere.
        ValueError: the font has no glyph for a character.
        """
        known = fonts.font(font)
        if fonts.missing(text, font):
            raise ValueError(f"{font} has no glyph for {fonts.missing(text, font)!r} in {text!r}")
        self._speak(text)
        code = [f"BT {x:.2f} {y:.2f} Td"]
        if tracking:
            code.append(f"{tracking:.3f} Tc")
        for subset, codes in known.runs(f"{text} " if more else text, self._doc):
            code.append(f"{subset} {size:g} Tf <{codes}> Tj")
        code.append("0 Tc ET" if tracking else "ET")
        self._code.append(" ".join(code))

    def say(self, operators: str) -> None:
        """Set colours and widths for what comes next; nothing is painted."""
        self._code.append(operators)

    def shape(self, operators: str) -> None:
        """A path and the operator that paints it; what it changes it changes back."""
        self._paint()
        self._code.append(operators)

    def drawText(self, aTextObject: Any) -> None:  # noqa: N802, N803
        name = aTextObject._fontname  # noqa: SLF001
        if not getattr(pdfmetrics.getFont(name), "_dynamicFont", False):
            raise TagError(f"text in {name}, which cannot be embedded")
        self._speak(f"in {name}")
        super().drawText(aTextObject)

    def doForm(self, name: str) -> None:  # noqa: N802
        if name in self._speaking:
            self._speak(f"form {name}")
        else:
            self._paint()
        super().doForm(name)

    def clipPath(self, aPath: Any, stroke: int = 1, fill: int = 0, fillMode: Any = None) -> None:  # noqa: N802, N803
        if stroke or fill:
            self._paint()
        super().clipPath(aPath, stroke, fill, fillMode)

    # pages

    def restoreState(self) -> None:  # noqa: N802
        if self._run and len(self.state_stack) <= self._run_depth:  # a run begun inside q … Q ends inside it
            self._end()
        super().restoreState()

    def showPage(self) -> None:  # noqa: N802
        self._end()
        super().showPage()

    def finish(self) -> bytes:
        """The finished file; the canvas cannot be used after it."""
        if self._stack:
            raise TagError("finished inside an open element or artifact")
        if self._code:
            self.showPage()
        self._doc.Catalog.StructTreeRoot = self._tree.plant(self._doc)
        strangers = hooks.seal(self._doc)
        if strangers:
            raise TagError(f"drawn in a font that cannot be embedded: {', '.join(strangers)}")
        return written(self, self._tree)

    def _setAnnotations(self, page: Any) -> None:  # noqa: N802
        super()._setAnnotations(page)  # type: ignore[misc]
        if isinstance(page, PDFPage):
            hooks.dress(self._doc, page, self._tree.turn())
        else:
            self._setShadingUsed(page)  # type: ignore[attr-defined]  # ReportLab does so for pages only
            hooks.complete(page)

    def _make_preamble(self) -> None:
        self._preamble = ""  # ReportLab's would name Helvetica, which cannot be embedded

    # marked content

    def _open(self, owner: Element | Artifact) -> None:
        if self._formData:
            raise TagError("a form carries no tags: tag the place where it is drawn")
        self._end()
        self._stack.append(owner)

    def _close(self) -> None:
        self._end()
        self._stack.pop()

    def _paint(self) -> None:
        """Something other than text comes next: content of the open element, or an artifact where none can own it."""
        owner = self._stack[-1] if self._stack else LOOSE
        self._begin(LOOSE if isinstance(owner, Element) and owner.kind in GROUPS else owner)

    def _speak(self, text: str) -> None:
        """Text comes next, and somebody must own it."""
        if self._formData:
            self._speaking.add(self._formData[0])
            return
        owner = self._stack[-1] if self._stack else None
        if owner is None or (isinstance(owner, Element) and owner.kind in GROUPS):
            where = f"directly in {owner.kind}" if owner else "outside any element or artifact"
            raise TagError(f"text {where} on page {self._pageNumber}: {text!r}")
        self._begin(owner)

    def _begin(self, owner: Element | Artifact) -> None:
        if self._formData or owner is self._run:
            return
        self._end()
        if isinstance(owner, Element):
            self._code.append(f"/{owner.kind} <</MCID {self._tree.mark(owner, self._pageNumber)}>> BDC")
        else:
            self._code.append(owner.opening)
        self._run, self._run_depth = owner, len(self.state_stack)

    def _end(self) -> None:
        if self._run:
            self._code.append("EMC")
            self._run = None

    def _absolute(self, box: Box) -> Box:
        corners = [self.absolutePosition(x, y) for x in box[::2] for y in box[1::2]]
        xs, ys = zip(*corners, strict=True)
        return min(xs), min(ys), max(xs), max(ys)


def _painting(name: str) -> Callable[..., Any]:
    base = getattr(canvas.Canvas, name)

    @wraps(base)
    def paint(self: Canvas, *args: Any, **options: Any) -> Any:
        self._paint()
        return base(self, *args, **options)

    return paint


for _name in _PAINTING:
    setattr(Canvas, _name, _painting(_name))
