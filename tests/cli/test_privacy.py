import tempfile
from pathlib import Path

import pytest

from handouts.cli import say
from tests.cli.desk import DAY, GOOD, swap

SECRETS = ("Zebulon", "Quill", "marathon", "whisper", "Okafor", "DPT")
SECRET = (
    swap("Sam Rivera", "Zebulon Quill")
    .replace("Run 5 km without pain", "Run a marathon again")
    .replace("Go slow on the way down.", "Go as slow as a whisper.")
)
TAMPERED = (
    ("patient: a text", "patient: Zebulon Quill\nprogram: sore-ankles-recovery-5\n"),
    ("the file a text", "Zebulon Quill wants to run a marathon\n"),
    ("a name as a key", SECRET.replace("name: Zebulon Quill", "Zebulon Quill:")),
    ("a name as a map", SECRET.replace("name: Zebulon Quill", "name: {Zebulon: Quill}")),
    ("a name as a list", SECRET.replace("name: Zebulon Quill", "name: [Zebulon, Quill]")),
    ("a name as an alias", SECRET.replace("name: Zebulon Quill", "name: *Zebulon")),
    ("a name as an alias and more", SECRET.replace("name: Zebulon Quill", "name: *Zebulon Quill")),
    ("a name as a tag", SECRET.replace("name: Zebulon Quill", "name: !Zebulon!Quill")),
    ("a name as an anchor", SECRET.replace("name: Zebulon Quill", "name: &Zebulon! Quill")),
    ("a name in a broken quote", SECRET.replace("name: Zebulon Quill", 'name: "Zebulon Quill')),
    ("a name with a colon", SECRET.replace("name: Zebulon Quill", "name: Zebulon: Quill")),
    ("a name with a sign", SECRET.replace("name: Zebulon Quill", "name: Zebulon 王 Quill")),
    ("a name too long", SECRET.replace("name: Zebulon Quill", "name: Zebulon Quill" + " Quill" * 20)),
    ("a goal as text", SECRET.replace("[Run a marathon again]", "Run a marathon again")),
    ("a goal as a map", SECRET.replace("[Run a marathon again]", "[{Run a marathon: again}]")),
    ("a goal as a nested list", SECRET.replace("[Run a marathon again]", "[[Run a marathon again]]")),
    ("a goal as a key", SECRET.replace("goals: [Run a marathon again]", "Run a marathon again: true")),
    ("a goal too long", SECRET.replace("marathon", "marathon " * 30)),
    ("a note as a list", SECRET.replace("note: Go as slow as a whisper.", "note: [Go as slow as a whisper.]")),
    ("a note too long", SECRET.replace("whisper", "whisper " * 90)),
    ("a note with a colon", SECRET.replace("Go as slow", "Go as slow: whisper")),
    ("a note as a key", SECRET.replace("note: Go as slow as a whisper.", "Go as slow as a whisper: 1")),
    ("a clinician as a list", SECRET.replace('{name: J. Okafor, credentials: "PT, DPT"}', "[J. Okafor, DPT]")),
    ("a clinician as text", SECRET.replace('{name: J. Okafor, credentials: "PT, DPT"}', "J. Okafor DPT")),
)


@pytest.mark.parametrize("content", [pytest.param(content, id=name) for name, content in TAMPERED])
def test_no_complaint_repeats_what_is_private(desk, content):
    desk.put("sam.yaml", content)
    ran = desk.make("sam.yaml")
    assert ran.code == 3, ran.err
    assert ran.calm
    assert not [secret for secret in SECRETS if secret.lower() in (ran.err + ran.out).lower()], ran.err


def test_our_own_bug_names_its_place_and_nothing_of_the_patient(desk):
    assert say.failed(RuntimeError(f"failed on {SECRETS[0]}")) == 1
    said = desk.capture.readouterr().err
    assert "please report" in said
    assert SECRETS[0] not in said


def test_nothing_is_left_behind_but_the_handout(desk, monkeypatch, tmp_path_factory):
    scratch = tmp_path_factory.mktemp("scratch")
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(scratch))
    monkeypatch.setattr(tempfile, "tempdir", None)
    desk.put("sam.yaml", GOOD)
    desk.put("broken.yaml", swap("sets: 3", "sets: 200"))
    assert desk.make("sam.yaml", "broken.yaml").code == 3
    assert sorted(desk.files()) == ["broken.yaml", "output/", "output/sam.pdf", "sam.yaml"]
    assert not list(scratch.iterdir())
    assert Path(tempfile.gettempdir()) == scratch


def test_a_dry_run_and_a_check_write_nothing(desk):
    desk.put("sam.yaml", GOOD)
    before = desk.files()
    dry = desk.make("sam.yaml", "--dry-run")
    assert dry.code == 0
    assert "Heel raise" in dry.out
    assert desk.run("check", "sam.yaml", "--date", DAY).code == 0
    assert desk.files() == before
