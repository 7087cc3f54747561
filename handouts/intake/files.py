"""Writing: whole or not at all."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

from handouts.intake.places import shown
from handouts.intake.problems import CannotWrite, Place, Problem

if TYPE_CHECKING:
    from pathlib import Path

_SAID = {
    errno.EACCES: ("may not be written by you", "choose another folder with -o"),
    errno.EPERM: ("may not be written by you", "choose another folder with -o"),
    errno.EROFS: ("is on a disk that cannot be written", "choose another folder with -o"),
    errno.ENOSPC: ("could not be written: the disk is full", "make room; what was there before is untouched"),
    errno.EDQUOT: ("could not be written: your space is used up", "make room; what was there before is untouched"),
    errno.EFBIG: ("could not be written: it is larger than this disk or account allows", "choose another folder with -o"),
    errno.ENAMETOOLONG: ("has too long a name", "choose a shorter one with -o"),
    errno.ENOTDIR: ("lies under something that is a file, not a folder", "choose another folder with -o"),
    errno.EEXIST: ("lies under something that is a file, not a folder", "choose another folder with -o"),
    errno.EISDIR: ("is a folder", "name a file inside it with -o"),
}


def write(path: Path, data: bytes) -> None:
    """Write beside the target, then rename: nobody ever sees half a file. Raises CannotWrite."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a directory")
        if path.exists() and not path.is_file():
            path.write_bytes(data)  # a pipe or a device keeps what it is
        else:
            _replace(path.resolve(), data)  # a link keeps pointing where it points
    except OSError as error:
        message, hint = _SAID.get(error.errno or 0, (f"could not be written: {(error.strerror or '').lower()}", ""))
        raise CannotWrite([Problem(Place(shown(path)), message, hint)]) from None


def _replace(path: Path, data: bytes) -> None:
    beside = path.with_name(f".{path.name[:60]}.{os.getpid()}.tmp")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
