"""A roster split over machines, and put together again: the same as if one had made it all."""

import json
import shutil
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.batch import parts
from handouts.batch.run import run
from handouts.intake.problems import WrongCommand
from tests.batch.ward import HEAD, row, rows

BAD = HEAD + "".join(row(f"p{number}") for number in range(5)) + "b,Zed,middle,,,\n" + row("P0")


@given(st.integers(0, 10_000), st.integers(1, 50))
def test_every_row_belongs_to_one_part(count, number):
    spans = [parts.span(count, (nth, number)) for nth in range(1, number + 1)]
    assert [row for span in spans for row in span] == list(range(count))
    assert max(map(len, spans)) - min(map(len, spans)) <= 1


@pytest.mark.parametrize("text", ["", "1", "0/2", "3/2", "1/0", "-1/2", "1/2/3", "a/b", "1/1001", " 1/2"])
def test_a_part_that_is_none_is_refused(text):
    with pytest.raises(WrongCommand):
        parts.part(text)


@pytest.mark.slow
def test_parts_put_together_are_the_undisturbed_whole(ward, undisturbed):
    listing = ward.put(rows(12))
    for nth in (1, 2, 3):
        tally = ward.run(listing, f"part{nth}", part=(nth, 3))
        assert (tally.made, tally.total) == (4, 4)
        assert ward.manifest(f"part{nth}")["options"]["part"] == f"{nth}/3"
    tally = ward.run(listing, takes=tuple(ward.home / f"part{nth}" for nth in (1, 2, 3)), resume=True)
    assert (tally.made, tally.kept) == (12, 12)
    assert ward.files() == undisturbed.files()


@pytest.mark.slow
def test_the_bad_rows_of_all_parts_are_told_again_and_a_clash_over_parts_is_found(ward):
    listing = ward.put(BAD)
    tallies = [ward.run(listing, f"part{nth}", part=(nth, 2)) for nth in (1, 2)]
    assert [(tally.made, tally.fix) for tally in tallies] == [(2, 1), (2, 2)]  # p0 and P0 are one file on Windows
    tally = ward.run(listing, takes=(ward.home / "part1", ward.home / "part2"), resume=True)
    assert (tally.made, tally.kept, tally.fix) == (4, 4, 3)
    assert ward.manifest()["counts"]["rows"] == len(ward.report()) == 7


@pytest.mark.slow
def test_what_another_machine_made_of_other_inputs_or_spoiled_is_made_anew(ward, undisturbed):
    listing = ward.put(rows(12))
    there = ward.home / "there"
    shutil.copytree(undisturbed.home / "out", there)
    (there / "p001.pdf").write_bytes(b"%PDF-1.7 torn")
    (there / "p002.pdf").unlink()
    job = ward.job(listing, takes=(there,), resume=True)
    assert run(job, ward.watcher).kept == 10
    assert ward.files() == undisturbed.files()
    gray = replace(job, setup=replace(job.setup, gray=True, folder=ward.home / "gray"))
    assert run(gray, ward.watcher).kept == 0


def test_a_manifest_names_no_file_outside_its_folder(ward, undisturbed):
    there = ward.home / "there"
    shutil.copytree(undisturbed.home / "out", there)
    text = (there / "manifest.json").read_text(encoding="utf-8").replace('"path": "p001.pdf"', '"path": "../p001.pdf"')
    (there / "manifest.json").write_text(text, encoding="utf-8")
    shutil.copy(there / "p001.pdf", ward.home / "p001.pdf")
    assert ward.run(ward.put(rows(12)), takes=(there,), resume=True).kept == 11


@pytest.mark.slow
def test_a_sheet_travels_with_its_handout(ward):
    listing = ward.put(HEAD + "r1,Quill,left,weight-bearing side=left status=none,,heel-raise\n" + row("a"))
    accept = (("r1", "heel-raise", "why"),)
    ward.run(listing, "one", part=(1, 2), accept=accept)
    ward.run(listing, "two", part=(2, 2), accept=accept)
    sources = (ward.home / "one", ward.home / "two")
    assert ward.run(listing, takes=sources, resume=True, accept=accept).kept == 2
    assert ward.files()["r1.clinician.txt"] == ward.files("one")["r1.clinician.txt"]


def test_a_folder_without_a_batch_is_no_source(ward):
    with pytest.raises(WrongCommand, match=r"there is no manifest\.json"):
        ward.run(ward.put(rows(2)), takes=(ward.home,), resume=True)


@pytest.mark.slow
def test_from_the_command_line(desk):
    desk.put("monday.csv", rows(3))
    options = ("--date", "2026-11-21", "--jobs", "1")
    for nth in (1, 2):
        assert desk.run("batch", "monday.csv", "-o", f"part{nth}", "--part", f"{nth}/2", *options).code == 0
    ran = desk.run("batch", "monday.csv", "-o", "all", "--from", "part1", "--from", "part2", *options)
    assert (ran.code, "3 rows: 3 made (3 of them before)" in ran.err) == (0, True)
    assert json.loads((desk.folder / "all" / "manifest.json").read_text(encoding="utf-8"))["counts"]["made"] == 3
