"""XLSX files: the first sheet's rows as text. openpyxl is an extra, and read only where such a file is named."""

from __future__ import annotations

import datetime as dt
import re
import warnings
import zipfile
import zlib
from contextlib import closing, contextmanager
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from handouts.intake import yaml
from handouts.intake.problems import NeedsFixing, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ZIP, OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
UNFOLDED_MAX = 400_000_000  # bytes of XML; 100,000 rows take about 50 million
_BROKEN = (  # what zipfile, expat and openpyxl raise for files that are no workbooks
    zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, IndexError, AttributeError, SyntaxError, EOFError,
)  # fmt: skip
_BLOCK_BYTES = 1 << 20
_LOOK_ROWS = 20
_PADDED = re.compile(r"0{2,}")  # the number format that shows 42 as 0042
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([^"]+)"')
_HIDDEN = re.compile(rb'<(?:\w+:)?row\s[^>]*?hidden="(?:1|true)"')
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\s([^>]*)>\s*<(?:\w+:)?f(?:\s[^>]*?)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*(<(?:\w+:)?v>[^<])?"
)


def rows(path: Path, name: str, columns_max: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """(row number, cells as text). Raises NeedsFixing if it is no readable workbook."""
    with _opened(path, name) as book:
        sheet = _first(book)
        _whole(book, sheet, name)
        sheet.reset_dimensions()  # some programs write a size that is wrong
        width = 0
        for number, cells in enumerate(sheet.iter_rows(max_col=columns_max + 1), 1):
            texts = [yaml.clean(_text(cell), name) for cell in cells]
            while len(texts) > width and not texts[-1]:
                texts.pop()
            width = width or len(texts)
            yield number, (*texts, *[""] * (width - len(texts)))


def remarks(path: Path, name: str) -> tuple[str, ...]:
    """What stands in the file and is not read, or is read though nobody sees it."""
    with _opened(path, name) as book:
        sheet = _first(book)
        others = [f"'{each.title}'" for each in book.worksheets if each is not sheet and _filled(each)]
        hidden = sum(1 for text in _xml(book, sheet) for _ in _HIDDEN.finditer(text))
    unread = f"only the sheet '{sheet.title}' is read, and not {', '.join(others)}" if others else ""
    unseen = f"hidden rows are read too; there are {hidden}" if hidden else ""
    return tuple(filter(None, (unread, unseen)))


@contextmanager
def _opened(path: Path, name: str) -> Iterator[Any]:
    if find_spec("openpyxl") is None:
        hint = "save it as 'CSV UTF-8', or: python -m pip install 'handouts[xlsx]'"
        raise _no(name, "is an Excel file, and the extra that reads them is not installed", hint)
    from openpyxl import load_workbook  # noqa: PLC0415  an extra

    try:
        _bounded(path, name)
        with path.open("rb") as file:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # what openpyxl leaves out (charts, checks of entry) is not asked for
                book = load_workbook(file, read_only=True, data_only=True)
            with closing(book):
                yield book
    except _BROKEN:
        raise _no(name, "cannot be read as an Excel file", "open it in Excel and save it again, or as CSV") from None


def _bounded(path: Path, name: str) -> None:
    with zipfile.ZipFile(path) as archive:
        if sum(part.file_size for part in archive.infolist()) > UNFOLDED_MAX:
            raise _no(name, "unfolds to far too much", "copy the rows into a new, empty workbook")


def _first(book: Any) -> Any:
    """The first sheet that Excel shows."""
    return next((sheet for sheet in book.worksheets if sheet.sheet_state == "visible"), book.worksheets[0])


def _filled(sheet: Any) -> bool:
    shown = sheet.sheet_state == "visible"
    return shown and any(any(cells) for cells in sheet.iter_rows(max_row=_LOOK_ROWS, values_only=True))


def _whole(book: Any, sheet: Any, name: str) -> None:
    """Raises NeedsFixing where a row would be read without what Excel shows in it: it may be a warning."""
    for text in _xml(book, sheet):
        if merged := _MERGED.search(text):
            message = f"has cells merged into one ({merged[1].decode()}), which belong to one row only"
            raise _no(name, message, "unmerge them, and fill every row")
        for formula in _FORMULA.finditer(text):
            if not formula[2] and b't="str"' not in formula[1]:  # text that is empty is a result as well
                where = re.search(rb'r="([A-Z]+\d+)"', formula[1])
                message = f"has a formula without a result{f' in {where[1].decode()}' if where else ''}"
                raise _no(name, message, "open it in Excel and save it again, or as CSV")


def _xml(book: Any, sheet: Any) -> Iterator[bytes]:
    """The sheet as it is written, for what openpyxl does not tell of a file that it reads row by row."""
    with book._archive.open(sheet._worksheet_path) as part:  # noqa: SLF001  it has no other name
        tail = b""
        for block in iter(partial(part.read, _BLOCK_BYTES), b""):
            whole, end, tail = (tail + block).rpartition(b"row>")  # no cell is cut in two
            yield whole + end
        yield tail


def _text(cell: Any) -> str:
    """As the therapist reads it: 12 and not 12.0, 0042 where that is how it looks, days as year-month-day."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float) and float(value).is_integer():
        width = len(cell.number_format) if _PADDED.fullmatch(cell.number_format or "") else 0
        return f"{int(value):0{width}d}"
    return re.sub("_x000D_", "", str(value)).strip()


def _no(name: str, message: str, hint: str) -> NeedsFixing:
    return NeedsFixing([Problem(Place(name), message, hint)])
