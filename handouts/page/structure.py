"""The structure tree of a tagged PDF: what the marked content on the pages means, and in which order it is read."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from reportlab.pdfbase.pdfdoc import PDFObject, PDFObjectReference

if TYPE_CHECKING:
    from collections.abc import Iterator

GROUPS = frozenset(
    {"Document", "Sect", "Div", "L", "LI", "Table", "TR", "TOC", "TOCI"}
)  # hold elements, never content of their own
KINDS = GROUPS | {"H1", "H2", "H3", "P", "Span", "Link", "Lbl", "LBody", "TH", "TD", "Figure", "Caption", "Reference"}
QUICK = 1  # for zlib: 3 % more bytes than its default, in less than half the time
Box = tuple[float, float, float, float]


class TagError(ValueError):
    """The page code draws something that assistive technology could not make sense of."""


class Run(Struct, frozen=True):
    """One marked-content sequence: its number on its page (pages count from 1)."""

    page: int
    mcid: int


@dataclass(eq=False, slots=True)
class Element:
    """One node of the tree; `kids` are in reading order, `notes` are its link annotations (page, reference)."""

    kind: str
    parent: Element | None = None
    alt: str | None = None
    actual: str | None = None
    language: str | None = None
    attributes: tuple[str, ...] = ()
    kids: list[Element | Run] = field(default_factory=list)
    notes: list[tuple[int, PDFObjectReference]] = field(default_factory=list)
    number: int = 0

    def check(self) -> None:
        if self.kind not in KINDS:
            raise TagError(f"unknown kind of element: {self.kind}")
        if self.kind == "Figure" and not ((self.alt or "").strip() and self._says("/BBox")):
            raise TagError("a Figure needs alt, the words that stand for it, and bbox")
        if self.kind == "TH" and not self._says("/Scope"):
            raise TagError("a TH needs scope: Column, Row or Both")

    def _says(self, key: str) -> bool:
        return any(key in attribute for attribute in self.attributes)

    def walk(self) -> Iterator[Element]:
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def page(self) -> int | None:
        """The page of the first content that hangs directly here."""
        runs = [kid.page for kid in self.kids if isinstance(kid, Run)]
        return next(iter([*runs, *(page for page, _ in self.notes)]), None)


class Inline(PDFObject):
    """A value that is written out already, for a place inside another object."""

    def __init__(self, body: bytes = b"") -> None:
        self.body = body

    def format(self, document: Any) -> bytes:  # noqa: ARG002
        return self.body


class Raw(Inline):
    """An object of its own whose body is written out already."""

    __RefOnly__ = 1


def packed(content: bytes, entries: bytes = b"", level: int = 9) -> bytes:
    """A whole stream object for `Raw`, compressed as far as it goes; QUICK for what one document alone needs."""
    small = zlib.compress(content, level)
    return b"<< %s/Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream\n" % (entries, len(small), small)


class Tree:
    """All elements of one document, and the way back to them from pages and annotations (the parent tree)."""

    def __init__(self) -> None:
        self.root = Element("Document")
        self._owners: list[Element] = []
        self._back: list[Element | list[Element]] = []
        self.home, self.parents = Raw(), Raw()

    def add(self, element: Element) -> Element:
        (element.parent or self.root).kids.append(element)
        return element

    def mark(self, element: Element, page: int) -> int:
        """Hang a new marked-content sequence of the current page on an element."""
        mcid = len(self._owners)
        self._owners.append(element)
        element.kids.append(Run(page, mcid))
        return mcid

    def turn(self) -> int:
        """Close the page; its key in the parent tree."""
        self._back.append(self._owners)
        self._owners = []
        return len(self._back) - 1

    def note(self, element: Element) -> int:
        """The key in the parent tree for a new annotation of an element."""
        self._back.append(element)
        return len(self._back) - 1

    def plant(self, document: Any) -> PDFObject:
        """Make the roots known to the document; the structure tree root, for the catalog. `bodies` fills them."""
        for raw in (self.home, self.parents):
            document.Reference(raw)
        return self.home

    def bodies(self, document: Any, first: int) -> list[bytes]:
        """All elements as the objects from number `first` on: none but they and the roots refer to them."""
        home, parents = place(document, self.home), place(document, self.parents)
        elements = [*self.root.walk()]
        for number, element in enumerate(elements, first):
            element.number = number
        pages = [document.idToObjectNumberAndVersion[page.__InternalName__][0] for page in document.Pages.pages]
        self.parents.body = _parent_tree(self._back)
        self.home.body = b"<< /Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %d >>" % (
            first, parents, len(self._back),
        )  # fmt: skip
        return [_written(each, each.parent.number if each.parent else home, pages, document) for each in elements]


def table_attributes(scope: str | None, columns: int, rows: int) -> tuple[str, ...]:
    if scope not in {None, "Column", "Row", "Both"}:
        raise TagError(f"unknown scope: {scope}")
    cell = [f"/Scope /{scope}"] if scope else []
    cell += [f"/{key} {span}" for key, span in (("ColSpan", columns), ("RowSpan", rows)) if span > 1]
    return (f"<< /O /Table {' '.join(cell)} >>",) if cell else ()


def list_attributes(numbering: str | None) -> tuple[str, ...]:
    """`numbering`: Disc, Circle, Square, Decimal, UpperRoman, LowerRoman, UpperAlpha, LowerAlpha or None."""
    return (f"<< /O /List /ListNumbering /{numbering} >>",) if numbering else ()


def layout_attributes(box: Box | None) -> tuple[str, ...]:
    """`box` in points from the bottom left corner of the page."""
    if box is None:
        return ()
    return (f"<< /O /Layout /Placement /Block /BBox [ {' '.join(f'{side:.2f}' for side in box)} ] >>",)


def text(value: str) -> bytes:
    """A PDF text string."""
    if value.isascii() and value.isprintable() and not set(value) & set("()\\"):
        return b"(%s)" % value.encode("ascii")
    return b"<FEFF%s>" % value.encode("utf-16-be").hex().upper().encode("ascii")


def place(document: Any, raw: Raw) -> int:
    """The number of an object that the document knows."""
    number: int = document.idToObjectNumberAndVersion[document.Reference(raw).name][0]
    return number


def _written(element: Element, parent: int, pages: list[int], document: Any) -> bytes:
    home = element.page()
    parts = [b"<< /Type /StructElem /S /%s /P %d 0 R" % (element.kind.encode("ascii"), parent)]
    if home is not None:
        parts.append(b"/Pg %d 0 R" % pages[home - 1])
    for key, value in ((b"Alt", element.alt), (b"ActualText", element.actual), (b"Lang", element.language)):
        if value is not None:
            parts.append(b"/%s %s" % (key, text(value)))
    if element.attributes:
        parts.append(b"/A [ %s ]" % " ".join(element.attributes).encode("ascii"))
    kids = [_kid(kid, home, pages) for kid in element.kids]
    kids += [
        b"<< /Type /OBJR /Pg %d 0 R /Obj %s >>" % (pages[p - 1], note.format(document)) for p, note in element.notes
    ]
    if kids:
        parts.append(b"/K [ %s ]" % b" ".join(kids))
    return b" ".join([*parts, b">>"])


def _kid(kid: Element | Run, home: int | None, pages: list[int]) -> bytes:
    if isinstance(kid, Element):
        return b"%d 0 R" % kid.number
    if kid.page == home:
        return b"%d" % kid.mcid
    return b"<< /Type /MCR /Pg %d 0 R /MCID %d >>" % (pages[kid.page - 1], kid.mcid)


def _parent_tree(back: list[Element | list[Element]]) -> bytes:
    rows = []
    for key, owner in enumerate(back):
        if isinstance(owner, Element):
            rows.append(b"%d %d 0 R" % (key, owner.number))
        else:
            rows.append(b"%d [ %s ]" % (key, b" ".join(b"%d 0 R" % element.number for element in owner)))
    return b"<< /Nums [\n%s\n] >>" % b"\n".join(rows)
