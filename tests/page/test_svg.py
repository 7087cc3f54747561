from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.page import svg
from handouts.page.shapes import MOST_UNITS, outline

IMAGES = sorted(Path(__file__).parents[2].glob("images/*.svg"))
PANEL = (
    '<svg class="panel" id="{id}" data-kind="tall" x="0" y="0" width="60" height="120" viewBox="0 0 60 120">'
    "{body}</svg>"
)


def picture(body: str, *, name: str = "start", more: str = "") -> bytes:
    panel = PANEL.format(id=name, body=body)
    root = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 120">'
    return f"{root}\n<title>Heel raise</title>{more}\n{panel}</svg>".encode()


def test_a_picture_is_read_into_panels_and_shapes():
    read = svg.read(picture('<path class="skin" d="M1 2L3 4Z"/><path class="ink" stroke-width=".95" d="m1 2 3 4"/>'))
    (panel,) = read.panels
    assert (read.title, panel.id, panel.kind, panel.width_pt, panel.height_pt) == (
        "Heel raise",
        "start",
        "tall",
        60,
        120,
    )
    skin, ink = panel.shapes
    assert (skin.role, skin.path.ops, skin.path.points, skin.stroke_width_pt) == ("skin", "MLZ", (1, 2, 3, 4), None)
    assert (ink.role, ink.path.points, ink.stroke_width_pt) == ("ink", (1, 2, 4, 6), 0.95)


def test_a_group_gives_its_role_to_shapes_that_have_none():
    (panel,) = svg.read(
        picture('<g class="skin"><circle cx="9" cy="9" r="5"/><path class="hair" d="M0 0z"/></g>')
    ).panels
    assert [shape.role for shape in panel.shapes] == ["skin", "hair"]
    assert panel.shapes[0].path.box == (4, 4, 14, 14)


def test_a_role_that_nobody_knows_is_read_and_reported():
    assert svg.read(picture('<path class="cape" d="M0 0z"/>')).strange_roles == ("cape",)


@pytest.mark.parametrize(
    ("data", "ops", "points"),
    [
        ("M1,2 3,4", "ML", (1, 2, 3, 4)),
        ("m1 2 3 4 5 6z", "MLLZ", (1, 2, 4, 6, 9, 12)),
        ("M10 10H20V30h-5v-5z", "MLLLLZ", (10, 10, 20, 10, 20, 30, 15, 30, 15, 25)),
        ("M5 5zl1 1", "MZL", (5, 5, 6, 6)),
        ("M0 0c1-1 2-2 3.5.5.5 0 1 0 2 2", "MCC", (0, 0, 1, -1, 2, -2, 3.5, 0.5, 4, 0.5, 4.5, 0.5, 5.5, 2.5)),
        ("M-.5-.25L1e1 2E-1", "ML", (-0.5, -0.25, 10, 0.2)),
    ],
)
def test_path_data_becomes_absolute(data, ops, points):
    path = outline(data)
    assert (path.ops, path.points) == (ops, pytest.approx(points))


@pytest.mark.parametrize(
    "data",
    [
        "", "L1 1", "M1", "M1 2 3", "M1 2L3", "M1 2C1 2 3 4 5", "M1 2Z3", "M1 2 A1 1 0 0 0 3 3", "M1 2 L x y", "z",
        "M1 2L1_0 3", "M1 2#", "M1 2L1..2 3", "M 1e9 0", "M1 2L1e999 0", "M1 2Lnan 3", "M1 2Linf 3",
    ],
)  # fmt: skip
def test_path_data_with_any_fault_is_refused(data):
    with pytest.raises(ValueError, match="path"):
        outline(data)


numbers = st.floats(-999, 999).map(lambda value: round(value, 2))
segments = st.lists(st.tuples(*[numbers] * 6), min_size=1, max_size=8)


@given(numbers, numbers, segments)
def test_relative_and_absolute_data_say_the_same(x, y, steps):
    path = outline(f"M{x} {y}c" + " ".join(str(value) for step in steps for value in step))
    again = outline(f"M{x} {y}C" + " ".join(map(repr, path.points[2:])))
    assert again.points == pytest.approx(path.points, abs=1e-9)


@given(st.text("MLCZmlcz0123456789.-+, eEaSx", max_size=40))
def test_path_data_is_read_or_refused_and_nothing_else(data):
    try:
        path = outline(data)
    except ValueError as error:
        assert "path" in str(error)  # noqa: PT017
    else:
        assert len(path.points) == sum({"M": 2, "L": 2, "C": 6, "Z": 0}[op] for op in path.ops)
        assert all(abs(value) <= MOST_UNITS for value in path.points)


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("<script>alert(1)</script>", "line 3: <script> is not part of a panel"),
        ('<path class="skin" d="M0 0z" transform="scale(2)"/>', "line 3: 'transform' is not allowed on a path"),
        ('<path class="skin" d="M0 0z" onclick="x()"/>', "line 3: 'onclick' is not allowed on a path"),
        ('<path class="skin" d="M0 0z" style="fill:red"/>', "line 3: 'style' is not allowed"),
        ('<a href="http://example.org"><path class="skin" d="M0 0z"/></a>', "line 3: <a> is not part"),
        ('<path class="skin" d="M0 0 L1"/>', "line 3: path command 'L' takes 2 numbers at a time, not 1"),
        ('<path class="skin hair" d="M0 0z"/>', "one word, its role"),
        ('<path d="M0 0z"/>', "one word, its role"),
        ('<path class="ink" d="M0 0z" stroke-width="0"/>', "stroke-width is more than 0"),
        ('<circle class="skin" cx="1" cy="1"/>', "r should be a plain number"),
        ("<g>" * 60 + "</g>" * 60, "levels"),
        ("<path", "not well-formed"),
    ],
)
def test_what_is_outside_the_subset_is_refused_with_its_line(body, complaint):
    with pytest.raises(ValueError, match=r"^line 3: ") as caught:
        svg.read(picture(body))
    assert complaint in str(caught.value)


def test_panels_are_named_once_and_by_the_known_names():
    with pytest.raises(ValueError, match="not 'begin'"):
        svg.read(picture("", name="begin"))
    with pytest.raises(ValueError, match="same id"):
        svg.read(picture("", more=PANEL.format(id="start", body="")))
    with pytest.raises(ValueError, match="no panels"):
        svg.read(b'<svg xmlns="http://www.w3.org/2000/svg"/>')


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_doctype_is_refused_before_its_entities_are_read(encoding):
    bomb = '<?xml version="1.0"?>\n<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg>&b;</svg>'
    with pytest.raises(ValueError, match="line 2: a DOCTYPE is not allowed"):
        svg.read(bomb.encode(encoding))


def test_a_file_over_two_megabytes_is_refused_unread():
    with pytest.raises(ValueError, match="at most 2 MB"):
        svg.read(b"<" * 2_000_001)


@given(st.binary(max_size=60), st.integers(0, 300))
def test_damage_is_a_value_error_or_nothing(damage, place):
    whole = picture('<path class="skin" d="M1 2L3 4Z"/>')
    try:
        svg.read(whole[:place] + damage + whole[place:])
    except ValueError as error:
        assert str(error)  # noqa: PT017


@pytest.mark.parametrize("path", IMAGES, ids=lambda path: path.stem)
def test_each_shipped_picture_is_read_and_has_only_known_roles(path):
    picture = svg.read(path.read_bytes())
    assert picture.title
    assert picture.strange_roles == ()
