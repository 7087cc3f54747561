"""The skeleton says what a therapist says."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.figure import checks, read
from handouts.figure.people import PEOPLE
from handouts.figure.pose import Pose, spread
from handouts.figure.skeleton import Unreachable, measured, solve

SCENES = Path(__file__).parents[2] / "images" / "scenes"


def posed(raw, who="woman", anchors=None):
    return solve(Pose.model_validate(spread(raw)), PEOPLE[who], shoes=False, anchors=anchors or {})


@settings(max_examples=40, deadline=None)
@given(st.floats(-20, 110), st.floats(0, 40), st.floats(0, 140), st.floats(-40, 20))
def test_angles_that_are_asked_for_are_the_angles_of_the_bones(hip, abduct, knee, ankle):
    body = posed({"hip": {"flex": hip, "abduct": abduct}, "knee": {"flex": knee}, "ankle": {"dorsiflex": ankle}})
    found = measured(body)
    for side in "rl":
        assert found[f"hip flexion {side}"] == pytest.approx(hip, abs=0.1)
        assert found[f"hip abduction {side}"] == pytest.approx(abduct, abs=0.1)
        assert found[f"knee flexion {side}"] == pytest.approx(knee, abs=0.1)
        assert found[f"ankle dorsiflexion {side}"] == pytest.approx(ankle, abs=0.1)


def test_flexing_the_hip_brings_the_knee_forward_and_abduction_brings_it_out():
    body = posed({"hip_r": {"flex": 90}, "hip_l": {"abduct": 30}})
    assert body.points["knee_r"][0] > 0.35
    assert body.points["knee_l"][2] < body.points["hip_l"][2] - 0.15


@settings(max_examples=30, deadline=None)
@given(st.floats(-0.15, 0.15), st.floats(0.05, 0.15), st.sampled_from(sorted(PEOPLE)))
def test_the_heel_stands_where_it_is_put(x, z, who):
    body = posed({"foot": {"by": "heel", "at": [x, 0, z]}}, who)
    assert np.allclose(body.points["heel_r"], [x, 0, z], atol=1e-3)
    assert np.allclose(body.points["heel_l"], [x, 0, -z], atol=1e-3)


def test_a_palm_is_brought_to_a_named_anchor():
    anchors = {"counter.edge_r": np.array([0.33, 0.95, 0.17])}
    body = posed({"hand_r": {"at": "counter.edge_r", "palm": "down"}}, anchors=anchors)
    assert np.linalg.norm(body.points["palm_r"] - anchors["counter.edge_r"]) < 0.005


def test_a_place_that_does_not_exist_is_named():
    with pytest.raises(Unreachable, match=r"no place 'counter\.lid'"):
        posed({"hand_r": {"at": "counter.lid"}})


def test_a_leg_that_is_too_short_says_how_many_millimetres():
    body = posed({"pelvis": {"at": [0, 1.0, 0]}, "foot": {"at": [0, 0, 0.09]}})
    assert 80 < body.short_mm["leg_r"] < 160


@pytest.mark.parametrize("path", sorted(SCENES.glob("*.yaml")), ids=lambda p: p.stem)
def test_no_scene_bends_a_joint_too_far_or_falls_short(path):
    assert checks.bones(read.load(path)) == []


def test_a_knee_that_bends_the_wrong_way_is_told(tmp_path):
    file = tmp_path / "odd.yaml"
    file.write_text(
        "title: Odd\nposes: {a: {knee_r: {flex: -30}}, b: {knee_r: {flex: 20}}}\n"
        "panels: [{id: start, pose: a}, {id: finish, pose: b}]\n"
    )
    assert checks.bones(read.load(file)) == ["a: knee flexion r is -30°, outside -5° to 160°"]


@pytest.mark.parametrize(("degrees", "freed", "sound"), [(-70, True, True), (-70, False, False), (-90, True, False)])
def test_a_scene_may_point_a_foot_further_but_no_further_than_feet_go(tmp_path, degrees, freed, sound):
    file = tmp_path / "kneel.yaml"
    file.write_text(
        f"title: Kneel\nposes: {{a: {{ankle_r: {{dorsiflex: {degrees}}}}}, b: {{}}}}\n"
        "panels: [{id: start, pose: a}, {id: finish, pose: b}]\n"
        + ("checks: {free: [ankle dorsiflexion r]}\n" if freed else "")
    )
    assert (checks.bones(read.load(file)) == []) is sound


def test_setting_a_joint_free_that_no_floor_forces_changes_nothing(tmp_path):
    file = tmp_path / "knee.yaml"
    file.write_text(
        "title: Knee\nposes: {a: {knee_r: {flex: 170}}, b: {}}\nchecks: {free: [knee flexion r]}\n"
        "panels: [{id: start, pose: a}, {id: finish, pose: b}]\n"
    )
    assert checks.bones(read.load(file)) == ["a: knee flexion r is 170°, outside -5° to 160°"]


def test_two_panels_of_the_same_pose_are_told(tmp_path):
    file = tmp_path / "same.yaml"
    file.write_text("title: Same\nposes: {a: {}}\npanels: [{id: start, pose: a}, {id: finish, pose: a}]\n")
    assert checks.bones(read.load(file)) == ["the first and last panels show the same pose"]
