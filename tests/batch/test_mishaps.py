"""Kill it, hang it, fill the disk, start it twice: nothing is lost, halved or mixed up."""

import hashlib
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from handouts.batch import crew, worker
from handouts.batch.crew import Crew
from handouts.batch.names import pattern, survey
from handouts.batch.run import Batch
from handouts.build import Workshop
from handouts.intake.catalog import Catalog
from handouts.intake.places import places
from handouts.intake.problems import CannotWrite, WrongCommand
from handouts.intake.roster import roster
from tests.batch.ward import HEAD, ROOT, row, rows

LINUX = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc to find the worker processes")
JOURNAL = ".handouts-journal.jsonl"


def children(process):
    """Worker processes: the children of a batch, without Python's own helper."""
    found = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="utf-8").split()
    return [int(child) for child in found if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


def until(process, true, seconds=20.0):
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if true():
            return
        assert process.poll() is None, process.communicate()
        time.sleep(0.005)
    raise AssertionError("it never came to that")


def made(ward, folder="out"):
    return len(list((ward.home / folder).glob("p*.pdf"))) if (ward.home / folder).exists() else 0


def whole_so_far(ward, undisturbed):
    """After whatever happened: no half PDF, no lost line."""
    folder = ward.home / "out"
    if not folder.exists():
        return
    for name, digest in ward.pdfs().items():
        if not name.startswith("."):
            assert undisturbed.pdfs()[name] == digest
    if (folder / "report.csv").exists():
        assert len(ward.report()) == 12
    if (folder / "manifest.json").exists():
        assert len(ward.manifest()["rows"]) == 12
    if (folder / JOURNAL).exists():
        lines = (folder / JOURNAL).read_bytes().split(b"\n")[:-1]  # behind the last line end is what the kill tore
        for line in map(json.loads, lines):
            assert undisturbed.pdfs()[line["path"]] == line["sha256"]
            assert (folder / line["path"]).exists()


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_killed_at_random_moments_and_resumed_it_ends_as_if_undisturbed(ward, undisturbed, seed):
    listing, chance, seen = ward.put(rows(12)), random.Random(seed), set()
    for turn in range(5):
        process = ward.begin(
            listing, "--jobs", str(seed), *(["--resume"] if turn % 3 else [])
        )  # the fourth begins anew
        if turn % 2:
            before = made(ward)
            until(process, lambda: (ward.home / "out" / JOURNAL).exists() and made(ward) != before)  # noqa: B023
            time.sleep(chance.uniform(0, 0.15))
        else:
            time.sleep(chance.uniform(0.2, 1.5))
        process.kill()
        process.communicate()
        whole_so_far(ward, undisturbed)
        seen.add(made(ward))
    assert len(seen) > 1  # some of them met it at work
    tally = ward.run(listing, resume=True)
    assert tally.made == 12
    assert ward.files() == undisturbed.files()


@LINUX
def test_a_worker_that_dies_costs_no_row(ward):
    process = ward.begin(ward.put(rows(12)), "--jobs", "1")
    until(process, lambda: made(ward) >= 1)
    os.kill(children(process)[0], signal.SIGKILL)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 0, said
    assert made(ward) == 12


def test_a_row_whose_process_dies_twice_is_given_up_and_the_others_are_made(ward):
    job = ward.job(ward.put(rows(4)), None)
    source = roster(job.roster)
    batch = Batch(job, ward.watcher, source, survey(source, pattern("{id}", job.setup.day)))
    crew = Crew(job.setup, 1, 60)
    crew.tried[1] = 1  # the second row was lost once before
    outcomes = {}
    for task, done in crew.work(batch.tasks(None)):
        outcomes[task.number] = done.outcome
        if crew.hands and crew.hands[0].task and crew.hands[0].task.number == 1:
            crew.hands[0].process.kill()
    assert outcomes == {0: "made", 1: "failed", 2: "made", 3: "made"}


@pytest.mark.slow
def test_processes_take_turns_and_nothing_is_lost_between_them(ward, undisturbed, monkeypatch):
    monkeypatch.setattr(crew, "ROWS_A_PROCESS", 2)
    hired, once = [], Crew._hired
    monkeypatch.setattr(Crew, "_hired", lambda self: hired.append(self) or once(self))
    assert ward.run(ward.put(rows(12)), jobs=2).made == 12
    assert len(hired) >= 6
    assert ward.files() == undisturbed.files()


HANG = """
import multiprocessing, os, signal, threading, time
from pathlib import Path
from handouts.batch.job import Job, Setup
from handouts.batch.run import run
from tests.batch.ward import DAY, Watcher

def hang():
    while not list(Path("out").glob("p*.pdf")):
        time.sleep(0.01)
    os.kill(multiprocessing.active_children()[0].pid, signal.SIGSTOP)

if __name__ == "__main__":
    threading.Thread(target=hang).start()
    print(run(Job(Path("roster.csv"), Setup(DAY, folder=Path("out")), 2, timeout_seconds=3.0), Watcher()).made)
"""


@pytest.mark.slow
@LINUX
def test_a_worker_that_hangs_is_replaced(ward, undisturbed):
    ward.put(rows(12))
    ward.put(HANG, "hang.py")
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "hang.py"]
    ran = subprocess.run(command, cwd=ward.home, env=env, capture_output=True, text=True, timeout=90, check=False)
    assert ran.stdout == "12\n", ran.stderr
    assert ward.files() == undisturbed.files()


