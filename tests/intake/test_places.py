from pathlib import Path

import pytest

from handouts.build import Choice, Workshop
from handouts.cli.options import day
from handouts.intake import yaml as reading
from handouts.intake.catalog import Catalog
from handouts.intake.exercise import Exercise
from handouts.intake.places import BUILT_IN, places, shown
from handouts.intake.problems import NeedsFixing

BRAND = "name: {}\nphone: 555 0100\n"
PROFILE = "patient: {{name: Sam}}\n{}exercises: [heel-raise, toe-taps]\n"
TODAY = Choice(day("2026-11-21"))


def put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def brand(choice, profile, clinic=None):
    return Workshop(Catalog(places(clinic))).handout(profile, choice).brand.name


def test_the_option_comes_before_the_profile_and_the_profile_before_the_default(desk):
    for name in ("default", "mine", "other"):
        put(desk / f"templates/brands/{name}/brand.yaml", BRAND.format(name))
    silent = put(desk / "a.yaml", PROFILE.format(""))
    speaking = put(desk / "b.yaml", PROFILE.format("brand: mine\n"))
    assert brand(TODAY, silent) == "default"
    assert brand(TODAY, speaking) == "mine"
    assert brand(Choice(TODAY.day, brand="other"), speaking) == "other"


def test_the_folder_one_stands_in_comes_before_what_is_built_in_and_a_named_clinic_instead_of_it(desk):
    profile = put(desk / "a.yaml", PROFILE.format("brand: harbor-street\n"))
    assert brand(TODAY, profile) == "Harbor Street"
    put(desk / "templates/brands/harbor-street/brand.yaml", BRAND.format("Here"))
    assert brand(TODAY, profile) == "Here"
    put(desk / "clinic/templates/brands/harbor-street/brand.yaml", BRAND.format("Clinic"))
    assert brand(TODAY, profile, Path("clinic")) == "Clinic"


def test_a_clinics_file_of_things_adds_to_what_is_built_in_and_its_exercise_replaces(desk):
    text = (BUILT_IN / "catalog/exercises/heel-raise.yaml").read_text(encoding="utf-8")
    put(desk / "catalog/exercises/heel-raise.yaml", text.replace("name: Heel raise", "name: Our heel raise", 1))
    put(
        desk / "catalog/equipment.yaml",
        "things: {rope: {name: Rope, phrase: a rope, material: [cloth]}}\nsource: x\nreview: draft\n",
    )
    catalog = Catalog(places())
    assert catalog.exercise("heel-raise").name == "Our heel raise"
    assert {"rope", "chair"} <= set(catalog.things())
    assert catalog.names("exercises").keys() >= {"heel-raise", "toe-taps"}


def test_a_clinics_rule_cannot_push_out_one_that_is_built_in(desk):
    rules = (BUILT_IN / "catalog/rules/weight-bearing.yaml").read_text(encoding="utf-8")
    put(desk / "catalog/rules/own.yaml", rules.replace("severity: contraindicated", "severity: caution", 1))
    with pytest.raises(NeedsFixing, match="the rule WB-1 exists already"):
        Catalog(places()).rules()


def test_one_handout_opens_only_the_exercises_it_needs(desk, monkeypatch):
    opened = []
    read = reading.content

    def counted(path, name):
        opened.append(path)
        return read(path, name)

    monkeypatch.setattr(reading, "content", counted)
    Workshop(Catalog(places())).handout(put(desk / "a.yaml", PROFILE.format("")), TODAY)
    files = [path.relative_to(BUILT_IN) for path in opened if path.is_relative_to(BUILT_IN)]
    exercises = sorted(path.stem for path in files if path.parent.name == "exercises")
    assert len(files) == len(set(files)), "a file is read once"
    named = {"heel-raise", "toe-taps"}
    catalog = Catalog(places())
    for name in list(named):
        exercise = catalog.exercise(name)
        named |= {move.then for move in (exercise.too_easy, exercise.too_hard) if move.then}
    assert {"heel-raise", "toe-taps"} <= set(exercises) <= named
    assert not [path for path in files if path.parent.name == "programs"]


@pytest.mark.parametrize("name", ["../flags", "a/b", "", "Heel-Raise ", "heel raise", "é", "x" * 300])
def test_what_is_no_id_is_no_file(name):
    assert Catalog(places()).exercise(name) is None


def test_a_file_is_read_as_one_kind_once():
    catalog = Catalog(places())
    path = BUILT_IN / "catalog/exercises/heel-raise.yaml"
    assert catalog.file(Exercise, path) is catalog.exercise("heel-raise")


def test_a_complaint_names_a_file_the_short_way_where_it_can(desk):
    assert shown(desk / "a" / "b.yaml") == "a/b.yaml"
    assert shown(Path("/elsewhere/b.yaml")) == "/elsewhere/b.yaml"
