"""A clinic's first ten minutes: init, brand new, list, preview, as somebody types them."""

import csv

import pytest

from tests.brand.marks import disc, saved
from tests.cli.desk import DAY, Desk


@pytest.fixture
def desk(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path, capsys, monkeypatch)


def test_a_new_brand_works_at_once(desk):
    desk.put("sign.PNG", saved(disc(300, 300)))
    made = desk.run(
        "brand", "new", "oak-street", "--name", 'Oak "Street" & Söhne: #1', "--phone", "(555) 010-0101",
        "--color", "#f2b705", "--logo", "sign.PNG", "--logo-side", "right", "--paper", "a4",
    )  # fmt: skip
    assert (made.code, made.out) == (0, "templates/brands/oak-street/brand.yaml\n")
    assert "notice: The brand colour #f2b705 is too light" in made.err
    assert (desk.folder / "templates/brands/oak-street/logo.png").is_file()
    assert desk.run("check", "templates/brands").code == 0
    listed = desk.run("brand", "list")
    assert 'Oak "Street" & Söhne: #1' in listed.out
    assert "harbor-street" in listed.out
    seen = desk.run("brand", "preview", "oak-street", "-o", "look.pdf", "--date", DAY)
    assert (seen.code, seen.out) == (0, "look.pdf\nlook-handout.pdf\n")


def test_what_no_brand_may_have_is_refused_and_nothing_is_written(desk):
    desk.put("bad.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>")
    desk.put("logo.gif", b"GIF89a")
    wrong = [
        (("Oak Street",), 2, "lower-case letters"), (("../oak",), 2, "lower-case letters"),
        (("oak", "--colour", "teal"), 2, "should be a colour"), (("oak", "--name", ""), 2, "at least 1"),
        (("oak", "--logo", "gone.svg"), 3, "there is no such file"), (("oak", "--logo", "bad.svg"), 3, "scripts"),
        (("oak", "--logo", "logo.gif"), 2, "not named .svg, .png or .jpg"), (("oak", "--paper", "a5"), 2, "letter, a4"),
        (("oak", "--emergency", "none"), 2, "telephone number"),
    ]  # fmt: skip
    before = desk.files()
    for args, code, said in wrong:
        ran = desk.run("brand", "new", *args)
        assert (ran.code, ran.out) == (code, ""), args
        assert said in ran.err
    assert desk.files() == before


def test_nothing_that_is_there_is_overwritten(desk):
    assert desk.run("brand", "new", "oak").code == 0
    assert desk.run("init", "clinic").code == 0
    before = desk.files()
    assert desk.run("brand", "new", "oak", "--name", "Other").code == 5
    again = desk.run("init", "clinic")
    assert again.code == 5
    assert "README.md: is there already, and stays as it is" in again.err
    assert desk.files() == before


def test_a_folder_that_is_set_up_makes_a_handout_and_checks_clean(desk, monkeypatch):
    ran = desk.run("init", "clinic", "--brand", "oak-street")
    assert ran.code == 0
    assert {line.split("/", 1)[1] for line in ran.out.split()} >= {
        "README.md", "roster.csv", "patients/sample.yaml", "templates/brands/oak-street/brand.yaml",
        "catalog/exercises/our-calf-stretch.yaml",
    }  # fmt: skip
    monkeypatch.chdir(desk.folder / "clinic")
    made = desk.make("patients/sample.yaml")
    assert (made.code, made.out) == (0, "output/sample.pdf\n")
    checked = desk.run("check", "patients", "templates", "catalog", "--strict")
    assert checked.code == 0, checked.err
    with (desk.folder / "clinic/roster.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["brand"] for row in rows] == ["oak-street"] * 2
    for path in (desk.folder / "clinic").rglob("*.yaml"):
        schema = path.read_text().split("$schema=")[1].split()[0]
        assert (path.parent / schema).resolve().is_file(), path


def test_check_opens_logos_and_fonts(desk):
    desk.put(
        "templates/brands/oak/brand.yaml",
        "name: Oak\nlogo: {file: a.png}\nfonts: {heading: a.ttf}\ncolour: '#eaff00'\n",
    )
    desk.put("templates/brands/oak/a.png", b"GIF89a")
    ran = desk.run("check", "templates/brands")
    assert ran.code == 3
    assert "GIF is not read" in ran.out
    assert "a.ttf: there is no such file" in ran.out
    desk.put("templates/brands/oak/brand.yaml", "name: Oak\ncolour: '#eaff00'\n")
    ran = desk.run("check", "templates/brands")
    assert ran.code == 0
    assert "too light for text" in ran.out


def test_a_brand_that_needs_fixing_is_listed_as_that_and_the_others_stay(desk):
    desk.put("templates/brands/oak/brand.yaml", "nam: Oak\n")
    ran = desk.run("brand", "list")
    assert ran.code == 0
    assert "needs fixing" in ran.out
    assert "juniper-lane" in ran.out


def test_a_brand_that_is_not_there_is_told_with_the_nearest_name(desk):
    ran = desk.run("brand", "preview", "juniper-lne")
    assert ran.code == 2
    assert "did you mean 'juniper-lane'?" in ran.err
