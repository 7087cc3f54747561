"""All files of a batch in one ZIP; the same files give the same bytes."""

from __future__ import annotations

import shutil
import zipfile
from typing import TYPE_CHECKING

from handouts.intake import files

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

_READABLE = 0o644 << 16


def zipped(paths: Iterable[Path], target: Path, day: date) -> None:
    """PDFs are compressed already, so they are only stored. Raises CannotWrite."""
    with files.whole(target) as file, zipfile.ZipFile(file, "w") as archive:
        for path in paths:
            about = zipfile.ZipInfo(path.name, (day.year, day.month, day.day, 0, 0, 0))
            about.external_attr, about.create_system = _READABLE, 3
            with path.open("rb") as source, archive.open(about, "w", force_zip64=True) as member:
                shutil.copyfileobj(source, member)
