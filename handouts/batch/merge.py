"""Many handouts become one file for the printer: every patient begins on a front side and is still tagged.

Each file's objects are copied one by one under new numbers, and its structure tree hangs as a Part below a common
Document. Nothing but the place of each object stays in memory, so the length of the batch does not matter.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Name

from handouts.batch.graft import Graft, Output, plain, references, text
from handouts.intake import files

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_TITLE = re.compile(rb"(<dc:title>.*?<rdf:li[^>]*>).*?(</rdf:li>)", re.DOTALL)
_CATALOG = b"""<< /Type /Catalog /Pages %d 0 R /StructTreeRoot %d 0 R /Outlines %d 0 R /Metadata %d 0 R
/OutputIntents %s /Lang %s /PageMode /UseOutlines /MarkInfo << /Marked true >>
/ViewerPreferences << /DisplayDocTitle true /Duplex /DuplexFlipLongEdge /PickTrayByPDFSize true >> >>"""


@dataclass(slots=True)
class _Book:
    """Object numbers that all patients share, and what is gathered of each patient."""

    output: Output
    pages: int
    tree: int
    document: int
    kids: list[int] = field(default_factory=list)  # of the page tree
    parts: list[int] = field(default_factory=list)  # of the structure tree
    leaves: list[int] = field(default_factory=list)  # of the tree that leads back from marked content
    marks: list[tuple[str, int]] = field(default_factory=list)  # bookmark, its page
    count: int = 0
    keys: int = 0
    box: bytes = b""
    shared: tuple[bytes, bytes, bytes] = (b"", b"", b"")  # output intents, language, metadata


def merged(rows: Iterable[tuple[str, Path]], target: Path) -> None:
    """(bookmark, file) in the order of printing. The same files give the same bytes. Raises CannotWrite."""
    with files.whole(target) as file:
        output = Output(file)
        book = _Book(output, output.number(), output.number(), output.number())
        for name, path in rows:
            if book.count % 2:
                _blank(book)
            with pikepdf.open(path) as source:
                _added(book, name, source)
        _finished(book)


def _blank(book: _Book) -> None:
    body = b"<< /Type /Page /Parent %d 0 R /MediaBox %s /Resources << >> >>" % (book.pages, book.box)
    book.kids.append(book.output.add(body))
    book.count += 1


def _added(book: _Book, name: str, source: pikepdf.Pdf) -> None:
    output, root, graft = book.output, source.Root, Graft(source, book.output)
    tree, folder = root.StructTreeRoot, output.number()
    graft.stands_for(root.Pages, folder)
    graft.stands_for(tree, book.document)
    if not book.parts:
        book.shared = (graft.body(root.OutputIntents), plain(root.Lang), _metadata(root.Metadata.read_bytes()))
    part = tree.K if isinstance(tree.K, pikepdf.Dictionary) else tree.K[0]
    part.S, part.Lang, part.T = Name.Part, root.Lang, pikepdf.String(name)
    _fonts_renamed(source)
    _keys_moved(source, book.keys)
    pages = [graft.number(page.obj) for page in source.pages]
    book.parts.append(graft.number(part))
    book.leaves.append(_leaf(book, tree, graft))
    graft.finish()
    output.write(folder, _folder(book.pages, pages))
    book.kids.append(folder)
    book.count += len(pages)
    book.marks.append((name, pages[0]))
    book.box = plain(source.pages[-1].obj.MediaBox)


def _folder(parent: int, kids: list[int]) -> bytes:
    return b"<< /Type /Pages /Parent %d 0 R /Count %d /Kids [ %s ] >>" % (parent, len(kids), references(kids))


def _metadata(packet: bytes) -> bytes:
    packet = _TITLE.sub(rb"\1Home exercises, to print\2", packet)
    return b"<< /Type /Metadata /Subtype /XML /Length %d >>\nstream\n%s\nendstream" % (len(packet), packet)


def _fonts_renamed(source: pikepdf.Pdf) -> None:
    """Every subset is called AAAAAA+… in its own file; in one file, printers would take one for the other."""
    named = set()
    for page in source.pages:
        for font in page.obj.Resources.get("/Font", pikepdf.Dictionary()).values():
            if font.objgen not in named and "/FontDescriptor" in font:
                named.add(font.objgen)
                digest = hashlib.sha256(font.FontDescriptor.FontFile2.read_raw_bytes()).digest()
                tag = "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
                name = Name(f"/{tag}+{str(font.BaseFont).partition('+')[2]}")
                font.BaseFont = font.FontDescriptor.FontName = name


def _keys_moved(source: pikepdf.Pdf, keys: int) -> None:
    """The keys by which pages and links find their elements count on from those of the patient before."""
    for page in source.pages:
        page.obj.StructParents = int(page.obj.StructParents) + keys
        for note in page.obj.get("/Annots", pikepdf.Array()):
            note.StructParent = int(note.StructParent) + keys


def _leaf(book: _Book, tree: pikepdf.Object, graft: Graft) -> int:
    nums = tree.ParentTree.Nums
    rows = []
    for at in range(0, len(nums), 2):
        owner = nums[at + 1]
        direct = isinstance(owner, pikepdf.Array) and not owner.is_indirect
        value = graft.body(owner) if direct else b"%d 0 R" % graft.number(owner)
        rows.append(b"%d %s" % (int(nums[at]) + book.keys, value))
    first, book.keys = book.keys, book.keys + int(tree.ParentTreeNextKey)
    limits = b"%d %d" % (first, book.keys - 1)
    return book.output.add(b"<< /Limits [ %s ] /Nums [\n%s\n] >>" % (limits, b"\n".join(rows)))


def _finished(book: _Book) -> None:
    output = book.output
    intents, language, metadata = book.shared
    output.write(book.pages, b"<< /Type /Pages /Count %d /Kids [ %s ] >>" % (book.count, references(book.kids)))
    parents = output.add(b"<< /Kids [ %s ] >>" % references(book.leaves))
    tree = b"<< /Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %d >>"
    output.write(book.tree, tree % (book.document, parents, book.keys))
    document = b"<< /Type /StructElem /S /Document /P %d 0 R /K [ %s ] >>"
    output.write(book.document, document % (book.tree, references(book.parts)))
    about = output.add(metadata)
    marks = _bookmarks(book)
    output.finish(output.add(_CATALOG % (book.pages, book.tree, marks, about, intents, language)))


def _bookmarks(book: _Book) -> int:
    output = book.output
    root = output.number()
    numbers = [output.number() for _ in book.marks]
    for at, (name, page) in enumerate(book.marks):
        before = b"/Prev %d 0 R " % numbers[at - 1] if at else b""
        after = b"/Next %d 0 R " % numbers[at + 1] if at + 1 < len(numbers) else b""
        body = b"<< /Title %s /Parent %d 0 R %s%s/Dest [ %d 0 R /Fit ] >>" % (text(name), root, before, after, page)
        output.write(numbers[at], body)
    ends = (numbers[0], numbers[-1], len(numbers))
    output.write(root, b"<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count %d >>" % ends)
    return root
