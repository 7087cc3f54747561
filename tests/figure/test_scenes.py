"""Scenes are strict, and cover every exercise of the source programs."""

from pathlib import Path

import pytest

from handouts.figure import read
from handouts.intake.problems import NeedsFixing

SCENES = Path(__file__).parents[2] / "images" / "scenes"
EXERCISES = [
    "towel-scrunch", "heel-raise-toes-in", "heel-raise", "heel-raise-toes-out", "calf-stretch-towel", "toe-taps",
    "toe-walk", "heel-walk", "ankle-alphabet", "marble-pickup", "band-dorsiflexion", "band-plantarflexion",
    "band-inversion", "band-eversion", "single-leg-stance", "single-leg-stance-eyes-closed",
    "single-leg-stance-foam", "heel-drop-step", "short-foot", "ball-roll", "bear-squat-to-down-dog",
    "toe-flexion-step", "single-leg-heel-raise", "calf-stretch-lunge", "ankle-circles", "foot-edge-walk",
    "foot-kneel", "calf-stretch-wall", "soleus-stretch-wall", "heel-raise-eccentric", "heel-raise-eccentric-bent",
    "shin-stretch-kneel", "seated-heel-raise",
]  # fmt: skip


def written(folder, text, name="mine"):
    file = folder / f"{name}.yaml"
    file.write_text(text)
    return file


SMALL = "title: Small\nposes: {a: {}, b: {hip_r: {flex: 20}}}\npanels: [{id: start, pose: a}, {id: finish, pose: b}]\n"


@pytest.mark.parametrize("name", EXERCISES)
def test_every_source_exercise_has_a_scene_of_two_panels_or_more(name):
    assert len(read.load(SCENES / f"{name}.yaml").panels) >= 2


def test_an_unknown_key_is_refused_with_its_place(tmp_path):
    file = written(tmp_path, SMALL.replace("flex: 20", "flexion: 20"))
    with pytest.raises(NeedsFixing, match=r"mine\.yaml:2:37: poses\.b\.hip_r\.flexion: extra inputs"):
        read.load(file)


def test_a_panel_with_an_unknown_pose_says_which_there_are(tmp_path):
    file = written(tmp_path, SMALL.replace("pose: b", "pose: c"))
    with pytest.raises(NeedsFixing, match=r"names the pose 'c'; there are a, b"):
        read.load(file)


def test_a_pose_is_laid_over_the_pose_that_it_starts_from(tmp_path):
    text = SMALL.replace("b: {hip_r: {flex: 20}}", "b: {as: a, knee: {flex: 5}, hip_r: {flex: 9}}").replace(
        "a: {}", "a: {hip_r: {abduct: 7}}"
    )
    made = read.load(written(tmp_path, text)).poses["b"]
    assert (made.hip_r.flex, made.hip_r.abduct, made.knee_l.flex) == (9, 7, 5)


def test_a_scene_is_laid_over_its_base_and_none_takes_a_prop_away(tmp_path):
    written(tmp_path, SMALL + "props: {mat: {kind: mat}, ball: {kind: ball}}\n", "under")
    made = read.load(
        written(tmp_path, "title: Over\nbase: under\nprops: {mat: none}\nposes: {b: {hip_r: {abduct: 3}}}\n")
    )
    assert made.title == "Over"
    assert list(made.props) == ["ball"]
    assert (made.poses["b"].hip_r.flex, made.poses["b"].hip_r.abduct) == (20, 3)


def test_a_base_that_goes_round_in_a_circle_is_refused(tmp_path):
    written(tmp_path, "title: A\nbase: b\n", "a")
    with pytest.raises(NeedsFixing, match="circle"):
        read.load(written(tmp_path, "title: B\nbase: a\n", "b"))


def test_both_sides_are_mirror_images(tmp_path):
    text = SMALL.replace("a: {}", "a: {foot: {at: [0.1, 0, 0.2]}, hand: {at: counter.edge_r, elbow: [-1, 0, 0.5]}}")
    pose = read.load(written(tmp_path, text)).poses["a"]
    assert pose.foot_l.at == (0.1, 0, -0.2)
    assert (pose.hand_l.at, pose.hand_l.elbow) == ("counter.edge_l", (-1, 0, -0.5))
