"""Many scenes at once, and a clinic's own: nothing stops the others, and each complaint has its line."""

import datetime as dt
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from handouts import scenes
from handouts.check import check
from handouts.cli.app import app
from handouts.figure import audit, crew
from handouts.intake.catalog import Catalog
from handouts.intake.places import BUILT_IN, Places
from handouts.intake.problems import NeedsFixing

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


@pytest.mark.slow
def test_what_is_asked_for_only_in_part_is_in_order_and_leaves_no_process_behind(desk):
    done = crew.drawn(sorted(desk.glob("*.yaml")))
    assert next(done).problems
    assert next(done).pictures
    done.close()
    assert crew.multiprocessing.active_children() == []


@pytest.mark.slow
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


def test_check_looks_at_a_clinics_own_scenes(desk):
    (desk / "b-toes.yaml").unlink()
    (desk / "c-lost.yaml").unlink()
    report = check(Catalog(Places((desk.parents[1], BUILT_IN))), [desk], dt.date(2026, 11, 21))
    assert (report.files, report.warnings) == (1, [])
    assert "a-bent.yaml:4:29: poses.b.hip_r.flexx" in str(report.errors[0])


def test_complaints_find_the_line_of_their_pose_panel_or_word(desk):
    said = ("b: the l foot is 3.0 cm under the floor", "as man: finish: a wedge", "title: odd", "x.svg is missing")
    places = [str(problem.place) for problem in audit.located(desk / "b-toes.yaml", said)]
    assert [place.rpartition("b-toes.yaml")[2] for place in places] == [":4:6", ":7:5", ":1:1", ""]
    assert str(audit.named(desk / "c-lost.yaml", "there is no place 'elbow_x'").place).endswith("c-lost.yaml:6:68")


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


def test_draw_writes_what_it_can_and_tells_all_that_is_wrong_at_the_end(desk):
    ran = CliRunner().invoke(app, ["draw", "--clinic", str(desk.parents[1])])
    assert (desk.parent / "b-toes.svg").is_file()
    assert ran.stdout.strip() == str(desk.parent / "b-toes.svg")
    assert isinstance(ran.exception, NeedsFixing)
    assert [Path(problem.place.file).name for problem in ran.exception.problems] == ["a-bent.yaml", "c-lost.yaml"]


def test_draw_check_tells_what_is_wrong_and_writes_nothing(desk):
    ran = CliRunner().invoke(app, ["draw", "--check", "a-bent", "--clinic", str(desk.parents[1])])
    assert ran.exit_code == 3
    assert "a-bent.yaml:4:29: poses.b.hip_r.flexx" in ran.stdout
    assert list(desk.parent.glob("*.svg")) == []
