"""XLSX files: the first sheet's rows as text. openpyxl is an extra, and read only where such a file is named."""

from __future__ import annotations

import datetime as dt
import warnings
import zipfile
import zlib
from contextlib import closing
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, BinaryIO

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


def rows(path: Path, name: str, columns_max: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """(row number, cells as text). Raises NeedsFixing if it is no readable workbook."""
    if find_spec("openpyxl") is None:
        hint = "save it as 'CSV UTF-8', or: python -m pip install 'handouts[xlsx]'"
        raise _no(name, "is an Excel file, and the extra that reads them is not installed", hint)
    try:
        _bounded(path, name)
        with path.open("rb") as file, closing(_book(file)) as book:
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # some programs write a size that is wrong
            width = 0
            for number, cells in enumerate(sheet.iter_rows(max_col=columns_max + 1, values_only=True), 1):
                texts = [yaml.clean(_text(cell), name) for cell in cells]
                while len(texts) > width and not texts[-1]:
                    texts.pop()
                width = width or len(texts)
                yield number, (*texts, *[""] * (width - len(texts)))
    except _BROKEN:
        raise _no(name, "cannot be read as an Excel file", "open it in Excel and save it again, or as CSV") from None


def _book(file: BinaryIO) -> Any:
    from openpyxl import load_workbook  # noqa: PLC0415  an extra

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl leaves out (charts, checks of entry) is not asked for
        return load_workbook(file, read_only=True, data_only=True)


def _bounded(path: Path, name: str) -> None:
    with zipfile.ZipFile(path) as archive:
        if sum(part.file_size for part in archive.infolist()) > UNFOLDED_MAX:
            raise _no(name, "unfolds to far too much", "copy the rows into a new, empty workbook")


def _text(cell: Any) -> str:
    """As the therapist reads it: 12 and not 12.0, days as year-month-day."""
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _no(name: str, message: str, hint: str) -> NeedsFixing:
    return NeedsFixing([Problem(Place(name), message, hint)])
