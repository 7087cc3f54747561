"""Names of files: known, unlike each other and fit for every system before anything is written."""

import datetime as dt

import pytest

from handouts.batch import names
from handouts.intake.problems import WrongCommand
from handouts.intake.roster import roster
from tests.batch.ward import DAY, HEAD, PROGRAM


@pytest.fixture
def surveyed(ward):
    def surveyed(text, pattern="{id}", name="roster.csv"):
        return names.survey(roster(ward.put(text, name)), names.pattern(pattern, DAY))

    return surveyed


def line(name: str, patient: str = "Quill") -> str:
    return f"{name},{patient},left,,{PROGRAM},\n"


@pytest.mark.parametrize("pattern", ["{id}", "{row}", "{name}", "{id}-{name}", "{date}-{row}"])
def test_an_id_given_twice_is_found_whatever_the_files_are_called(surveyed, pattern):
    """The journal knows rows by their ids."""
    items = surveyed(HEAD + line("a", "Ana") + line("b", "Bea") + line("a", "Cy"), pattern)
    assert [bool(item.problem) for item in items] == [True, False, True]
    assert "the id a is given twice; see row 4" in str(items[0].problem)
    assert "the id a is given twice; see row 2" in str(items[2].problem)


def test_three_that_clash_are_each_told(surveyed):
    items = surveyed(HEAD + line("a") + line("A") + line("b") + line("a"))
    assert [bool(item.problem) for item in items] == [True, True, False, True]


@pytest.mark.parametrize(
    ("one", "other"), [("José", "Jose\u0301"), ("JOSÉ", "josé"), ("Weiß", "WEISS"), ("A B", "A-B"), ("Ω", "Ω")]
)
def test_names_that_windows_or_macos_take_for_one_clash(surveyed, one, other):
    items = surveyed(HEAD + line("a", one) + line("b", other), "{name}")
    assert all("gives the same file name as another" in str(item.problem) for item in items)


@pytest.mark.parametrize("name", ["CON", "nul", "Aux", "com1", "LPT9", "COM¹", "prn"])
def test_a_name_that_windows_keeps_for_itself_is_refused(surveyed, name):
    (item,) = surveyed(HEAD + line("a", name), "{name}")
    assert "Windows keeps for itself" in str(item.problem)


def test_a_patient_whose_name_has_no_letters_gives_no_file_name(surveyed):
    (item,) = surveyed(HEAD + line("a", "…"), "{name}")
    assert "gives no file name" in str(item.problem)


def test_a_twin_in_a_folder_is_told_at_its_own_file(ward):
    folder = ward.home / "f"
    folder.mkdir()
    for name in ("a.yaml", "a.yml", "b.yaml"):
        (folder / name).write_text(f"program: {PROGRAM}\n", encoding="utf-8")
    items = names.survey(roster(folder), names.pattern("{id}", DAY))
    assert [str(item.problem.place).rpartition("/")[2] for item in items[:2]] == ["a.yaml", "a.yml"]
    assert items[2].problem is None


def test_a_twin_in_a_list_is_told_at_its_own_line(surveyed):
    items = surveyed("- id: a\n  program: x\n- id: a\n  program: x\n", name="r.yaml")
    assert [item.problem.place.line for item in items] == [1, 3]


def test_an_ending_that_is_given_all_the_same_is_not_doubled():
    assert names.pattern("{id}-{date}.pdf", dt.date(2026, 11, 21)).text == "{id}-{date}"


@pytest.mark.parametrize("text", ["", ".pdf", "{id}{", "{}", "{id} ", "{id}\n", "{id}\u202e", "{id}\\x", "{{id}}"])
def test_a_pattern_that_cannot_name_files_is_wrong(text):
    with pytest.raises(WrongCommand):
        names.pattern(text, DAY)
