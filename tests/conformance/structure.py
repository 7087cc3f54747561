"""Our own look at a tagged PDF, for what veraPDF lets pass: order, nesting, links, tables, headings."""

from __future__ import annotations

import io
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Dictionary, Name

from tests.conformance.reading import kids

if TYPE_CHECKING:
    from collections.abc import Iterator

_INSIDE = {  # kind → kinds it may stand in
    "LI": {"L"},
    "Lbl": {"LI"},
    "LBody": {"LI"},
    "TR": {"Table"},
    "TH": {"TR"},
    "TD": {"TR"},
    "TOCI": {"TOC"},
    "Reference": {"TOCI"},
}
_HOLDS = {
    "L": {"L", "LI", "Caption"},
    "LI": {"Lbl", "LBody"},
    "Table": {"TR", "Caption"},
    "TR": {"TH", "TD"},
    "TOC": {"TOC", "TOCI", "Caption"},
}
_GROUPS = {"Document", "Sect", "Div", "L", "LI", "Table", "TR", "TOC", "TOCI"}
_TEXT = {"Tj", "TJ", "'", '"'}
_PATHS = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s"}
_PAINTS = _TEXT | _PATHS | {"Do", "sh", "BI", "INLINE IMAGE"}


@dataclass(slots=True)
class _Look:
    faults: list[str] = field(default_factory=list)
    pages: dict[Any, int] = field(default_factory=dict)  # object number → page, from 1
    order: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(list))  # page → MCIDs as read
    owners: dict[tuple[int, int], Any] = field(default_factory=dict)  # (page, MCID) → its element's object number
    annotations: dict[Any, str] = field(default_factory=dict)  # annotation → kind of its element
    headings: list[int] = field(default_factory=list)

    def fault(self, text: str) -> None:
        self.faults.append(text)


