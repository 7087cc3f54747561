"""`--resume` makes only what is missing or whose inputs changed, by content and not by time."""

import os
import shutil

import pytest

from handouts.intake.places import BUILT_IN
from tests.batch.ward import HEAD, row, rows


@pytest.fixture
def again(ward, undisturbed):
    """A copy of a finished batch: (run it again, its roster)."""
    shutil.copytree(undisturbed.home / "out", ward.home / "out")
    return ward


def test_nothing_is_made_twice(again):
    before = again.files()
    tally = again.run(again.put(rows(12)), resume=True)
    assert (tally.made, tally.kept) == (12, 12)
    assert again.files() == before


def test_what_is_missing_damaged_or_changed_is_made_again_and_nothing_else(again, undisturbed):
    folder = again.home / "out"
    (folder / "p001.pdf").unlink()
    (folder / "p002.pdf").write_bytes(b"%PDF-1.7 torn")
    os.utime(folder / "p003.pdf", (0, 0))
    changed = rows(12).replace(row("p004"), row("p004", "Another Name"))
    tally = again.run(again.put(changed), resume=True)
    assert (tally.made, tally.kept) == (12, 9)
    differing = {name for name, digest in again.pdfs().items() if undisturbed.pdfs()[name] != digest}
    assert differing == {"p004.pdf"}


def test_rows_that_moved_are_kept_and_get_their_new_number(again):
    tally = again.run(again.put(HEAD + row("new") + rows(12).removeprefix(HEAD)), resume=True)
    assert (tally.made, tally.kept) == (13, 12)
    assert [(line["row"], line["id"]) for line in again.report()][:3] == [("2", "new"), ("3", "p000"), ("4", "p001")]


def test_a_row_that_left_the_roster_leaves_the_report_and_its_file_is_told(again):
    again.run(again.put(rows(10)), resume=True)
    assert len(again.report()) == 10
    assert again.watcher.notes == [
        "2 files of an earlier batch stay in the folder, and are in no report: p010.pdf, p011.pdf"
    ]


def test_the_file_of_a_row_that_is_refused_now_is_told(again):
    """It lies there still, and somebody might hand it out."""
    unsafe = "p003,Quill Marrowby,left,weight-bearing side=left status=none,,heel-raise\n"
    tally = again.run(again.put(rows(12).replace(row("p003"), unsafe)), resume=True)
    assert (tally.made, tally.refused) == (11, 1)
    assert again.watcher.notes == ["1 file of an earlier batch stays in the folder, and is in no report: p003.pdf"]
    assert [line["path"] for line in again.report()][3] == ""


def test_a_change_of_the_clinics_words_makes_all_again(ward):
    from dataclasses import replace

    from handouts.batch.run import run

    labels = ward.home / "clinic" / "templates" / "brands" / "default" / "brand.yaml"
    labels.parent.mkdir(parents=True)
    job = ward.job(ward.put(rows(2)), resume=True)
    job = replace(job, setup=replace(job.setup, clinic=ward.home / "clinic"))
    kept = []
    for text in ("", "\n# the same brand, with a remark\n"):
        original = (BUILT_IN / "templates" / "brands" / "default" / "brand.yaml").read_text(encoding="utf-8")
        labels.write_text(original + text, encoding="utf-8")
        kept += [run(job, ward.watcher).kept, run(job, ward.watcher).kept]
    assert kept == [0, 2, 0, 2]


def test_a_bad_row_is_looked_at_again(ward):
    bad = HEAD + row("a") + "b,Zed,middle,,,\n"
    assert ward.run(ward.put(bad)).fix == 1
    tally = ward.run(ward.put(HEAD + row("a") + row("b")), resume=True)
    assert (tally.made, tally.kept, tally.fix) == (2, 1, 0)


def test_a_manifest_that_somebody_spoiled_costs_only_time(again, undisturbed):
    (again.home / "out" / "manifest.json").write_text('{"row": \nnonsense', encoding="utf-8")
    tally = again.run(again.put(rows(12)), resume=True)
    assert (tally.made, tally.kept) == (12, 0)
    assert again.pdfs() == undisturbed.pdfs()
