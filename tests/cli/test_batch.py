"""`handouts batch` as a clinic manager meets it: exit codes, counts, and where to look."""

import contextlib
import os
import re
import subprocess
import sys

import pytest

from tests.batch.ward import HEAD, ROOT, row, rows
from tests.cli.desk import DAY


def batch(desk, *args):
    return desk.run("batch", *args, "--date", DAY, "--jobs", "1")


def test_all_made_is_0_and_stdout_names_the_report(desk):
    desk.put("monday.csv", rows(2))
    ran = batch(desk, "monday.csv", "-o", "monday", "--merge", "all.pdf", "--zip", "all.zip")
    assert (ran.code, ran.out) == (0, "monday/report.csv\nall.pdf\nall.zip\n")
    assert re.fullmatch(r"2 rows: 2 made(, \d+ warnings? counted in the report)?\n", ran.err)


def test_a_row_to_fix_is_3_with_its_place_and_the_counts(desk):
    desk.put("monday.csv", HEAD + row("a") + "b,Quill,lefft,,,heel-raise\n")
    ran = batch(desk, "monday.csv", "-o", "monday")
    assert ran.code == 3
    assert "monday.csv:3:3: patient.side should be one of" in ran.err
    assert "hint: did you mean 'left'?" in ran.err
    assert "2 rows: 1 made, 1 needs fixing" in ran.err
    assert "Quill" not in ran.err + ran.out


def test_a_refusal_is_4_and_a_row_to_fix_comes_before_it(desk):
    refused = "r,Quill,left,weight-bearing side=left status=none,,heel-raise\n"
    desk.put("monday.csv", HEAD + refused)
    ran = batch(desk, "monday.csv", "-o", "monday")
    assert (ran.code, "1 refused for safety" in ran.err) == (4, True)
    desk.put("monday.csv", HEAD + refused + "b,Quill,left,,,\n")
    assert batch(desk, "monday.csv", "-o", "monday").code == 3


def test_a_look_needs_no_folder_and_writes_nothing(desk):
    desk.put("monday.csv", rows(1))
    before = desk.files()
    ran = batch(desk, "monday.csv", "--check-only")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("looked at, nothing written: 1 row: 1 would be made")
    assert desk.files() == before


def test_without_a_folder_it_asks_for_one(desk):
    desk.put("monday.csv", rows(1))
    ran = batch(desk, "monday.csv")
    assert (ran.code, "-o: a folder for the PDFs is needed" in ran.err) == (2, True)


def test_passwords_are_said_to_cost_pdf_a(desk):
    desk.put("monday.csv", "id,name,program,pin\na,Quill,runner-foot-stretch-3,open-sesame\n")
    ran = batch(desk, "monday.csv", "-o", "monday", "--password-column", "pin")
    assert ran.code == 0
    assert "cannot be PDF/A" in ran.err
    assert "sesame" not in ran.err + ran.out


@pytest.mark.slow
def test_at_a_terminal_a_bar_tells_rate_and_time_left(desk):
    pty = pytest.importorskip("pty")
    desk.put("monday.csv", HEAD + row("a") + row("b") + "c,Quill,middle,,,\n")
    ours, theirs = pty.openpty()
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "handouts", "batch", "monday.csv", "-o", "monday", "--date", DAY]
    with subprocess.Popen(command, cwd=desk.folder, env=env, stdout=subprocess.DEVNULL, stderr=theirs) as process:
        os.close(theirs)
        said = b""
        with contextlib.suppress(OSError):  # the other end is closed when the process ends
            while block := os.read(ours, 4096):
                said += block
    os.close(ours)
    assert process.returncode == 3
    assert b"a second" in said
    assert b"3/3" in said
    assert b"monday.csv:4:3: patient.side should be one of" in said


def test_without_a_terminal_there_is_no_bar(desk):
    desk.put("monday.csv", rows(1))
    ran = batch(desk, "monday.csv", "-o", "monday")
    assert "\r" not in ran.err
    assert "%" not in ran.err


def test_a_roster_that_is_not_there_is_told_without_a_folder_being_made(desk):
    ran = batch(desk, "tuesday.csv", "-o", "monday")
    assert (ran.code, ran.calm) == (3, True)
    assert "tuesday.csv: there is no such file or folder" in ran.err
    assert desk.files() == {}
