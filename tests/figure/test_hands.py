"""Hands hold what they are given: every fingertip lies within a centimetre of it, and none far inside."""

import numpy as np
import pytest

from handouts.figure.hand import hand
from handouts.figure.people import PEOPLE
from handouts.figure.pose import SIGN, Pose, spread
from handouts.figure.skeleton import solve

NEAR_M = 0.010
BALL_M, KNEE_M, RAIL_M, MARBLE_M = 0.0315, 0.050, 0.014, 0.0095  # radii; the ball is a lacrosse ball


def held(grip, side, who):
    """Fingertips (thumb last) as places in the hand's frame from the wrist, metres, with their radii; and the body."""
    body = solve(Pose.model_validate(spread({"grip": grip})), PEOPLE[who], shoes=False, anchors={})
    ends = {bone.part: bone for bone in hand(body, side) if bone.part != "palm"}
    frame, wrist = body.frames[f"hand_{side}"], body.points[f"wrist_{side}"]

    def local(point):
        return (point - wrist) @ frame

    tips = np.array([local(bone.end) for bone in ends.values()])
    return tips, np.array([bone.table[-1, 1] for bone in ends.values()]), local, body


@pytest.mark.parametrize("who", sorted(PEOPLE))
@pytest.mark.parametrize("side", ["r", "l"])
class TestGrips:
    def test_five_fingertips_lie_on_a_ball(self, side, who):
        tips, thick, local, body = held("ball", side, who)
        gaps = np.linalg.norm(tips - local(body.points[f"grip_{side}"]), axis=1) - thick - BALL_M
        assert np.abs(gaps).max() < NEAR_M

    def test_a_cupped_hand_lies_round_a_knee(self, side, who):
        tips, thick, local, body = held("cup", side, who)
        middle = local(body.points[f"palm_{side}"]) + np.array([0, 0, -SIGN[side] * KNEE_M])
        gaps = np.linalg.norm(tips - middle, axis=1) - thick - KNEE_M
        assert np.abs(gaps).max() < NEAR_M

    def test_fingers_close_round_a_rail(self, side, who):
        tips, thick, local, body = held("hold", side, who)
        away = (tips - local(body.points[f"grip_{side}"]))[:, 1:]  # a rail runs across the palm
        gaps = np.linalg.norm(away, axis=1) - thick - RAIL_M
        assert np.abs(gaps).max() < NEAR_M

    def test_thumb_and_first_finger_pinch_a_marble(self, side, who):
        tips, thick, _, _ = held("pinch", side, who)
        apart = np.linalg.norm(tips[0] - tips[-1]) - thick[0] - thick[-1]
        assert abs(apart - 2 * MARBLE_M) < 2 * NEAR_M
        assert apart < NEAR_M + MARBLE_M

    def test_a_flat_hand_holds_no_ball(self, side, who):
        tips, thick, local, body = held("flat", side, who)
        gaps = np.linalg.norm(tips - local(body.points[f"grip_{side}"]), axis=1) - thick - BALL_M
        assert np.abs(gaps).max() > 2 * NEAR_M
