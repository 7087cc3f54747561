"""Every place where the tagged canvas leans on ReportLab's document objects beyond its documented API.

Nothing global is changed: each hook sits on one document, page or form. tests/page/test_reportlab_hooks.py says in
words which one an upgrade has moved. (The canvas's own hooks, methods it overrides, are named in tagged.py.)
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFFormXObject,
    PDFImageXObject,
    PDFName,
    PDFObject,
    PDFResourceDictionary,
    PDFStream,
    PDFString,
    PDFZCompress,
)

from handouts.page.metadata import Info, srgb, xmp
from handouts.page.structure import QUICK, Raw, packed

if TYPE_CHECKING:
    from handouts.page.metadata import About

_REACH = 4000  # points in every direction: larger than any page
_FORM = b"/Type /XObject /Subtype /Form /Resources << >> /BBox [ %d %d %d %d ] " % (-_REACH, -_REACH, _REACH, _REACH)
_STREAMS = (PDFStream, PDFFormXObject, PDFImageXObject)


class Ended(PDFObject):
    """A stream with the end of line before `endstream` that ISO 19005-2, 6.1.7.1 asks for and ReportLab omits."""

    __RefOnly__ = 1

    def __init__(self, stream: Any) -> None:
        self.stream = stream

    def format(self, document: Any) -> bytes:
        body: bytes = self.stream.format(document)
        return body.removesuffix(b"endstream\n") + b"\nendstream\n"


class Form(Struct, frozen=True):
    """Drawing operators that any number of documents share, written out once: `body` is the whole object."""

    name: str
    body: bytes


def form(operators: str) -> Form:
    """For what reaches at most `_REACH` points from its origin; its name is that of its content."""
    content = operators.encode("ascii")
    return Form(hashlib.md5(content, usedforsecurity=False).hexdigest()[:16], packed(content, _FORM))


def know(canvas: Any, form: Form) -> None:
    """Make a form known to the canvas's document, once."""
    if not canvas.hasForm(form.name):
        document = canvas._doc  # noqa: SLF001
        document.Reference(Raw(form.body), document.getXObjectName(form.name))  # ReportLab writes on what it is given


def leap(canvas: Any, name: str, box: tuple[float, float, float, float], text: str, key: int) -> PDFDictionary:
    """The annotation of a link to a bookmark of the same document; ReportLab's own takes no key of the parent tree."""
    entries = {
        "Type": PDFName("Annot"),
        "Subtype": PDFName("Link"),
        "Rect": PDFArray([round(side, 2) for side in box]),
        "Border": PDFArray([0, 0, 0]),
        "F": 4,
        "Contents": PDFString(text),
        "StructParent": key,
        "Dest": canvas._bookmarkReference(name),  # noqa: SLF001  it may come later
    }
    return PDFDictionary(entries)


def describe(document: Any, about: About) -> None:
    """Information, XMP and output intent; and an identity that hangs on what is written, not on the clock."""
    document.signature = hashlib.md5(usedforsecurity=False)  # was begun with the time of making
    document.info = Info(about)
    catalog = document.Catalog
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
    kind = PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")})
    catalog.Metadata = document.Reference(PDFStream(kind, xmp(about)))
    catalog.MarkInfo = PDFDictionary({"Marked": "true"})
    catalog.OutputIntents = PDFArray([document.Reference(_intent(document))])


def dress(document: Any, page: Any, key: int) -> None:
    """Join a page to the parent tree; compress it without the ASCII-85 layer that a global setting would add."""
    content = page.stream.encode("ascii")  # words are codes of glyphs
    document.updateSignature(content)
    page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
    page.StructParents, page.Tabs = key, PDFName("S")
    page.Contents = Raw(packed(content, level=QUICK))


def complete(form: Any) -> None:
    """Give a form all resources that it uses; ReportLab leaves out transparency, shadings and colour spaces."""
    resources: Any = PDFResourceDictionary()
    resources.basicFonts()
    resources.XObject = form.XObjects or {}
    resources.ExtGState = form.ExtGState or {}
    resources.setShading(form._shadingUsed)  # noqa: SLF001
    resources.setColorSpace(form._colorsUsed)  # noqa: SLF001
    form.Resources = resources
    form.compression = 0
    form.Contents = PDFStream(content=form.stream, filters=[PDFZCompress])


def seal(document: Any) -> list[str]:
    """Embed the fonts and end every stream properly; names of fonts that cannot be embedded (there may be none)."""
    for font in document.delayedFonts:
        document.updateSignature(repr(font.state[document].subsets))  # "one" and "two" can have the same codes
        font.addObjects(document)
    document.delayedFonts = []
    for page in document.Pages.pages:
        document.Reference(page.Contents)
    for name, item in document.idToObject.items():
        if isinstance(item, _STREAMS):
            document.idToObject[name] = Ended(item)
    fonts = document.idToObject["BasicFonts"].dict.values()
    return [str(font.BaseFont) for font in fonts if getattr(font, "FontDescriptor", None) is None]


def _intent(document: Any) -> PDFDictionary:
    profile = PDFStream(PDFDictionary({"N": 3}), srgb(), filters=[PDFZCompress])
    entries = {
        "Type": PDFName("OutputIntent"),
        "S": PDFName("GTS_PDFA1"),
        "OutputConditionIdentifier": PDFString("sRGB"),
        "Info": PDFString("sRGB IEC61966-2.1"),
        "DestOutputProfile": document.Reference(profile),
    }
    return PDFDictionary(entries)
