"""One batch a folder, on every system; Windows' way is tried against a stand-in that keeps to its manual."""

import importlib
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from handouts.batch import lock
from handouts.intake.problems import CannotWrite
from tests.batch import ward

HOLD = """
import sys, time
from pathlib import Path
{patch}
from handouts.batch.lock import locked
with locked(Path("out")):
    print("held", flush=True)
    time.sleep(60)
"""
PATCH = """
from tests.batch import windows
sys.modules["msvcrt"] = windows
sys.platform = "win32"
"""


@pytest.fixture(params=["here", "windows"])
def system(request, monkeypatch):
    """The module as this system has it, and as Windows would."""
    if request.param == "windows":
        if not sys.platform.startswith("linux"):
            pytest.skip("the stand-in needs Linux")
        from tests.batch import windows

        monkeypatch.setitem(sys.modules, "msvcrt", windows)
        monkeypatch.setattr(sys, "platform", "win32")
        importlib.reload(lock)
    yield request.param
    monkeypatch.undo()
    importlib.reload(lock)


def holder(tmp_path: Path, system: str) -> subprocess.Popen:
    script = HOLD.format(patch=PATCH if system == "windows" else "")
    env = {**os.environ, "PYTHONPATH": str(ward.ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-c", script], cwd=tmp_path, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "held\n", process.communicate()
    return process


def refused(folder: Path) -> bool:
    try:
        with lock.locked(folder):
            return False
    except CannotWrite as error:
        return "another batch is at work" in str(error)


def test_a_folder_is_held_until_the_batch_ends(system, tmp_path):
    with lock.locked(tmp_path / "out"):
        assert refused(tmp_path / "out")
    assert not refused(tmp_path / "out")
    assert (tmp_path / "out" / lock.FILE).read_bytes() == b""


def test_a_refused_batch_takes_nothing_from_the_one_at_work(system, tmp_path):
    with lock.locked(tmp_path / "out"):
        assert [refused(tmp_path / "out") for _ in range(3)] == [True] * 3


def test_an_error_lets_go_of_it(system, tmp_path):
    with pytest.raises(KeyError), lock.locked(tmp_path / "out"):
        raise KeyError
    assert not refused(tmp_path / "out")


def test_another_process_holds_it_and_lets_go_when_it_is_killed(system, tmp_path):
    process = holder(tmp_path, system)
    assert refused(tmp_path / "out")
    process.kill()
    process.communicate()
    limit = time.monotonic() + 5
    while refused(tmp_path / "out"):
        assert time.monotonic() < limit


def test_a_folder_that_is_gone_is_told(system, tmp_path):
    with lock.locked(tmp_path / "out") as still:
        still()
        (tmp_path / "out").rename(tmp_path / "gone")
        with pytest.raises(CannotWrite, match="was removed or moved"):
            still()


def test_what_was_written_behind_the_lock_is_no_hindrance(system, tmp_path):
    """An editor or a virus scanner may have put something in: the lock is on a byte, not on what it holds."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / lock.FILE).write_bytes(b"something")
    with lock.locked(tmp_path / "out"):
        assert refused(tmp_path / "out")
    assert not refused(tmp_path / "out")


def test_a_folder_where_nothing_can_be_made_is_told(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(CannotWrite, match="cannot be written"), lock.locked(tmp_path / "file" / "out"):
        pass