def test_ctrl_c_finishes_what_runs_and_says_what_remains(ward, undisturbed):
    listing = ward.put(rows(12))
    process = ward.begin(listing, start_new_session=True)
    until(process, lambda: made(ward) >= 2)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to every process
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "not begun" in said
    assert "--resume" in said
    assert "Traceback" not in said
    outcomes = [line["outcome"] for line in ward.report()]
    assert outcomes.count("made") == made(ward) < 12
    assert outcomes.count("waiting") == 12 - made(ward)
    whole_so_far(ward, undisturbed)
    tally = ward.run(listing, resume=True)
    assert (tally.made, tally.kept) == (12, outcomes.count("made"))
    assert ward.files() == undisturbed.files()


def test_two_batches_in_one_folder_never_mix(ward, undisturbed):
    listing = ward.put(rows(60))
    first = ward.begin(listing)
    until(first, lambda: made(ward) >= 1)
    second = ward.begin(listing, "--resume")
    _, said = second.communicate(timeout=60)
    assert second.returncode == 5
    assert "another batch is at work in this folder" in said
    _, said = first.communicate(timeout=60)
    assert first.returncode == 0, said
    assert ward.manifest()["counts"]["made"] == made(ward) == 60
    assert undisturbed.pdfs().items() <= ward.pdfs().items()


@pytest.mark.slow
def test_a_folder_that_vanishes_stops_the_batch_and_does_not_come_back(ward):
    process = ward.begin(ward.put(rows(12)))
    until(process, lambda: made(ward) >= 1)
    gone = ward.home / "gone"
    (ward.home / "out").rename(gone)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 5
    assert "was removed or moved" in said or "could not be written" in said
    assert not (ward.home / "out").exists()
    assert "Traceback" not in said


@pytest.mark.slow
def test_a_folder_that_is_emptied_at_work_is_left_without_a_stray_file(ward):
    process = ward.begin(ward.put(rows(200)))
    until(process, lambda: made(ward) >= 3)
    (ward.home / "out" / ".handouts.lock").unlink()  # as `rm -r` does, which then finds a new file in the folder
    _, said = process.communicate(timeout=60)
    assert process.returncode == 5
    assert "was removed or moved" in said
    assert not list((ward.home / "out").glob(".*.tmp"))


@pytest.mark.slow
def test_a_full_disk_stops_the_batch_cleanly(ward, undisturbed):
    def little():
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    listing = ward.put(rows(12))
    process = ward.begin(listing, preexec_fn=little)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 5, said
    assert "larger than this disk or account allows" in said
    assert "--resume" in said
    assert "Traceback" not in said
    assert ward.pdfs() == {}
    assert not list((ward.home / "out").glob(".*.tmp"))
    assert len(ward.report()) == 12
    ward.run(listing, resume=True)
    assert ward.files() == undisturbed.files()


def test_what_a_killed_run_left_half_written_is_swept_away(ward, undisturbed):
    shutil.copytree(undisturbed.home / "out", ward.home / "out")
    (ward.home / "out" / ".p003.pdf.4711.tmp").write_bytes(b"%PDF half")
    (ward.home / "out" / JOURNAL).write_bytes(b'{"row": 2, "id": "p000", "outc')
    ward.run(ward.put(rows(12)), resume=True)
    assert ward.files() == undisturbed.files()


@pytest.mark.slow
def test_a_file_that_cannot_be_replaced_costs_one_row(ward, undisturbed):
    """As where somebody has it open on Windows; here a folder is in its place."""
    (ward.home / "out" / "p003.pdf").mkdir(parents=True)
    listing = ward.put(rows(12))
    tally = ward.run(listing, jobs=2)
    assert (tally.made, tally.fix, tally.code) == (11, 1, 3)
    assert ward.report()[3]["reason"]
    assert not list((ward.home / "out").glob(".*.tmp"))
    (ward.home / "out" / "p003.pdf").rmdir()
    assert ward.run(listing, resume=True).kept == 11
    assert ward.files() == undisturbed.files()


@pytest.mark.slow
def test_a_report_that_cannot_be_written_for_a_while_stops_nothing(ward, undisturbed):
    """As where somebody looks at it in Excel on Windows; here a folder is in its place."""
    listing = ward.put(rows(60))
    process = ward.begin(listing)
    until(process, lambda: made(ward) >= 1)
    (ward.home / "out" / "report.csv").unlink()
    (ward.home / "out" / "report.csv").mkdir()
    until(process, lambda: made(ward) >= 59, 60)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 5, said
    assert "report.csv" in said
    assert "--resume" in said
    assert made(ward) == 60
    (ward.home / "out" / "report.csv").rmdir()
    assert ward.run(listing, resume=True).kept == 60
    assert len(ward.report()) == 60
    assert undisturbed.pdfs().items() <= ward.pdfs().items()


