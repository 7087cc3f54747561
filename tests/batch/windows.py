"""Windows' `msvcrt.locking` for the tests, by its manual: locks of bytes from where the file stands, per open file.

Behind it are real locks of the system (lockf would be per process, so open-file locks), so that it forgets nothing
when a process dies.
"""

import errno
import fcntl
import os
import struct

LK_UNLCK, LK_LOCK, LK_NBLCK = 0, 1, 2
F_OFD_SETLK = 37  # Linux


def locking(handle: int, mode: int, count: int) -> None:
    kind = fcntl.F_UNLCK if mode == LK_UNLCK else fcntl.F_WRLCK
    at = os.lseek(handle, 0, os.SEEK_CUR)
    flock = struct.pack("hhqqi4x", kind, os.SEEK_SET, at, count, 0)
    if mode == LK_UNLCK and not _held(handle, at):
        raise OSError(errno.EACCES, "Permission denied")
    try:
        fcntl.fcntl(handle, F_OFD_SETLK, flock)
    except OSError:
        raise OSError(errno.EACCES, "Permission denied") from None
    (_LOCKED.discard if mode == LK_UNLCK else _LOCKED.add)((handle, at))


_LOCKED: set[tuple[int, int]] = set()


def _held(handle: int, at: int) -> bool:
    """Windows complains when bytes are let go of that were not locked, or not from there."""
    return (handle, at) in _LOCKED
