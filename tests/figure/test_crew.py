"""Many scenes at once, and a clinic's own: nothing stops the others, and each complaint has its line."""

import datetime as dt
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from handouts import scenes
from handouts.check import check
from handouts.figure import crew
from handouts.intake.catalog import Catalog
from handouts.intake.places import BUILT_IN, Places

#  one small close-up, so that drawing takes no time
TOES = """title: Toes
poses:
  a: {}
  b: {as: a, hip_r: {flex: 20}}
panels:
  - {id: start, pose: a, kind: inset, only: [nails r], close: {of: tip_r, radius: 0.05}}
  - {id: finish, pose: b, kind: inset, only: [nails r], close: {of: tip_r, radius: 0.05}}
"""


@pytest.fixture
def desk(tmp_path):
    """A clinic's folder with a good scene between two bad ones."""
    folder = tmp_path / "images/scenes"
    folder.mkdir(parents=True)
    (folder / "a-bent.yaml").write_text(TOES.replace("flex: 20", "flexx: 20"))
    (folder / "b-toes.yaml").write_text(TOES)
    (folder / "c-lost.yaml").write_text(TOES.replace("tip_r, radius: 0.05}}\n  -", "elbow_x, radius: 0.05}}\n  -"))
    return folder


def test_a_scene_that_fails_stops_no_other_and_the_order_is_kept(desk):
    done = list(crew.drawn(sorted(desk.glob("*.yaml"))))
    assert [each.path.stem for each in done] == ["a-bent", "b-toes", "c-lost"]
    assert [bool(each.pictures) for each in done] == [False, True, False]
    assert "a-bent.yaml:4:29: poses.b.hip_r.flexx" in str(done[0].problems[0])
    assert "c-lost.yaml:6:" in str(done[2].problems[0])
    assert "there is no place 'elbow_x'" in str(done[2].problems[0])


def test_what_is_asked_for_only_in_part_leaves_no_process_behind(desk):
    rest = crew.drawn([desk / "b-toes.yaml"] * 6)
    assert next(rest).pictures
    rest.close()
    assert crew.multiprocessing.active_children() == []


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signal")
def test_ctrl_c_ends_it_calmly(desk):
    for n in range(40):
        (desk / f"t{n:02}.yaml").write_text(TOES)
    words = [sys.executable, "-m", "handouts", "draw", "--clinic", str(desk.parents[1])]
    running = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert running.stdout.readline().strip().endswith("b-toes.svg")
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert said.strip() in {"", "stopped"}
    assert not [file for file in desk.parent.iterdir() if file.is_file() and file.suffix != ".svg"]


def test_check_looks_at_a_clinics_own_scenes_with_their_lines(desk):
    report = check(Catalog(Places((desk.parents[1], BUILT_IN))), [desk], dt.date(2026, 11, 21))
    told = "\n".join(map(str, report.errors))
    assert report.files == 3
    assert "a-bent.yaml:4:29: poses.b.hip_r.flexx" in told
    assert "b-toes.svg is missing" in told
    assert "nothing carries the figure" not in told
    assert report.warnings == []


def test_without_numpy_words_are_checked_and_one_notice_says_what_is_missing(desk, monkeypatch):
    for name in [name for name in sys.modules if name.startswith("handouts.figure")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr("handouts.figure")
    monkeypatch.setitem(sys.modules, "numpy", None)
    errors, notices = scenes.problems(sorted(desk.glob("*.yaml")))
    assert [Path(problem.place.file).name for problem in errors] == ["a-bent.yaml"]
    assert "3 scenes were not checked: numpy is not installed" in str(notices[0])
    assert "handouts[figure]" in str(notices[0])
    assert len(notices) == 1
