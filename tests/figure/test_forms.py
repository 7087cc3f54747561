"""Fields, skins, curves and arrows keep their shape."""

from typing import get_args

import numpy as np
import pytest

from handouts.figure import field, props, svg
from handouts.figure.arrows import Sight, drawn
from handouts.figure.body import groups
from handouts.figure.buffer import Camera, Window, look
from handouts.figure.curve import loop
from handouts.figure.field import Egg, Group, Rod, sample
from handouts.figure.mesh import nets, skin
from handouts.figure.people import PEOPLE
from handouts.figure.pose import Pose
from handouts.figure.scene import Arrow, Prop, PropKind
from handouts.figure.skeleton import solve

ROUND = np.array([(0.0, 0.04, 0.04, 0.04, 0.04), (1.0, 0.04, 0.04, 0.04, 0.04)])


def test_the_skin_of_an_egg_lies_on_the_egg_and_its_normals_point_out():
    mesh = skin(Group("egg", "skin", (Egg(np.zeros(3), np.eye(3), (0.05, 0.05, 0.05)),), cell=0.005))
    reach = np.linalg.norm(mesh.points, axis=1)
    assert np.abs(reach - 0.05).max() < 0.0006
    assert ((mesh.normals * mesh.points).sum(1) / reach).min() > 0.98


def test_two_rods_end_to_end_make_no_ring_where_they_meet():
    x = np.array([1.0, 0, 0])
    a, b, c = (np.array([0, y, 0]) for y in (0.4, 0.0, -0.4))
    first = ROUND.copy()
    first[1, 0] = 1.1
    second = ROUND.copy()
    second[0, 0] = -0.1
    rods = (Rod(a, b, x, first, fade=(0, 0.2)), Rod(b, c, x, second, fade=(0.2, 0)))
    mesh = skin(Group("leg", "skin", rods, cell=0.005))
    middle = np.abs(mesh.points[:, 1]) < 0.2
    assert np.abs(np.hypot(mesh.points[middle, 0], mesh.points[middle, 2]) - 0.04).max() < 0.0012


def test_a_hollow_egg_takes_away():
    solid = Egg(np.zeros(3), np.eye(3), (0.05, 0.05, 0.05))
    dent = Egg(np.array([0.05, 0, 0]), np.eye(3), (0.02, 0.02, 0.02), hollow=True)
    values, corner = sample(Group("egg", "skin", (solid, dent), cell=0.005))
    spot = tuple(np.round((np.array([0.045, 0, 0]) - corner) / 0.005).astype(int))
    assert values[spot] > 0


@pytest.mark.parametrize("bare", [True, False])
def test_looking_only_near_the_skin_finds_the_same_skin(monkeypatch, bare):
    pose = Pose.model_validate({"knee_r": {"flex": 70}, "toes_r": {"curl": 30}, "elbow_r": {"flex": 90}})
    body = solve(pose, PEOPLE["woman"], shoes=not bare, anchors={})
    some = [g for g in groups(body, close=False) if g.name in {"arm r", "leg r", "shoe r", "shorts"}]
    quick = [nets(sample(g)[0])[0] for g in some]
    monkeypatch.setattr(field, "REACH", 1000.0)
    for seen, group in zip(quick, some, strict=True):
        whole, _ = sample(group)
        assert (np.abs(whole) < 1).all()
        assert np.array_equal(seen, nets(whole)[0])


@pytest.mark.parametrize("kind", sorted(get_args(PropKind)))
def test_every_prop_can_be_drawn(kind):
    raw = {
        "kind": kind,
        "along": [[0, 0.1, 0], [0.3, 0.1, 0], [0.6, 0.2, 0]],
        "spots": [[0, 0.1, 0]],
        "size": [0.4, 0.5, 0.3],
    }
    body = solve(Pose(), PEOPLE["man"], shoes=False, anchors={})
    made = props.meshes("it", Prop.model_validate(raw), body, {})
    assert made
    for mesh in made:
        assert mesh.role in svg.LOOK
        assert len(mesh.faces) > 0
        assert np.isfinite(mesh.points).all()
        assert np.isfinite(mesh.normals).all()


def test_the_nearer_of_two_balls_is_seen():
    balls = [
        skin(Group(n, "skin", (Egg(np.array([0, 0, z]), np.eye(3), (0.05, 0.05, 0.05)),)))
        for n, z in (("far", -0.2), ("near", 0.2))
    ]
    seen = look(balls, Camera(0, 0), Window(-0.1, -0.1, 0.1, 0.1, 500))
    assert seen.owner[50, 50] == 2
    assert seen.depth[50, 50] == pytest.approx(0.25, abs=0.002)
    assert seen.owner[2, 2] == 0


def test_a_circle_of_dots_becomes_a_few_smooth_cubics():
    t = np.linspace(0, 2 * np.pi, 400, endpoint=False)
    dots = np.round(60 + 50 * np.stack([np.cos(t), np.sin(t)], 1))
    cubics = loop(dots, 0.6, 2.2, 5)
    ends = np.array([c[3] for c in cubics])
    assert len(cubics) <= 12
    assert np.abs(np.hypot(*(ends - 60).T) - 50).max() < 1.2


def test_a_square_keeps_its_corners():
    side = np.arange(0, 100)
    dots = np.concatenate(
        [
            np.c_[side, 0 * side],
            np.c_[0 * side + 100, side],
            np.c_[100 - side, 0 * side + 100],
            np.c_[0 * side, 100 - side],
        ]
    )
    ends = np.array([c[3] for c in loop(dots.astype(float), 0.6, 2.2, 5)])
    for corner in ((0, 0), (100, 0), (100, 100), (0, 100)):
        assert np.hypot(*(ends - corner).T).min() < 3


def test_an_arrow_goes_the_way_of_its_landmark_and_stays_off_the_figure():
    low = solve(Pose(), PEOPLE["woman"], shoes=False, anchors={})
    high = solve(Pose(), PEOPLE["woman"], shoes=False, anchors={})
    low.points["heel_r"] = np.array([0, 0.3, 0.1])
    high.points["heel_r"] = low.points["heel_r"] + np.array([0, 0.1, 0])
    window = Window(-0.5, 0.0, 0.5, 1.0, 500)
    busy = np.zeros((500, 500), dtype=bool)
    x = int(window.dots(Camera(0, 0)(low.points["heel_r"]))[0])
    busy[:, x - 10 : x + 60] = True
    sight = Sight(Camera(0, 0), window, 8.0, busy, {})
    _, line = drawn(Arrow.model_validate({"follow": "heel_r", "from": "low"}), high, low, sight)
    assert line[-1][1] < line[0][1] - 40  # up, in dots
    assert not busy[line[:, 1].astype(int).clip(0, 499), line[:, 0].astype(int)].any()
