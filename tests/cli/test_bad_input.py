import re
import time

import pytest

from tests.cli.desk import GOOD, swap
from tests.cli.slips import SLIPS, Slip

FAST_SECONDS = 0.9
PRIVATE = ("Rivera", "Run 5 km", "Go slow", "Okafor")


@pytest.mark.parametrize("slip", [pytest.param(slip, id=slip.name) for slip in SLIPS])
def test_a_slip_is_answered_with_its_place_and_leaves_everything_as_it_was(desk, slip: Slip):
    desk.put("sam.yaml", slip.content)
    desk.put("output/sam.pdf", b"the one from last week")
    before = desk.files()
    start = time.process_time()
    ran = desk.make("sam.yaml")
    took = time.process_time() - start
    assert ran.code == slip.code, ran.err
    assert f"sam.yaml:{slip.said}" in ran.err
    hint = ran.err[ran.err.index(f"sam.yaml:{slip.said}") :].partition("\n")[2].partition("\nsam.yaml")[0]
    assert slip.hint in hint
    assert ran.calm
    assert ran.out == ""
    assert not [secret for secret in PRIVATE if secret in ran.err]
    assert desk.files() == before
    assert took < FAST_SECONDS


def test_every_problem_of_every_profile_is_told_in_one_run_and_the_good_one_is_still_made(desk):
    desk.put("a.yaml", swap("sets: 3", "sets: 200").replace("side: right", "side: no").replace("next_v", "nextv"))
    desk.put("b.yaml", "")
    desk.put("c.yaml")
    ran = desk.make("a.yaml", "b.yaml", "c.yaml")
    assert ran.code == 3
    assert re.findall(r"^[ab]\.yaml:[0-9:]* ", ran.err, re.MULTILINE) == [
        "a.yaml:3:9: ", "a.yaml:13:18: ", "a.yaml:14:1: ", "b.yaml: "
    ]  # fmt: skip
    assert ran.out == "output/c.pdf\n"
    assert ran.calm


def test_a_file_that_must_be_mended_counts_more_than_an_unsafe_plan(desk):
    desk.put("a.yaml", swap("[latex-allergy]", "[{flag: weight-bearing, side: right, status: none}]"))
    desk.put("b.yaml", "")
    assert desk.make("a.yaml", "b.yaml").code == 3


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.replace("\n", "\r\n"),
        GOOD.replace("\n", "\r"),
        GOOD.rstrip(),
        swap("Sam Rivera", "Zoë Núñez"),
        swap("Sam Rivera", "<i>Sam</i> & {{ co }}"),
        swap("Sam Rivera", '"\u200bSam\u00a0R"'),
        swap("sets: 3", "sets: 0o3"),
        swap("reps: 15", "reps: 8 to 12"),
        swap("[latex-allergy]", "[Latex]"),
    ],
    ids=["BOM", "CRLF", "CR", "no last line end", "accents", "markup", "invisible", "octal", "range", "synonym"],
)
def test_what_is_unusual_but_right_is_made(desk, content):
    desk.put("sam.yaml", content)
    ran = desk.make("sam.yaml")
    assert (ran.code, ran.out) == (0, "output/sam.pdf\n"), ran.err