@pytest.mark.slow
def test_ctrl_c_while_all_are_put_together_loses_nothing(ward):
    listing = ward.put(rows(12))
    process = ward.begin(listing, "--merge", "new/all.pdf", start_new_session=True)
    until(process, lambda: list(ward.home.glob("new/.all.pdf.*.tmp")) and made(ward) == 12)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    if process.returncode == 0:  # it was done already
        assert (ward.home / "new" / "all.pdf").exists()
        return
    assert process.returncode == 130
    assert "Traceback" not in said
    assert "--resume" in said
    assert list((ward.home / "new").iterdir()) == []
    assert len(ward.report()) == 12
    tally = ward.run(listing, merge=ward.home / "new" / "all.pdf", resume=True)
    assert tally.kept == 12


def test_what_cannot_be_written_in_the_morning_is_told_in_the_evening(ward):
    listing = ward.put(rows(2))
    (ward.home / "folder").mkdir()
    with pytest.raises(CannotWrite, match="is a folder"):
        ward.run(listing, merge=ward.home / "folder")
    with pytest.raises(CannotWrite, match="not a folder"):
        ward.run(listing, zip=listing / "all.zip")
    assert ward.pdfs() == {}


def test_one_file_has_one_use(ward):
    listing = ward.put(rows(2))
    for options in (
        {"merge": ward.home / "x", "zip": ward.home / "x"},
        {"merge": listing},
        {"zip": ward.home / "out" / JOURNAL},
        {"zip": ward.home / "out" / "p001.clinician.txt"},
    ):
        with pytest.raises(WrongCommand):
            ward.run(listing, **options)
    assert not (ward.home / "out").exists()
    assert listing.read_text(encoding="utf-8") == rows(2)


@pytest.mark.parametrize("name", ["report.csv", "manifest.json"])
def test_what_is_somebody_elses_is_not_written_over(ward, name):
    listing = ward.put(rows(2))
    (ward.home / name).write_text("mine", encoding="utf-8")
    with pytest.raises(CannotWrite, match="would be written over"):
        ward.run(listing, ".")
    assert sorted(path.name for path in ward.home.iterdir()) == sorted([name, "roster.csv"])


def test_a_roster_is_not_written_over_by_the_report_of_itself(ward):
    with pytest.raises(CannotWrite, match="would be written over"):
        ward.run(ward.put(rows(2), "report.csv"), ".")
    assert (ward.home / "report.csv").read_text(encoding="utf-8") == rows(2)


def test_a_report_that_a_batch_wrote_is_written_anew_wherever_it_was_moved(ward, undisturbed):
    (ward.home / "out").mkdir()
    for name in ("report.csv", "manifest.json"):
        shutil.copy(undisturbed.home / "out" / name, ward.home / "out" / name)
    assert ward.run(ward.put(rows(12))).made == 12


@pytest.mark.slow
@LINUX
def test_a_second_ctrl_c_stops_at_once(ward):
    process = ward.begin(ward.put(rows(12)), "--jobs", "1", start_new_session=True)
    until(process, lambda: made(ward) >= 1)
    worker_id = children(process)[0]
    os.kill(worker_id, signal.SIGSTOP)
    for _ in range(2):
        os.kill(process.pid, signal.SIGINT)
        time.sleep(1)
    _, said = process.communicate(timeout=10)
    assert (process.returncode, "stopped: 12 rows" in said) == (130, True)
    assert not Path(f"/proc/{worker_id}").exists()
    assert not list((ward.home / "out").glob(".*.tmp"))
    assert len(ward.report()) == 12


def test_what_a_killed_run_left_of_the_merged_file_is_swept_away(ward):
    left, mine = ward.home / ".all.pdf.4711.tmp", ward.home / ".notes.4711.tmp"
    left.write_bytes(b"%PDF half")
    mine.write_bytes(b"mine")
    ward.run(ward.put(rows(2)), merge=ward.home / "all.pdf")
    assert (left.exists(), mine.exists()) == (False, True)


def test_two_rows_of_one_worker_wait_under_names_of_their_own(ward):
    """Ids that begin alike were once one temporary file."""
    job = ward.job(ward.put(HEAD + row("x" * 62 + "a1") + row("x" * 62 + "b2", "Another Name")))
    (ward.home / "out").mkdir()
    source = roster(job.roster)
    batch = Batch(job, ward.watcher, source, survey(source, pattern("{id}", job.setup.day)))
    shop = Workshop(Catalog(places()))
    done = [worker.made(shop, task, job.setup) for task in batch.tasks(None)]
    waiting = [beside for each in done for beside, _ in each.staged]
    assert len(set(waiting)) == 2
    assert [hashlib.sha256(beside.read_bytes()).hexdigest() for beside in waiting] == [each.sha256 for each in done]