def faults(pdf: bytes) -> list[str]:
    """What is wrong with the structure, in words."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        if "/StructTreeRoot" not in file.Root:
            return ["there is no structure tree"]
        look = _Look(pages={page.objgen: number for number, page in enumerate(file.pages, start=1)})
        for element in kids(file.Root.StructTreeRoot):
            _element(element, "StructTreeRoot", look)
        _headings(look)
        parents = _parents(file.Root.StructTreeRoot)
        for number, page in enumerate(file.pages, start=1):
            _content(page, number, parents, look)
            _annotations(page, number, look)
    return look.faults


def _element(element: Any, parent: str, look: _Look) -> None:
    kind = str(element.S)[1:]
    if parent not in _INSIDE.get(kind, {parent}) or kind not in _HOLDS.get(parent, {kind}):
        look.fault(f"{kind} stands in {parent}")
    if kind.startswith("H") and kind[1:].isdigit():
        look.headings.append(int(kind[1:]))
    _own(element, kind, look)
    for kid in kids(element):
        if isinstance(kid, Dictionary) and "/S" in kid:
            if kid.get("/P") is None or kid.P.objgen != element.objgen:
                look.fault(f"{str(kid.S)[1:]} does not name its parent")
            _element(kid, kind, look)
        else:
            _leaf(kid, element, look)


def _own(element: Any, kind: str, look: _Look) -> None:
    """What an element must say about itself."""
    if kind == "Figure":
        if not str(element.get("/Alt", "")).strip():
            look.fault("Figure without alternate text")
        if attribute(element, "/BBox") is None:
            look.fault("Figure without BBox")
    if kind == "TH" and attribute(element, "/Scope") is None:
        look.fault("TH without Scope")
    if kind == "Link" and not any(
        isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR for kid in kids(element)
    ):
        look.fault("Link without its annotation")
    if kind == "L" and attribute(element, "/ListNumbering") is None and _has_labels(element):
        look.fault("L with labels and without ListNumbering")
    if kind == "Table":
        _table(element, look)


def _has_labels(element: Any) -> bool:
    items = [kid for kid in kids(element) if isinstance(kid, Dictionary) and kid.get("/S") == Name.LI]
    return any(isinstance(kid, Dictionary) and kid.get("/S") == Name.Lbl for item in items for kid in kids(item))


def _leaf(kid: Any, element: Any, look: _Look) -> None:
    """A marked-content sequence or an annotation."""
    kind = str(element.S)[1:]
    if isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR:
        look.annotations[kid.Obj.objgen] = kind
        return
    mcid = int(kid.MCID) if isinstance(kid, Dictionary) else int(kid)
    home = kid.Pg if isinstance(kid, Dictionary) and "/Pg" in kid else element.Pg
    page = look.pages[home.objgen]
    if kind in _GROUPS:
        look.fault(f"{kind} holds content of its own")
    look.order[page].append(mcid)
    look.owners[page, mcid] = element.objgen


def _table(table: Any, look: _Look) -> None:
    rows = [kid for kid in kids(table) if isinstance(kid, Dictionary) and kid.get("/S") == Name.TR]
    taken: defaultdict[int, int] = defaultdict(int)  # cells that reach down into a row
    widths = set()
    for number, row in enumerate(rows):
        for cell in kids(row):
            columns, depth = int(attribute(cell, "/ColSpan") or 1), int(attribute(cell, "/RowSpan") or 1)
            for reached in range(number, number + depth):
                taken[reached] += columns
        widths.add(taken[number])
    if len(widths) > 1:
        look.fault(f"rows of a table are {' and '.join(map(str, sorted(widths)))} cells wide")


def attribute(element: Any, key: str) -> Any:
    held = element.get("/A", pikepdf.Array())
    for attributes in list(held) if isinstance(held, pikepdf.Array) else [held]:
        if key in attributes:
            return attributes[key]
    return None


def _headings(look: _Look) -> None:
    if look.headings and look.headings[0] != 1:
        look.fault(f"the first heading is H{look.headings[0]}")
    for above, below in zip(look.headings, look.headings[1:], strict=False):
        if below > above + 1:
            look.fault(f"H{below} follows H{above}")


def _parents(root: Any) -> dict[int, Any]:
    numbers = root.ParentTree.Nums if "/ParentTree" in root else pikepdf.Array()
    return {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}


def _content(page: pikepdf.Page, number: int, parents: dict[int, Any], look: _Look) -> None:
    marks = list(_marks(page, number, look))
    read = look.order[number]
    if sorted(marks) != sorted(read):
        look.fault(f"page {number}: the tree and the page do not hold the same marked content")
    elif marks != read:
        look.fault(f"page {number}: the order of the tree is not the order of the content")
    back = parents.get(int(page.get("/StructParents", -1)))
    for mcid in marks:
        owner = look.owners.get((number, mcid))
        if back is None or mcid >= len(back) or back[mcid].objgen != owner:
            look.fault(f"page {number}: marked content {mcid} does not lead back to its element")


def _marks(page: pikepdf.Page, number: int, look: _Look) -> Iterator[int]:
    """The MCIDs of a page as drawn; complains about crossed nesting and about content that nobody owns."""
    stack: list[str] = []
    for step in pikepdf.parse_content_stream(page):
        operands, name = step.operands, str(step.operator)
        if name in {"BMC", "BDC"}:
            tag = "artifact" if str(operands[0]) == "/Artifact" else "tag"
            if {"artifact", "tag"} & set(stack):
                look.fault(f"page {number}: {tag} inside {next(mark for mark in stack if mark in {'artifact', 'tag'})}")
            stack.append(tag)
            if tag == "tag":
                yield int(operands[1].MCID)
        elif name in {"BT", "q"}:
            stack.append(name)
        elif name in {"EMC", "ET", "Q"}:
            expected = {"EMC": {"artifact", "tag"}, "ET": {"BT"}, "Q": {"q"}}[name]
            if not stack or stack.pop() not in expected:
                look.fault(f"page {number}: {name} closes something else")
        elif name in _PAINTS and not {"artifact", "tag"} & set(stack):
            look.fault(f"page {number}: {name} is neither tagged nor an artifact")
    if stack:
        look.fault(f"page {number}: left open: {' '.join(stack)}")


def _annotations(page: pikepdf.Page, number: int, look: _Look) -> None:
    for annotation in page.get("/Annots", pikepdf.Array()):
        if look.annotations.get(annotation.objgen) != "Link":
            look.fault(f"page {number}: an annotation is in no Link")
        if not str(annotation.get("/Contents", "")).strip():
            look.fault(f"page {number}: a link does not say where it leads")
        if not int(annotation.get("/F", 0)) & 4:
            look.fault(f"page {number}: a link is not printed")
