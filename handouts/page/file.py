"""The finished file: small objects packed into one compressed stream, and a table that says where each one is."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

from reportlab.pdfbase.pdfdoc import format as formatted

from handouts.page.structure import QUICK, packed, place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.page.structure import Tree

HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"  # four high bytes: not a text file
FREE, PLAIN, PACKED = 0, 1, 2  # kinds of rows in a cross-reference stream (ISO 32000-1, 7.5.8.3)


def written(canvas: Any, tree: Tree) -> bytes:
    """Fonts must be embedded already (`hooks.seal`); the canvas cannot be used after it."""
    document = canvas._doc  # noqa: SLF001
    document.info.digest(document.signature)
    catalog, info = document.Reference(document.Catalog), document.Reference(document.info)
    document.Outlines.prepare(document, canvas)
    if document.Outlines.ready < 0:
        document.Catalog.Outlines = None
    bodies = [*_objects(document)]
    elements = tree.bodies(document, len(bodies) + 1)
    for raw in (tree.home, tree.parents):
        bodies[place(document, raw) - 1] = raw.body
    identity = document.signature.hexdigest().encode("ascii")
    trailer = b"/Root %s /Info %s /ID [<%s> <%s>]" % (
        catalog.format(document), info.format(document), identity, identity,
    )  # fmt: skip
    return _file([*bodies, *elements], trailer)


def _objects(document: Any) -> Iterator[bytes]:
    """The bodies of ReportLab's objects by number; formatting one may bring forth another."""
    number = 1
    while number in document.numberToId:
        yield formatted(document.idToObject[document.numberToId[number]], document, toplevel=1)
        number += 1


def _file(bodies: list[bytes], trailer: bytes) -> bytes:
    """`bodies` are the objects 1, 2, …; a stream stands alone, all else goes into the one packed object after them."""
    parts, at = [HEAD], len(HEAD)
    rows = [(FREE, 0, 65535)]
    small: list[tuple[int, bytes]] = []
    home = len(bodies) + 1
    for number, body in enumerate(bodies, 1):
        if body.endswith(b"endstream\n"):
            rows.append((PLAIN, at, 0))
            parts.append(b"%d 0 obj\n%sendobj\n" % (number, body))
            at += len(parts[-1])
        else:
            rows.append((PACKED, home, len(small)))
            small.append((number, body))
    parts.append(b"%d 0 obj\n%sendobj\n" % (home, _packed(small)))
    rows += [(PLAIN, at, 0), (PLAIN, at + len(parts[-1]), 0)]
    table = b"".join(struct.pack(">BLH", *row) for row in rows)
    entries = b"/Type /XRef /Size %d /W [1 4 2] %s " % (len(rows), trailer)
    parts.append(b"%d 0 obj\n%sendobj\n" % (home + 1, packed(table, entries, QUICK)))
    parts.append(b"startxref\n%d\n%%%%EOF\n" % rows[-1][1])
    return b"".join(parts)


def _packed(small: list[tuple[int, bytes]]) -> bytes:
    """An object stream: where each object starts, then the objects."""
    starts, at = [], 0
    for number, body in small:
        starts.append(b"%d %d" % (number, at))
        at += len(body) + 1
    head = b" ".join(starts) + b"\n"
    content = head + b"\n".join(body for _, body in small)
    return packed(content, b"/Type /ObjStm /N %d /First %d " % (len(small), len(head)), QUICK)
