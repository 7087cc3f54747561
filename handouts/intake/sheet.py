"""Tables as Excel writes them, CSV or XLSX: rows of text with the row numbers that Excel shows; nothing is guessed."""

from __future__ import annotations

import codecs
import re
from collections import deque
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct

from handouts.intake import workbook, yaml
from handouts.intake.problems import NeedsFixing, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SEPARATORS = ",;\t|"
LINE_MAX, LINES_MAX, COLUMNS_MAX = 200_000, 200, 200
_BLOCK_BYTES = 1 << 20
_EXCEL_ROWS = 16  # old Excel leaves empty last columns out, for 16 rows at a time (Microsoft KB 77295)
_OPEN = "a quote is opened and never closed", "close it, or double the quotes that are meant as signs"
_SHORT = "has fewer cells than there are headings: something may be lost", "put text with line breaks in quotes"
_LONG = "has more cells than there are headings", "put text that has a {} in quotes, or give the column a heading"


class Row(Struct, frozen=True):
    """`fault` is (message, hint), and says why the cells cannot be trusted."""

    number: int
    cells: tuple[str, ...]
    fault: tuple[str, str] | None = None

    @property
    def blank(self) -> bool:
        return self.fault is None and not any(self.cells)


def rows(path: Path, name: str, known: Callable[[str], bool]) -> Iterator[Row]:
    """The heading first, then every row that is not blank. Raises NeedsFixing for the file as such.

    `known` says whether a text is a heading: the separator is the one that finds most of them.
    """
    with path.open("rb") as file:
        start = file.read(8)
    if start.startswith(workbook.OLD):
        raise _no(name, "is an Excel file of the old kind (.xls)", "save it as .xlsx, or as CSV UTF-8")
    if start.startswith(workbook.ZIP):
        found: Iterator[Row] = (Row(number, cells) for number, cells in workbook.rows(path, name, COLUMNS_MAX))
        return _trimmed(found, "comma")
    return _separated(path, name, known)


def _separated(path: Path, name: str, known: Callable[[str], bool]) -> Iterator[Row]:
    with path.open(encoding=encoding(path, name), newline="") as file:
        lines = iter(partial(file.readline, LINE_MAX), "")
        first = next(lines, "")
        told = re.fullmatch(r"sep=(.)\s*", first)
        first = next(lines, "") if told else first
        separator = told[1] if told else _separator(first, known)
        records = _records(deque([first]), lines, separator)
        yield from _trimmed(records, {",": "comma", ";": "semicolon", "\t": "tab"}.get(separator, "separator"))


def _separator(first: str, known: Callable[[str], bool]) -> str:
    return max(SEPARATORS, key=lambda each: sum(map(known, _cells(first, each) or ())))


def encoding(path: Path, name: str) -> str:
    """UTF-8 if all of the file is, else what Windows writes in western Europe and America."""
    with path.open("rb") as file:
        start = file.read(2)
    if start in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
        return "utf-16"
    for each in ("utf-8-sig", "cp1252"):
        if _decodes(path, each):
            return each
    raise _no(name, "is neither UTF-8 nor Windows text", "save it as 'CSV UTF-8'")


def _decodes(path: Path, each: str) -> bool:
    decoder = codecs.getincrementaldecoder(each)()
    try:
        with path.open("rb") as file:
            for block in iter(partial(file.read, _BLOCK_BYTES), b""):
                decoder.decode(block)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _records(waiting: deque[str], lines: Iterator[str], separator: str) -> Iterator[Row]:
    """Lines to rows. After a quote that is never closed it goes on with the next line, so that one row is lost."""
    number = 0
    while True:
        taken = [waiting.popleft() if waiting else next(lines, "")]
        if not taken[0]:
            return
        number += 1
        cells = _cells(taken[0], separator)
        while cells is None and len(taken) < LINES_MAX and len(taken[-1]) < LINE_MAX:
            line = waiting.popleft() if waiting else next(lines, "")
            if not line:
                break
            taken.append(line)
            cells = _cells("".join(taken), separator)
        if cells is None or any(_swallowed(line, separator, len(cells)) for line in taken[1:]):
            waiting.extendleft(reversed(taken[1:]))
            yield Row(number, (), _OPEN)
        else:
            yield _cleaned(number, cells)


def _swallowed(line: str, separator: str, count: int) -> bool:
    """Whether a line inside quotes looks like a row of its own, begun by an id."""
    return bool(re.match(rf"[\w-]+{re.escape(separator)}", line)) and line.count(separator) == count - 1


def _cells(text: str, separator: str) -> list[str] | None:
    """The cells of one record; None while a quote is open."""
    if '"' not in text:
        return text.rstrip("\r\n").split(separator)
    quoted = re.compile(r' *"([^"]*(?:""[^"]*)*)"')
    found, at = [], 0
    text = text.rstrip("\r\n")
    while True:
        match = quoted.match(text, at)
        end = match.end() if match else at
        if match is None and text[at:].lstrip(" ").startswith('"'):
            return None
        stop = text.find(separator, end)
        rest = text[end : stop if stop >= 0 else len(text)]
        found.append(match[1].replace('""', '"') + rest if match else rest)
        if stop < 0:
            return found
        at = stop + 1


def _cleaned(number: int, cells: list[str]) -> Row:
    try:
        return Row(number, tuple(yaml.clean(cell.strip(), "") for cell in cells))
    except NeedsFixing as error:
        return Row(number, tuple(cells[:1]), (error.problems[0].message, error.problems[0].hint))


def _trimmed(records: Iterator[Row], separator: str) -> Iterator[Row]:
    """Every row as wide as the heading, or at fault."""
    heading = next(records, None)
    if heading is None:
        return
    if len(heading.cells) > COLUMNS_MAX:
        yield Row(heading.number, (), (f"has more than {COLUMNS_MAX} columns", "delete the columns that are not used"))
        return
    yield heading
    width = len(heading.cells)
    long = (_LONG[0], _LONG[1].format(separator))
    for _, group in groupby(records, key=lambda row: (row.number - 1) // _EXCEL_ROWS):
        block = [row for row in group if not row.blank]
        even = len({len(row.cells) for row in block}) == 1 and not any(row.fault for row in block)
        first = block[0].number <= _EXCEL_ROWS if block else False  # the heading keeps its block at full width
        for row in block:
            if row.fault or len(row.cells) == width:
                yield row
            elif any(row.cells[width:]):
                yield Row(row.number, row.cells[:width], long)
            elif len(row.cells) < width and (first or not even):
                yield Row(row.number, row.cells, _SHORT)
            else:
                yield Row(row.number, (*row.cells[:width], *[""] * (width - len(row.cells))))


def _no(name: str, message: str, hint: str) -> NeedsFixing:
    return NeedsFixing([Problem(Place(name), message, hint)])
