"""The committed pictures keep the contract of images/README.md and are what their scenes make."""

import gzip
import re
import statistics
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest

from handouts.figure import checks, match, panel, read, support, svg, touch
from handouts.figure.stage import Models

IMAGES = Path(__file__).parents[2] / "images"
FILES = sorted(IMAGES.glob("*.svg"))
ROLES = {*svg.LOOK, "ink", "ghost-line", "frame"}
SAMPLE = "calf-stretch-lunge"


@pytest.fixture(scope="module")
def sample():
    it = read.load(IMAGES / "scenes" / f"{SAMPLE}.yaml")
    return it, svg.text(it.title, panel.pictures(it))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_picture_keeps_the_contract(path):
    root = ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314 - our own file
    panels = [e for e in root if e.get("class") == "panel"]
    assert len(panels) >= 2
    assert len({p.get("id") for p in panels}) == len(panels)
    for box in panels:
        assert box.get("data-kind") in {"tall", "wide", "inset"}
        for shape in box.iter():
            tag = shape.tag.rpartition("}")[2]
            assert tag in {"svg", "path", "circle"}
            if tag != "svg":
                assert shape.get("class") in ROLES
                assert not {"style", "transform", "href", "onclick"} & set(shape.keys())
            if tag == "path":
                assert re.fullmatch(r"[MmLlHhVvCcZz0-9. \-]+", shape.get("d"))
        extent = max(float(np.abs(p).max()) for s in box.iter(f"{match.NS}path") for p in match.polygons(s.get("d")))
        assert extent <= max(float(box.get("width")), float(box.get("height"))) + 1


def test_every_scene_has_its_picture_and_every_picture_its_scene():
    assert {p.stem.partition("@")[0] for p in FILES} == {p.stem for p in (IMAGES / "scenes").glob("*.yaml")}


def test_a_panel_is_small():
    sizes = [len(gzip.compress(p.read_bytes())) / p.read_text().count('class="panel"') for p in FILES]
    assert statistics.median(sizes) <= 8000
    assert max(sizes) <= 9000


@pytest.mark.slow
def test_the_committed_picture_is_what_the_scene_makes(sample):
    it, text = sample
    assert checks.picture(it, text, IMAGES / f"{SAMPLE}.svg") == []


def test_a_scene_that_changed_is_told_from_its_picture(sample):
    _, text = sample
    other = (IMAGES / "toe-taps.svg").read_text(encoding="utf-8")
    assert any("covers" in line or "panels are" in line for line in match.differences(other, text))


def test_paths_read_back_where_they_were_written():
    line = np.array([[1.0, 2.0], [4.0, 9.0], [8.0, -3.0], [11.0, 5.0]])
    shape = svg.Shape("ink", ((line, line + 10.0),), 0.5)
    (read,) = match.polygons(svg.path(shape))
    assert np.abs(read[0] - [1, 2]).max() < 0.03
    assert np.abs(read[-1] - [21, 15]).max() < 0.03


def test_a_faint_highlight_is_told():
    text = (IMAGES / "heel-raise.svg").read_text(encoding="utf-8")
    assert match.faint(text, {"finish": True}) == []
    assert match.faint(text, {"start": True})[0].startswith("start: the highlight covers 0")


@pytest.fixture(scope="module")
def stance():
    it = read.load(IMAGES / "scenes" / "single-leg-stance.yaml")
    models = Models(it)
    return it, models.bodies["finish"], models.figure("finish")


def test_a_balance_scene_stands_touches_and_holds(stance):
    it, body, figure = stance
    for check in (touch.contacts, support.held, touch.balance):
        assert check(it, "finish", body, figure) == []
    assert touch.sunk(it, "finish", figure) == []


def test_a_figure_moved_into_the_floor_or_away_from_its_feet_is_told(stance):
    it, body, figure = stance
    down, aside = np.array([0, -0.05, 0]), np.array([0, 0, 0.6])
    for mesh in figure:
        mesh.points += down
    assert any("under the floor" in line for line in touch.sunk(it, "finish", figure))
    for mesh in figure:
        mesh.points += aside - down
    assert any("centre of mass" in line for line in touch.balance(it, "finish", body, figure))
    for mesh in figure:
        mesh.points -= aside
