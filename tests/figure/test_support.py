"""Safe set-ups: something sturdy in reach of people who balance, and feet dressed as the exercise says."""

from pathlib import Path

import pytest

from handouts.figure import checks, read, support, uses
from handouts.figure.stage import Models
from handouts.intake.catalog import Catalog
from handouts.intake.places import BUILT_IN, Places

IMAGES = Path(__file__).parents[2] / "images"
CATALOG = Catalog(Places((BUILT_IN,)))


@pytest.fixture(scope="module")
def stance():
    scene = read.load(IMAGES / "scenes/single-leg-stance.yaml")
    models = Models(scene)
    models.figure("start"), models.figure("finish")
    return scene, models


def asked(name, **place):
    """An exercise of the catalog with its surroundings changed."""
    found = CATALOG.exercise(name)
    return found.model_copy(update={"environment": found.environment.model_copy(update=place)})


def changed(scene, *, holds="counter", **props):
    """The scene with other props in it, and its models still fit: they are of the figure alone."""
    kept = {**{k: v for k, v in scene.props.items() if k not in props}, **{k: v for k, v in props.items() if v}}
    return scene.model_copy(
        update={"props": kept, "checks": scene.checks.model_copy(update={"holds": holds})},
    )


def test_a_balance_scene_at_a_counter_is_safe(stance):
    scene, models = stance
    assert checks.setup(scene, [CATALOG.exercise("single-leg-stance")], models) == []


@pytest.mark.parametrize(
    ("worn", "feet", "said"),
    [
        ("shoes", "bare", "feet: the exercise is done in shoes, and the figure is barefoot"),
        ("barefoot", "shoes", "feet: the exercise is done barefoot, and the figure is in shoes"),
        ("shoes", "shoes", None),
        ("either", "bare", None),
    ],
)
def test_feet_are_dressed_as_the_exercise_says(stance, worn, feet, said):
    scene = stance[0].model_copy(update={"feet": feet})
    assert support.agrees(scene, [asked("single-leg-stance", footwear=worn)]) == ([said] if said else [])


def test_the_exercises_of_a_picture_are_found_by_name_and_by_what_they_show(tmp_path):
    folder = tmp_path / "catalog/exercises"
    folder.mkdir(parents=True)
    text = (BUILT_IN / "catalog/exercises/heel-raise.yaml").read_text(encoding="utf-8")
    (folder / "our-raise.yaml").write_text(text.replace("kind: strength", "kind: balance\npicture: heel-raise"))
    found = uses.exercises("heel-raise", tmp_path / "images")
    assert sorted(each.kind for each in found) == ["balance", "strength"]
    assert uses.exercises("no-such-scene", tmp_path / "images") == ()


def test_balance_work_without_a_hold_is_told(stance):
    scene, models = stance
    assert "needs a sturdy prop" in checks.setup(changed(scene, holds=None), [], models)[0]


def test_a_hold_that_gives_way_or_is_not_there_is_told(stance):
    scene, _ = stance
    pillow = scene.props["counter"].model_copy(update={"kind": "pillow"})
    assert "holds counter, which is a pillow" in support.named(changed(scene, counter=pillow))[0]
    assert "is not among the props" in support.named(changed(scene, holds="rail"))[0]


def test_a_hand_that_hangs_beside_its_hold_is_told(stance):
    scene, models = stance
    away = scene.props["counter"].model_copy(update={"at": (0.06, 0.0, -0.64)})
    assert "finish: no hand is on counter" in checks.setup(changed(scene, counter=away), [], models)


def test_people_who_need_no_hand_still_stand_beside_something_sturdy(stance):
    scene, models = stance
    spare = [asked("single-leg-stance", hands_free=True)]
    beside = scene.props["counter"].model_copy(update={"at": (0.06, 0.0, -0.64)})
    assert checks.setup(changed(scene, holds=None, counter=beside), spare, models) == []
    for gone in (None, scene.props["counter"].model_copy(update={"at": (0.06, 0.0, -1.6)})):
        told = checks.setup(changed(scene, holds=None, counter=gone), spare, models)
        assert told == [
            f"{p}: balance work, and nothing sturdy stands within reach of a hand" for p in told_poses(scene)
        ]


def told_poses(scene):
    return sorted({panel.pose for panel in scene.panels})


def test_a_support_that_the_picture_leaves_out_is_told(stance):
    scene, models = stance
    hidden = scene.model_copy(
        update={"panels": tuple(p.model_copy(update={"hide": ("counter",)}) for p in scene.panels)}
    )
    assert "start: the picture leaves out counter" in support.beside(hidden, "start", models.bodies["start"])


def test_a_chair_is_held_by_its_back(stance):
    scene, models = stance
    chair = scene.props["counter"].model_copy(update={"kind": "chair", "at": (0.0, 0.0, -0.70)})
    assert support.reach(models.bodies["start"], chair)
    assert not support.reach(models.bodies["start"], chair.model_copy(update={"kind": "stool"}))
