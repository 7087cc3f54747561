"""Writing: whole or not at all."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from handouts.intake.places import shown
from handouts.intake.problems import CannotWrite, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SAID = {
    errno.EACCES: ("may not be written by you", "choose another folder with -o"),
    errno.EPERM: ("may not be written by you", "choose another folder with -o"),
    errno.EROFS: ("is on a disk that cannot be written", "choose another folder with -o"),
    errno.ENOSPC: ("could not be written: the disk is full", "make room; what was there before is untouched"),
    errno.EDQUOT: ("could not be written: your space is used up", "make room; what was there before is untouched"),
    errno.EFBIG: (
        "could not be written: it is larger than this disk or account allows",
        "choose another folder with -o",
    ),
    errno.ENAMETOOLONG: ("has too long a name", "choose a shorter one with -o"),
    errno.ENOTDIR: ("lies under something that is a file, not a folder", "choose another folder with -o"),
    errno.EEXIST: ("lies under something that is a file, not a folder", "choose another folder with -o"),
    errno.EISDIR: ("is a folder", "name a file inside it with -o"),
}


def write(path: Path, data: bytes) -> None:
    """Write beside the target, then rename: nobody ever sees half a file. Raises CannotWrite."""
    with _told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a directory")
        if path.exists() and not path.is_file():
            path.write_bytes(data)  # a pipe or a device keeps what it is
        else:
            with whole(path) as file:
                file.write(data)


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """A file that takes its place when the block ends well, for what is too large for memory. Raises CannotWrite."""
    with _told(path):
        path = path.resolve()  # a link keeps pointing where it points
        beside = _beside(path)
        try:
            with beside.open("wb") as file:
                yield file
                _settled(file)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)


def staged(path: Path, data: bytes) -> Path:
    """The data on the disk beside `path`, for somebody else to rename. Raises CannotWrite."""
    with _told(path):
        beside = _beside(path)
        try:
            with beside.open("wb") as file:
                file.write(data)
                _settled(file)
        except OSError:
            beside.unlink(missing_ok=True)
            raise
        return beside


def place(beside: Path, path: Path) -> None:
    """What `staged` wrote takes its place. Raises CannotWrite."""
    with _told(path):
        beside.replace(path)


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name[:60]}.{os.getpid()}.tmp")


def _settled(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        message, hint = _SAID.get(error.errno or 0, (f"could not be written: {(error.strerror or '').lower()}", ""))
        raise CannotWrite([Problem(Place(shown(path)), message, hint)]) from None
