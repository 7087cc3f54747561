"""One batch a folder: a lock that the system lets go of when the process ends, however it ends."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from handouts.intake.places import shown
from handouts.intake.problems import CannotWrite, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FILE = ".handouts.lock"


@contextmanager
def locked(folder: Path) -> Iterator[Callable[[], None]]:
    """Make the folder and hold it; yields a check that it is still there. Raises CannotWrite.

    The lock file stays behind, empty: to remove it would open a gap between two batches.
    """
    path = folder / FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        message = f"cannot be written: {(error.strerror or '').lower()}"
        raise CannotWrite([Problem(Place(shown(folder)), message, "choose another folder with -o")]) from None
    try:
        if not _taken(handle):
            hint = "wait until it is done, or choose another folder with -o"
            raise CannotWrite([Problem(Place(shown(folder)), "another batch is at work in this folder", hint)])
        try:
            yield lambda: _still(path, handle, folder)
        finally:
            _let_go(handle)
    finally:
        os.close(handle)


def _still(path: Path, handle: int, folder: Path) -> None:
    """Raises CannotWrite if the folder was removed or replaced since."""
    try:
        there = path.stat()
        same = _WINDOWS or os.path.samestat(there, os.fstat(handle))  # Windows replaces no file that is open
    except OSError:
        same = False
    if not same:
        raise CannotWrite([Problem(Place(shown(folder)), "was removed or moved while the batch ran", "start again")])


_WINDOWS = sys.platform == "win32"
if sys.platform == "win32":
    import msvcrt

    def _taken(handle: int) -> bool:
        """Its first byte, which need not be there: Windows locks what lies behind the end of a file as well."""
        os.lseek(handle, 0, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _let_go(handle: int) -> None:
        """At once: for a lock that is only closed over, Windows takes its time."""
        os.lseek(handle, 0, os.SEEK_SET)
        with suppress(OSError):
            msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _taken(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _let_go(handle: int) -> None:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_UN)
