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
    from typing import TextIO

ITEM_MAX = 200_000  # bytes of one patient; an honest one takes about 500
_LINE_MAX = 1 << 16
_DASH = re.compile(rb"( *)-(\s|$)")
_BOM = b"\xef\xbb\xbf"
_OPENING = re.compile(r"\s*\[\s*")
_BETWEEN = re.compile(r"\s*([,\]])\s*")
_PAIR = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")

Chunk = tuple[int, int, bytes | None]  # lines and columns before it, and its text; None if it cannot be one item


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
                    yield start - 1, 0, b"".join(held) if size <= ITEM_MAX else None
                indent, start, held, size = len(dash[1]), number, [], 0
            size += len(line)
            if indent is not None and size <= ITEM_MAX:
                held.append(line)
        if indent is None:
            raise no_list(name, 0)
        yield start - 1, 0, b"".join(held) if size <= ITEM_MAX else None


def _lines(file: BufferedReader) -> Iterator[bytes]:
    """Lines; one without an end comes in pieces, and its item is found too long."""
    first = True
    while line := file.readline(_LINE_MAX):
        yield line.removeprefix(_BOM) if first else line
        first = False


def objects(path: Path, name: str) -> Iterator[Chunk]:
    """Every {…} of a JSON list. Raises NeedsFixing if the file is no list."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        scan = _Scan(file)
        if scan.gap(_OPENING) is None:
            raise no_list(name, 1)
        last = scan.text.startswith("]")
        while not last:
            lines, columns = scan.lines, scan.columns
            text = scan.value()
            between = scan.gap(_BETWEEN) if text else None
            if between is None:
                yield lines, columns, None
                return
            yield lines, columns, _PAIR.sub(_one, text).encode()
            last = between[1] == "]"


class _Scan:
    """A text read block by block: what is read is forgotten, and its lines and columns are counted."""

    def __init__(self, file: TextIO) -> None:
        self.file, self.text, self.lines, self.columns = file, "", 0, 0
        self.decoder = json.JSONDecoder()

    def more(self) -> bool:
        block = self.file.read(_LINE_MAX) if len(self.text) <= ITEM_MAX else ""
        self.text += block
        return bool(block)

    def skip(self, end: int) -> str:
        taken, self.text = self.text[:end], self.text[end:]
        lines = taken.count("\n")
        self.lines += lines
        self.columns = len(taken) - taken.rindex("\n") - 1 if lines else self.columns + end
        return taken

    def gap(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Skip what the pattern says, and all blanks behind it; None if something else stands here."""
        while (match := pattern.match(self.text)) is None or match.end() == len(self.text):
            if not self.more():
                break
        if match:
            self.skip(match.end())
        return match

    def value(self) -> str:
        """The text of the next value; '' if it is not JSON, or far too long."""
        while True:
            try:
                _, end = self.decoder.raw_decode(self.text)
            except (ValueError, RecursionError):
                if not self.more():
                    return ""
            else:
                return self.skip(end)


def _one(pair: re.Match[str]) -> str:
    """Two escapes that JSON writes for one character."""
    return bytes.fromhex(pair[1] + pair[2]).decode("utf-16-be")


def no_list(name: str, line: int) -> NeedsFixing:
    message = "should be a list of patients"
    return NeedsFixing([Problem(Place(name, line, min(line, 1)), message, "begin every patient with '- id: …'")])
