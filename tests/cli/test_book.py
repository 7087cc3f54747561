"""`handouts exercises --book`: the catalog, or what the filters leave of it, as a PDF; a slip gives a sentence."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest

from tests.cli.desk import DAY
from tests.conformance import reading, structure

if TYPE_CHECKING:
    from tests.cli.desk import Desk, Ran

ROOT = Path(__file__).parents[2]


def bound(desk: Desk, *args: str) -> Ran:
    return desk.run("exercises", *args, "--date", DAY)


def ids(desk: Desk, name: str = "book.pdf") -> list[str]:
    found = reading.tagged_text((desk.folder / name).read_bytes())
    return sorted(block.text.removeprefix("id ") for block in found if block.text.startswith("id "))


def test_the_path_alone_goes_to_stdout_and_the_whole_catalog_into_the_book(desk: Desk) -> None:
    ran = bound(desk, "--book", "book.pdf")
    assert (ran.code, ran.out, ran.err) == (0, "book.pdf\n", "")
    assert ids(desk) == sorted(path.stem for path in (ROOT / "catalog/exercises").glob("*.yaml"))


@pytest.mark.parametrize(
    "filters",
    [["calf", "wall"], ["--region", "shin"], ["--equipment", "towel"], ["--position", "kneeling"],
     ["stretch", "--region", "ankle", "--position", "standing"]],
    ids=" ".join,
)  # fmt: skip
def test_filters_leave_the_same_exercises_as_in_the_list_and_are_named_on_the_first_page(
    desk: Desk, filters: list[str]
) -> None:
    listed = desk.run("exercises", *filters).out.splitlines()[1:]
    assert bound(desk, *filters, "--book", "book.pdf").code == 0
    assert ids(desk) == sorted(line.split()[0] for line in listed)
    named = ", ".join(each for each in filters if not each.startswith("--"))
    made = (desk.folder / "book.pdf").read_bytes()
    first = [block.text for block in reading.tagged_text(made) if block.page == 1]
    assert any(text.endswith(f"· Only {named}") for text in first)
    assert structure.faults(made) == []


@pytest.mark.parametrize(
    ("args", "said", "hint"),
    [
        (["--book", "book.txt"], "--book: 'book.txt' should end in .pdf", "for example book.pdf"),
        (["--book", "book"], "--book: 'book' should end in .pdf", "for example book.pdf"),
        (["--book", ".pdf"], "--book: '.pdf' should end in .pdf", "for example catalog.pdf"),
        (["--book", "book.pdf", "--json"], "--json: a book is a PDF, not JSON", "leave out --json or --book"),
        (["--gray"], "--gray: is for a book", "add --book FILE.pdf, or leave it out"),
        (["--brand", "default"], "--brand: is for a book", "add --book FILE.pdf, or leave it out"),
        (["--paper", "a4"], "--paper: is for a book", "add --book FILE.pdf, or leave it out"),
        (["--book", "book.pdf", "--paper", "a5"], "--paper: 'a5' is not one of letter, a4", ""),
        (["--book", "book.pdf", "--brand", "harbour-street"], "there is no brand", "did you mean 'harbor-street'?"),
        (["--book", "book.pdf", "--brand", "../x"], "there is no brand", ""),
        (["--book", "book.pdf", "--clinic", "nowhere"], "--clinic: there is no folder", ""),
        (["--book", "book.pdf", "nothingofthekind"], "no exercise fits, so there is no book", "lists them all"),
        (["--book", "book.pdf", "--region", "calves"], "--region: 'calves' is not one of", "did you mean 'calf'?"),
    ],
)
def test_a_slip_gives_a_sentence_and_no_file(desk: Desk, args: list[str], said: str, hint: str) -> None:
    ran = desk.run("exercises", *args)
    assert ran.calm
    assert ran.code == 2
    assert said in ran.err
    assert hint in ran.err
    assert desk.files() == {}


def test_a_wrong_date_is_told(desk: Desk) -> None:
    ran = desk.run("exercises", "--book", "book.pdf", "--date", "today")
    assert (ran.code, desk.files()) == (2, {})
    assert "--date: 'today' is not a day" in ran.err


def test_an_exercise_that_needs_fixing_is_told_with_its_line_and_what_was_there_stays(desk: Desk) -> None:
    text = (ROOT / "catalog/exercises/heel-raise.yaml").read_text(encoding="utf-8")
    desk.put("catalog/exercises/heel-raise.yaml", text.replace("kind: strength", "kind: strenght"))
    desk.put("book.pdf", "the old one")
    ran = bound(desk, "--book", "book.pdf")
    assert (ran.calm, ran.code) == (True, 3)
    assert "heel-raise.yaml:5:7: kind" in ran.err
    assert (desk.folder / "book.pdf").read_text() == "the old one"


def test_a_book_that_is_there_is_replaced_as_a_whole(desk: Desk) -> None:
    desk.put("book.pdf", "the old one")
    assert bound(desk, "marble", "--book", "book.pdf").code == 0
    assert (desk.folder / "book.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert list(desk.files()) == ["book.pdf"]


def test_a_folder_is_made_for_it_and_a_folder_of_its_name_is_told(desk: Desk) -> None:
    assert bound(desk, "marble", "--book", "shelf/book.pdf").code == 0
    (desk.folder / "taken.pdf").mkdir()
    ran = bound(desk, "marble", "--book", "taken.pdf")
    assert (ran.calm, ran.code) == (True, 5)
    assert "is a folder" in ran.err
    assert "with --book" in ran.err


def test_a_place_that_cannot_be_written_is_told_and_nothing_is_left_there(desk: Desk) -> None:
    desk.put("shelf", "a file")
    ran = bound(desk, "marble", "--book", "shelf/book.pdf")
    assert (ran.calm, ran.code) == (True, 5)
    assert "lies under something that is a file" in ran.err
    assert desk.files() == {"shelf": b"a file"}


def test_a_disk_that_is_full_leaves_the_old_book_as_it_was(desk: Desk) -> None:
    resource = pytest.importorskip("resource")
    desk.put("book.pdf", "the old one")
    _, hard = kept = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))  # a write beyond it fails, as on a full disk
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        ran = bound(desk, "marble", "--book", "book.pdf")
    finally:
        signal.signal(signal.SIGXFSZ, before)
        resource.setrlimit(resource.RLIMIT_FSIZE, kept)
    assert (ran.calm, ran.code) == (True, 5)
    assert desk.files() == {"book.pdf": b"the old one"}


def test_paper_gray_and_brand_are_followed_and_the_bytes_hang_on_nothing_else(desk: Desk) -> None:
    options = ["marble", "--brand", "juniper-lane", "--paper", "a4", "--gray"]
    for name in ("one.pdf", "two.pdf"):
        assert bound(desk, *options, "--book", name).code == 0
    one, two = ((desk.folder / name).read_bytes() for name in ("one.pdf", "two.pdf"))
    assert one == two
    with pikepdf.open(io.BytesIO(one)) as file:
        assert [float(side) for side in file.pages[0].mediabox[2:]] == pytest.approx([595.28, 841.89])
    assert reading.tagged_text(one)[0].text == "Juniper Lane"


def test_a_clinics_folder_adds_to_the_book(desk: Desk) -> None:
    text = (ROOT / "catalog/exercises/marble-pickup.yaml").read_text(encoding="utf-8")
    desk.put("ours/catalog/exercises/our-own.yaml", text.replace("name: Marble pick-up", "name: Our own", 1))
    assert bound(desk, "marble", "--book", "book.pdf", "--clinic", "ours").code == 0
    assert ids(desk) == ["marble-pickup", "our-own"]


def test_the_order_of_sets_changes_nothing(tmp_path: Path) -> None:
    args = [sys.executable, "-m", "handouts", "exercises", "foot", "--date", DAY, "--book"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    running = [
        subprocess.Popen(
            [*args, f"{seed}.pdf"], cwd=tmp_path, env={**env, "PYTHONHASHSEED": seed}, stdout=subprocess.DEVNULL
        )
        for seed in ("1", "2")
    ]
    assert [each.wait(60) for each in running] == [0, 0]
    assert (tmp_path / "1.pdf").read_bytes() == (tmp_path / "2.pdf").read_bytes()
