"""A YAML or JSON list cut into its items, so that it is read row by row and one bad row costs no other."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from handouts.intake.problems import NeedsFixing, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BufferedReader
    from pathlib import Path

ITEM_MAX = 200_000  # bytes of one patient; an honest one takes about 500
_LINE_MAX = 1 << 16
_DASH = re.compile(rb"( *)-(\s|$)")
_BOM = b"\xef\xbb\xbf"
_BETWEEN = re.compile(r"\s*([,\]])\s*")
_PAIR = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")

Chunk = tuple[int, bytes | None]  # line of its start, from 1, and its text; None if it is far too long


def listed(path: Path, name: str) -> Iterator[Chunk]:
    """Every '- ' item of a YAML list. Raises NeedsFixing if the file is no list."""
    with path.open("rb") as file:
        indent: int | None = None
        start, held, size = 1, [b""], 0
        for number, line in enumerate(_lines(file), 1):
            dash = _DASH.match(line)
            if indent is None and dash is None and line.strip() and not line.lstrip().startswith((b"#", b"---", b"%")):
                raise no_list(name, number)
            if dash and (indent is None or len(dash[1]) == indent):
                if indent is not None:
                    yield start, b"".join(held) if size <= ITEM_MAX else None
                indent, start, held, size = len(dash[1]), number, [], 0
            size += len(line)
            if indent is not None and size <= ITEM_MAX:
                held.append(line)
        if indent is None:
            raise no_list(name, 0)
        yield start, b"".join(held) if size <= ITEM_MAX else None


def _lines(file: BufferedReader) -> Iterator[bytes]:
    """Lines; one without an end comes in pieces, and its item is found too long."""
    first = True
    while line := file.readline(_LINE_MAX):
        yield line.removeprefix(_BOM) if first else line
        first = False


def objects(path: Path, name: str) -> Iterator[Chunk]:
    """Every {…} of a JSON list. Raises NeedsFixing if the file is no list."""
    decoder = json.JSONDecoder()
    with path.open(encoding="utf-8-sig", newline="") as file:
        text, line = file.read(_LINE_MAX), 1
        gap = re.match(r"\s*\[\s*", text)
        if gap is None:
            raise no_list(name, 1)
        while True:
            line, text = line + text.count("\n", 0, gap.end()), text[gap.end() :]
            while True:
                try:
                    _, end = decoder.raw_decode(text)
                    more = _BETWEEN.match(text, end)
                except (ValueError, RecursionError):
                    more = None
                if more or len(text) > ITEM_MAX or not (block := file.read(_LINE_MAX)):
                    break
                text += block
            if more is None:
                if not text.startswith("]") or text[1:].strip() or gap[0].lstrip()[:1] == ",":
                    yield line, None
                return
            yield line, _PAIR.sub(_whole, text[:end]).encode()
            if more[1] == "]":
                return
            gap = more


def _whole(pair: re.Match[str]) -> str:
    """Two escapes that JSON writes for one character."""
    return bytes.fromhex(pair[1] + pair[2]).decode("utf-16-be")


def no_list(name: str, line: int) -> NeedsFixing:
    message = "should be a list of patients"
    return NeedsFixing([Problem(Place(name, line, min(line, 1)), message, "begin every patient with '- id: …'")])
