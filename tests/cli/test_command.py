"""The command line around the profiles: options, places to write to, clinics with their own files."""

import errno
import json
import os
import re
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from handouts.intake import files
from handouts.intake.problems import CannotWrite
from tests.cli.desk import DAY, GOOD, nobody, swap

ROOT = Path(__file__).parents[2]
OLD = b"the one from last week"


def outside(*args, **options):
    """The program as a process of its own."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), **options.pop("env", {})}
    return subprocess.run(
        [sys.executable, "-m", "handouts", *map(str, args)], capture_output=True, check=False, env=env, **options
    )


WRONG_COMMANDS = [
    (["make"], "Missing argument"),
    (["mak", "sam.yaml"], "make"),
    (["make", "sam.yaml", "--papper", "a4"], "--paper"),
    (["make", "sam.yaml", "--paper", "a5"], "--paper: 'a5' is not one of letter, a4"),
    (["make", "sam.yaml", "--paper", "A4"], "did you mean 'a4'?"),
    (["make", "sam.yaml", "--date", "tomorrow"], "--date: 'tomorrow' is not a day written year-month-day"),
    (["make", "sam.yaml", "--date", "2026-02-30"], "--date: '2026-02-30' is not a day"),
    (["make", "sam.yaml", "--date", "20261121"], "--date: '20261121' is not a day"),
    (["make", "sam.yaml", "--date", "2026-W47-6"], "--date: '2026-W47-6' is not a day"),
    (["make", "sam.yaml", "--brand", "harbour-street"], "did you mean 'harbor-street'?"),
    (["make", "sam.yaml", "--brand", "../../etc"], "there is no brand"),
    (["make", "sam.yaml", "--language", "fr"], "there are no words for 'fr'"),
    (["make", "sam.yaml", "--language", "../en"], "there are no words for '../en'"),
    (["make", "sam.yaml", "--clinic", "nowhere"], "--clinic: there is no folder 'nowhere'"),
    (["make", "sam.yaml", "b/sam.yaml"], "two profiles would both be written to output/sam.pdf"),
    (["make", "sam.yaml", "sam.yaml", "-o", "x"], "two profiles would both be written to x/sam.pdf"),
    (["show", "heel-rise"], "did you mean 'heel-raise'?"),
    (["show", "../programs/foot-ankle-pain-5"], "there is no exercise"),
    (["exercises", "--region", "foots"], "did you mean 'foot'?"),
    (["exercises", "--position", "lying"], "--position: 'lying' is not one of"),
    (["exercises", "--equipment", "trampoline"], "--equipment: 'trampoline' is not one of"),
    (["check", "--date", "x"], "--date: 'x' is not a day"),
]


@pytest.mark.parametrize(("args", "said"), WRONG_COMMANDS, ids=[" ".join(args) for args, _ in WRONG_COMMANDS])
def test_a_wrong_command_is_answered_before_anything_is_made(desk, args, said):
    desk.put("sam.yaml")
    desk.put("b/sam.yaml")
    before = desk.files()
    ran = desk.run(*args)
    assert (ran.code, ran.out) == (2, ""), ran.err
    assert said in ran.err
    assert ran.calm
    assert desk.files() == before


@pytest.mark.parametrize(
    ("path", "said"),
    [("nobody.yaml", "there is no such file"), ("folder", "is a folder"), ("sam.yaml/x.yaml", "there is no such file"),
     ("x" * 300 + ".yaml", "could not be read"), ("gone/sam.yaml", "there is no such file"), ("", "is a folder")],
)  # fmt: skip
def test_a_path_that_is_no_profile_is_named_and_told(desk, path, said):
    desk.put("sam.yaml")
    desk.put("folder/a.yaml")
    ran = desk.make(path)
    assert ran.code == 3
    assert f"{path}: {said}" in ran.err
    assert ran.calm


def test_a_profile_that_one_may_not_read_is_told(desk):
    desk.folder.chmod(0o755)
    desk.put("sam.yaml").chmod(0)
    with nobody():
        ran = desk.make("sam.yaml")
    assert ran.code == 3
    assert "sam.yaml: may not be read by you" in ran.err
    assert ran.calm


def test_a_file_of_100_mb_is_refused_at_once(desk):
    with desk.put("sam.yaml").open("r+b") as file:
        file.truncate(100_000_000)
    start = time.process_time()
    ran = desk.make("sam.yaml")
    assert time.process_time() - start < 0.5
    assert (ran.code, ran.err.splitlines()[0]) == (3, "sam.yaml: is larger than 1 MB; files of this kind are a few kB")


def test_a_missing_folder_is_made_for_one_and_for_many(desk):
    desk.put("a.yaml")
    desk.put("b.yaml")
    assert desk.make("a.yaml", "-o", "new/deep/sam.pdf").out == "new/deep/sam.pdf\n"
    assert desk.make("a.yaml", "b.yaml", "-o", "many").out == "many/a.pdf\nmany/b.pdf\n"
    assert desk.make("a.yaml", "-o", "one/").out == "one/a.pdf\n"
    assert desk.make("a.yaml", "-o", "many").out == "many/a.pdf\n"


@pytest.mark.parametrize(
    ("target", "said"),
    [("blocked/sam.pdf", "blocked/sam.pdf: lies under something that is a file"),
     ("blocked/deep/sam.pdf", "lies under something that is a file"),
     ("x" * 300 + ".pdf", "has too long a name"),
     ("/dev/full", "the disk is full")],
)  # fmt: skip
def test_where_nothing_can_be_written_is_told_with_exit_5(desk, target, said):
    desk.put("sam.yaml")
    desk.put("blocked", OLD)
    before = desk.files()
    ran = desk.make("sam.yaml", "-o", target)
    assert (ran.code, ran.out) == (5, ""), ran.err
    assert said in ran.err
    assert ran.calm
    assert desk.files() == before


def test_a_file_where_the_output_folder_should_be_is_left_alone(desk):
    desk.put("sam.yaml")
    desk.put("b.yaml")
    desk.put("output", OLD)
    for args in (["sam.yaml"], ["sam.yaml", "b.yaml"], ["sam.yaml", "b.yaml", "-o", "output"]):
        ran = desk.make(*args)
        assert ran.code == 5
        assert "output: is a file" in ran.err
        assert desk.files()["output"] == OLD


def test_a_folder_that_one_may_not_write_to_is_told(desk):
    desk.folder.chmod(0o755)
    desk.put("shut/old.pdf", OLD)
    (desk.folder / "shut").chmod(0o555)
    with nobody(), pytest.raises(CannotWrite, match="may not be written by you"):
        files.write(Path("shut/old.pdf"), b"new")
    assert desk.files()["shut/old.pdf"] == OLD


def test_a_disk_that_fills_up_leaves_the_old_handout_and_no_crumbs(desk):
    desk.put("sam.yaml")
    desk.put("output/sam.pdf", OLD)
    before = desk.files()
    ran = outside(
        "make", "sam.yaml", cwd=desk.folder, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000))
    )
    assert (ran.returncode, ran.stdout) == (5, b""), ran.stderr
    assert b"output/sam.pdf: could not be written" in ran.stderr
    assert desk.files() == before


def test_what_was_there_is_replaced_whole_and_a_link_stays_a_link(desk):
    old = desk.put("shelf/sam.pdf", OLD)
    link = desk.folder / "link.pdf"
    link.symlink_to(old)
    files.write(Path("link.pdf"), b"new")
    assert link.is_symlink()
    assert old.read_bytes() == b"new"
    assert sorted(desk.files()) == ["link.pdf", "shelf/", "shelf/sam.pdf"]


def test_a_device_stays_a_device():
    files.write(Path("/dev/null"), b"new")
    assert not Path("/dev/null").is_file()
    with pytest.raises(CannotWrite) as refused:
        files.write(Path("/dev/full"), b"new")
    assert os.strerror(errno.ENOSPC).lower() not in str(refused.value)
    assert "make room" in str(refused.value)


@pytest.mark.parametrize("stop", [signal.SIGINT])
def test_stopping_ends_without_a_traceback(desk, stop):
    os.mkfifo(desk.folder / "sam.yaml")
    command = [sys.executable, "-m", "handouts", "make", "sam.yaml"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with (
        subprocess.Popen(command, cwd=desk.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env) as running,
        (desk.folder / "sam.yaml").open("wb"),  # opens only once the tool reads: it is at work now
    ):
        running.send_signal(stop)
        _, err = running.communicate(timeout=20)
    assert running.returncode == 130
    assert b"Traceback" not in err


def test_a_reader_that_leaves_early_is_no_error(desk):
    reading, writing = os.pipe()
    os.close(reading)
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "handouts", "programs"]
    ran = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False, env=env)
    os.close(writing)
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_an_old_terminal_shows_question_marks_and_the_work_goes_on(desk):
    desk.put("zoë.yaml", swap("sets: 3", "sets: 200"))
    ran = outside("make", "zoë.yaml", cwd=desk.folder, env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "1"})
    assert ran.returncode == 3
    assert b"zo?.yaml:13:18: " in ran.stderr


CLINIC = [
    ("templates/words/en/message.j2", "{{ seconds", "1:1: the template is not well formed"),
    ("templates/words/en/message.j2", "a\n{% if %}", "2:1: the template is not well formed"),
    ("templates/words/en/message.j2", "{% include 'x' %}", "1:1: the template is not well formed"),
    ("templates/words/en/message.j2", "{{ nothing }}", "1:1: the template could not be filled"),
    ("templates/words/en/message.j2", "{{ ''.__class__.mro() }}", "1:1: the template uses something that is not"),
    ("templates/words/en/message.j2", "{{ 'x' * 90000 }}", "1:1: the template is not well formed"),
    ("templates/words/en/message.j2", b"caf\xe9", "1:4: has a character that is not UTF-8"),
    ("templates/words/en/labels.yaml", "titel: x\n", "titel is not a label"),
    ("templates/words/en/labels.yaml", "and: no\nand: yes\n", "the key 'and' is given twice"),
    ("templates/words/en/labels.yaml", "- and\n", "should be a map of keys"),
    ("catalog/exercises/heel-raise.yaml", "name: Heel raise\n", "short_name is missing"),
    ("catalog/equipment.yaml", "things: [chair]\n", "things should be a map of keys, not a list"),
    ("catalog/flags.yaml", "flags: {hip: {name: Hip}}\n", "flags.hip.plain is missing"),
    ("catalog/rules/own.yaml", "rules: [{id: wb}]\n", "rules.0.id should be an id like WB-2"),
    ("catalog/red-flags.yaml", "red_flags: [{tier: later}]\n", "red_flags.0.tier should be one of emergency"),
    ("templates/brands/harbor-street/brand.yaml", "name: H\ncolour: teal\n", "2:9: colour should be a colour"),
    ("templates/brands/harbor-street/brand.yaml", "name: H\ncolour: #075c70\n", "2:8: colour should be text"),
    ("templates/brands/harbor-street/brand.yaml", "name: H\nlogo: {file: ../x.png}\n", "logo.file should be"),
    ("templates/brands/harbor-street/brand.yaml", "name: H\nemergency_number: 911\n", "should be text"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "content", "said"), CLINIC, ids=[f"{c[0]} {c[1][:12]!r}" for c in CLINIC])
def test_a_slip_in_a_clinics_own_file_is_told_with_that_file(desk, file, content, said):
    desk.put("sam.yaml")
    desk.put(f"clinic/{file}", content)
    before = desk.files()
    ran = desk.make("sam.yaml", "--clinic", "clinic")
    assert (ran.code, ran.out) == (3, ""), ran.err
    assert f"clinic/{file}:{said}" in ran.err or (f"clinic/{file}:" in ran.err and f" {said}" in ran.err)
    assert ran.calm
    assert desk.files() == before


@pytest.mark.parametrize(("file", "content", "said"), CLINIC, ids=[f"{c[0]} {c[1][:12]!r}" for c in CLINIC])
def test_check_finds_it_too_unless_only_a_plan_can_bring_it_out(desk, file, content, said):
    desk.put(f"clinic/{file}", content)
    for args in (["clinic"], [f"clinic/{file}"], [f"clinic/{file}", "--clinic", "clinic"]):
        ran = desk.run("check", *args)
        assert ran.calm, ran.err
        if not re.search("could not be filled|not allowed|writes more", said) and "something" not in said:
            assert ran.code == 3, (args, ran.out)
            assert f"clinic/{file}" in ran.out


def test_check_without_a_path_looks_at_the_clinic_and_at_what_is_built_in(desk):
    desk.put("clinic/catalog/flags.yaml", "flags: []\n")
    ran = desk.run("check", "--clinic", "clinic", "--date", DAY)
    assert ran.code == 3
    assert "error: clinic/catalog/flags.yaml:1:8: flags should be a map of keys, not a list" in ran.out
    assert int(re.search(r"(\d+) files checked", ran.out)[1]) > 50


def test_check_tells_a_template_that_no_page_asks_for(desk):
    desk.put("clinic/templates/words/en/mesage.j2", "hello")
    ran = desk.run("check", "clinic", "--strict")
    assert ran.code == 3
    assert "mesage.j2: no page asks for this template\n    hint: did you mean 'message'?" in ran.out


def test_a_brands_own_words_are_checked_beside_it(desk):
    desk.put("clinic/templates/brands/mine/brand.yaml", "name: Mine\n")
    desk.put("clinic/templates/brands/mine/words/labels.yaml", "titel: x\n")
    ran = desk.run("check", "clinic")
    assert ran.code == 3
    assert "words/labels.yaml:1:1: titel is not a label" in ran.out


@pytest.mark.parametrize("args", [["--brand", "x" * 300], ["--language", "x" * 300], ["--clinic", "x" * 300]])
def test_a_name_longer_than_any_file_can_have_is_just_not_there(desk, args):
    desk.put("sam.yaml")
    ran = desk.make("sam.yaml", *args)
    assert ran.code == 2, ran.err
    assert desk.run("show", "x" * 300).code == 2


def test_every_command_has_help_with_an_example_that_names_it(desk):
    said = desk.run("--help").out
    commands = re.findall(r"^  ([a-z]+)  +\S", said.partition("Commands:")[2], re.MULTILINE)
    assert {"make", "exercises", "show", "programs", "check"} <= set(commands)
    for command in commands:
        for way in ("-h", "--help"):
            told = desk.run(command, way)
            assert told.code == 0
            assert f"Example: handouts {command}" in told.out


def test_the_version_is_the_packages_own(desk):
    from handouts import __version__

    assert desk.run("--version").out == f"handouts {__version__}\n"


def test_lists_are_tables_or_json_on_stdout_alone(desk):
    rows = desk.run("exercises", "calf", "--position", "standing")
    assert rows.out.startswith("ID ")
    assert "calf-stretch-wall" in rows.out
    found = json.loads(desk.run("exercises", "--json").out)
    assert {each["id"] for each in found} >= {"heel-raise", "toe-taps"}
    assert json.loads(desk.run("show", "heel-raise", "--json").out)["name"] == "Heel raise"
    assert json.loads(desk.run("programs", "--json").out)[0]["exercises"]
    assert "Heel raise" in desk.run("show", "heel-raise").out
    assert "foot-ankle-pain-5" in desk.run("programs").out


def test_nothing_found_is_said_aside_and_json_stays_json(desk):
    ran = desk.run("exercises", "zzz")
    assert (ran.code, ran.out) == (0, "")
    assert "no exercise fits" in ran.err
    assert json.loads(desk.run("exercises", "zzz", "--json").out) == []


def test_explain_says_where_each_number_comes_from(desk):
    desk.put("sam.yaml")
    ran = desk.make("sam.yaml", "--dry-run", "--explain")
    assert re.search(r"reps +15 +profile", ran.err)
    assert re.search(r"hold_seconds +\d+ +catalog, level standard", ran.err)


def test_same_inputs_give_same_bytes(desk):
    desk.put("sam.yaml")
    desk.make("sam.yaml", "-o", "a.pdf")
    desk.make("sam.yaml", "-o", "b.pdf")
    assert desk.files()["a.pdf"] == desk.files()["b.pdf"]


def test_check_counts_files_and_fails_on_errors_and_if_strict_on_warnings(desk):
    desk.put("good/sam.yaml")
    desk.put("bad/sam.yaml", swap("sets: 3", "sets: 200"))
    assert desk.run("check", "good", "--date", DAY).code == 0
    bad = desk.run("check", "bad", "good", "gone.yaml", "--date", DAY)
    assert bad.code == 3
    assert "error: bad/sam.yaml:13:18: " in bad.out
    assert "error: gone.yaml: there is no such file" in bad.out
    assert "3 files checked: 2 errors, 0 warnings" in bad.out
    (desk.folder / "none").mkdir()
    assert desk.run("check", "none").code == 0
    assert desk.run("check", "none", "--strict").code == 3


def test_one_profile_on_the_desk_is_enough(desk):
    desk.put("sam.yaml", GOOD)
    assert desk.make("sam.yaml").out == "output/sam.pdf\n"
    assert desk.files()["output/sam.pdf"].startswith(b"%PDF-")
