"""What a screen reader is given: the text of a tagged PDF in the order of its structure tree, artifacts left out.

The text is taken from the content streams through each font's ToUnicode map, with no guessing about spaces.
"""

from __future__ import annotations

import io
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

_INLINE = {"Span", "Link"}
_CHARACTER = re.compile(rb"<([0-9A-Fa-f]{2})>\s*<([0-9A-Fa-f]+)>")


@dataclass(frozen=True, slots=True)
class Block:
    """One element that holds content: its kind, its words (of a Figure: its alt text), the page where it begins."""

    kind: str
    text: str
    page: int


@dataclass(slots=True)
class _Page:
    spoken: defaultdict[int, str] = field(default_factory=lambda: defaultdict(str))  # by MCID
    artifacts: list[list[str]] = field(default_factory=list)  # [kind, text] in the order of drawing
    loose: str = ""  # text that is neither


def tagged_text(pdf: bytes) -> list[Block]:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        pages = {page.objgen: index for index, page in enumerate(file.pages, start=1)}
        heard = {index: _heard(page) for index, page in enumerate(file.pages, start=1)}
        root = file.Root.StructTreeRoot
        return [block for element in kids(root) for block in _blocks(element, pages, heard)]


def artifact_text(pdf: bytes) -> list[Block]:
    """What is drawn and not read out; kind is "Header", "Footer", "Layout", "Background" or "Artifact"."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        heard = [_heard(page) for page in file.pages]
    return [Block(kind, text, n) for n, page in enumerate(heard, start=1) for kind, text in page.artifacts if text]


def untagged_text(pdf: bytes) -> str:
    """Text that is neither tagged nor an artifact."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return "".join(_heard(page).loose for page in file.pages)


def kids(element: Any) -> list[Any]:
    found = element.get("/K")
    if found is None:
        return []
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def _blocks(element: Any, pages: dict[Any, int], heard: dict[int, _Page]) -> Iterator[Block]:
    """The element's own words, with those of its inline children, then its other children."""
    kind, blocks = str(element.S)[1:], [kid for kid in kids(element) if _is_block(kid)]
    runs = list(_runs(element, pages))
    text = "".join(words if isinstance(words, str) else heard[page].spoken[words] for page, words in runs)
    text = str(element.get("/ActualText", "")) or str(element.get("/Alt", "")) or text
    if text:
        yield Block(kind, text, runs[0][0] if runs else 0)
    for block in blocks:
        yield from _blocks(block, pages, heard)


def _runs(element: Any, pages: dict[Any, int]) -> Iterator[tuple[int, int | str]]:
    """(page, MCID) of the element's words, or (page, text) where an inline child says what to read instead."""
    home = pages[element.Pg.objgen] if "/Pg" in element else 0
    for kid in kids(element):
        if not isinstance(kid, pikepdf.Dictionary):
            yield home, int(kid)
        elif kid.get("/Type") == pikepdf.Name.MCR:
            yield pages[kid.Pg.objgen] if "/Pg" in kid else home, int(kid.MCID)
        elif "/S" in kid and str(kid.S)[1:] in _INLINE:
            instead = str(kid.get("/ActualText", ""))
            yield from [(home, instead)] if instead else _runs(kid, pages)


def _is_block(kid: Any) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid and str(kid.S)[1:] not in _INLINE


def _heard(page: pikepdf.Page) -> _Page:
    heard = _Page()
    _listen(page, page.get("/Resources", pikepdf.Dictionary()), heard, [])
    return heard


def _listen(stream: Any, resources: Any, heard: _Page, marks: list[int | str | None]) -> None:
    font: dict[int, str] = {}
    for step in pikepdf.parse_content_stream(stream):
        operands, name = step.operands, str(step.operator)
        if name in {"BMC", "BDC"}:
            marks.append(_mark(operands, heard))
        elif name == "EMC":
            marks.pop()
        elif name == "Tf":
            font = _characters(resources.Font[operands[0]])
        elif name in {"Tj", "TJ", "'", '"'}:
            _say(_shown(operands[-1], font), heard, marks)
        elif name == "Do":
            form = resources.XObject[operands[0]]
            if form.get("/Subtype") == pikepdf.Name.Form:
                _listen(form, form.get("/Resources", resources), heard, list(marks))


def _mark(operands: Any, heard: _Page) -> int | str | None:
    properties = operands[1] if len(operands) > 1 else pikepdf.Dictionary()
    if str(operands[0]) == "/Artifact":
        kind = str(properties.get("/Subtype", properties.get("/Type", "/Artifact")))[1:]
        heard.artifacts.append([kind, ""])
        return kind
    return int(properties.MCID) if "/MCID" in properties else None


def _say(text: str, heard: _Page, marks: list[int | str | None]) -> None:
    owner = next((mark for mark in reversed(marks) if mark is not None), None)
    if isinstance(owner, int):
        heard.spoken[owner] += text
    elif owner is not None:
        heard.artifacts[-1][1] += text
    else:
        heard.loose += text


def _shown(operand: Any, font: dict[int, str]) -> str:
    parts = list(operand) if isinstance(operand, pikepdf.Array) else [operand]
    return "".join(
        font.get(code, "\ufffd") for part in parts if isinstance(part, pikepdf.String) for code in bytes(part)
    )


def _characters(font: Any) -> dict[int, str]:
    """Code → text, of a one-byte font with a ToUnicode map of bfchar entries (as all of ours are)."""
    if "/ToUnicode" not in font:
        return {}
    pairs = _CHARACTER.findall(font.ToUnicode.read_bytes().split(b"endcodespacerange")[1])
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}
