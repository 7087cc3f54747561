"""One scene, several figures: who is drawn, under which name, and that the files say so."""

import re
from pathlib import Path
from typing import get_args

import pytest

from handouts.figure import alike, read, studio, svg
from handouts.figure.people import PEOPLE
from handouts.figure.scene import Figure
from handouts.figure.stage import Models
from handouts.intake.problems import NeedsFixing
from handouts.page import cast
from handouts.page import svg as reader

IMAGES = Path(__file__).parents[2] / "images"
SCENES = {path.stem: read.load(path) for path in sorted((IMAGES / "scenes").glob("*.yaml"))}
ALSO = {stem: name for name, it in SCENES.items() for stem in studio.cast(it) if "@" in stem}
FEW = "title: Stand\nposes: {start: {}, finish: {as: start, hip_r: {flex: 20}}}\n"
FEW += "panels: [{id: start, pose: start}, {id: finish, pose: finish}]\n"


def scene(folder, text, name="stand"):
    path = folder / f"{name}.yaml"
    path.write_text(text)
    return path


def test_the_page_and_the_scenes_know_the_same_figures():
    assert set(cast.FIGURES) == set(get_args(Figure)) == set(PEOPLE)


def test_each_figure_gets_a_file_of_its_own_and_the_scene_keeps_the_plain_name(tmp_path):
    it = read.load(scene(tmp_path, f"{FEW}figure: man\nalso: [woman, older-man]\n"))
    assert {stem: who.figure for stem, who in studio.cast(it).items()} == {
        "stand": "man", "stand@woman": "woman", "stand@older-man": "older-man",
    }  # fmt: skip


def test_a_scene_that_stands_on_another_does_not_take_over_its_figures(tmp_path):
    scene(tmp_path, f"{FEW}also: [man]\n")
    assert read.load(scene(tmp_path, "base: stand\nfigure: man\n", "sway")).also == ()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("figure: man\nalso: [woman, man]", "5:15: also.1: names man, for whom it is drawn already"),
        ("also: [man, man]", "4:13: also.1: names man, for whom it is drawn already"),
        ("also: [older-men]", "4:8: also.0: input should be 'woman', 'man', 'older-woman' or 'older-man'"),
    ],
)
def test_a_figure_named_twice_or_wrongly_is_told_with_its_place(tmp_path, line, told):
    with pytest.raises(NeedsFixing) as refusal:
        read.load(scene(tmp_path, FEW + line + "\n"))
    assert f"stand.yaml:{told}" in str(refusal.value)


def test_a_picture_that_no_scene_makes_any_more_is_told(tmp_path):
    for name in ("stand", "stand@man", "stand@woman", "stand-still@man"):
        (tmp_path / f"{name}.svg").touch()
    told = studio.strays({"stand", "stand@man"}, "stand", tmp_path)
    assert told == ["stand@woman.svg is there, and the scene does not name that figure (also)"]


@pytest.mark.parametrize(
    ("name", "figure", "told"),
    [
        ("calf-stretch-towel", "man", "start: knee flexion r is"),
        ("heel-raise", "man", ""),
        ("heel-raise", "woman", ""),
    ],
)
def test_a_figure_whose_legs_do_another_exercise_is_told(name, figure, told):
    own = SCENES[name]
    other = own.model_copy(update={"figure": figure})
    lines = alike.strayed(own, Models(own).bodies, Models(other).bodies)
    assert any(told in line for line in lines) if told else lines == []


def test_the_file_says_who_is_drawn():
    panel = svg.Picture("start", "tall", 20.0, 30.0, ())
    assert reader.read(svg.text("Stand", [panel], "older-man").encode()).figure == "older-man"
    assert reader.read(svg.text("Stand", [panel]).encode()).figure == ""


def test_every_further_picture_is_named_by_its_scene_and_every_named_one_is_there():
    assert {path.stem for path in IMAGES.glob("*@*.svg")} == set(ALSO)


@pytest.mark.parametrize("path", sorted(IMAGES.glob("*.svg")), ids=lambda path: path.stem)
def test_every_picture_says_who_is_drawn(path):
    figures = {stem: it.figure for each in SCENES.values() for stem, it in studio.cast(each).items()}
    assert re.findall(r'data-figure="([a-z-]+)"', path.read_text()[:400]) == [figures[path.stem]]


@pytest.mark.parametrize("stem", sorted(ALSO))
def test_the_same_exercise_has_the_same_panels_whoever_does_it(stem):
    other, own = (reader.read((IMAGES / f"{each}.svg").read_bytes()).panels for each in (stem, ALSO[stem]))
    assert [(panel.id, panel.kind) for panel in other] == [(panel.id, panel.kind) for panel in own]
    roles = [{shape.role for panel in panels for shape in panel.shapes} for panels in (other, own)]
    assert "muscle" in roles[0] or "muscle" not in roles[1]
    assert "accent" in roles[0] or "accent" not in roles[1]
