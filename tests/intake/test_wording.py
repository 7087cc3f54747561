"""Each kind of complaint in its own words: the place, what is allowed, what was written, a hint."""

import re
from typing import Annotated, Literal

import pytest
from pydantic import Field

from handouts.intake import model, yaml
from handouts.intake.dose import WrittenDose
from handouts.intake.model import Day, Id, Line, Listed, Written
from handouts.intake.problems import NeedsFixing, Place, Problem, meant, nearest


class Inner(Written):
    deep: int = 1


class Sample(Written):
    name: str = ""
    word: str = ""
    number: int = 1
    share: float = 1.0
    flag: bool = True
    colour: Literal["red", "green"] = "red"
    items: Annotated[tuple[str, ...], Listed, Field(min_length=1, max_length=2)] = ("a",)
    inner: Inner = Inner()
    words: dict[str, str] = Field(default_factory=dict)
    day: Day | None = None
    key: Id = "a"
    line: Line = "a"
    more: int = Field(default=1, gt=0, lt=10)
    short: str = Field(default="ab", min_length=2, max_length=3)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("word: 5", "f:1:7: word should be text, not 5\n    hint: put it in quotes if it is meant as text"),
        ("word: yes", None),
        ("word: true", "f:1:7: word should be text, not true\n    hint: put it in quotes if it is meant as text"),
        ("word:", "f:1:6: word should be text, and is empty\n    hint: fill it in, or take the key out"),
        ("name: 5", "f:1:7: name should be text\n    hint: put it in quotes if it is meant as text"),
        ("number: x", "f:1:9: number should be a whole number, not 'x'"),
        ('number: "5"', "f:1:9: number should be a whole number, not '5'\n    hint: take the quotes away"),
        ("number: 1.5", "f:1:9: number should be a whole number, not 1.5"),
        ("number: [1]", "f:1:9: number should be a whole number, not a list"),
        ("number: " + "x" * 50, f"f:1:9: number should be a whole number, not '{'x' * 40}…'"),
        ("share: x", "f:1:8: share should be a number, not 'x'"),
        ("flag: yes", "f:1:7: flag should be true or false, not 'yes'"),
        ("colour: gren", "f:1:9: colour should be one of red, green, not 'gren'\n    hint: did you mean 'green'?"),
        ("colour: true", "f:1:9: colour should be one of red, green, not true"),
        ("items: a", "f:1:8: items should be a list, not text\n    hint: start each item on its own line with '- '"),
        ("items: []", "f:1:8: items should have at least 1 item"),
        ("items: [a, b, c]", "f:1:8: items should have at most 2 items, and has 3"),
        ("items: [a, 2]", "f:1:12: items.1 should be text, not 2\n    hint: put it in quotes if it is meant as text"),
        (
            "inner: x",
            "f:1:8: inner should be a map of keys, not text\n    hint: write 'key: value' lines, indented below",
        ),
        (
            "inner: {deep: 1, dep: 2}",
            "f:1:18: inner.dep is not a key that can stand here\n    hint: did you mean 'deep'",
        ),
        ("words: {a: 1}", "f:1:12: words.a should be text, not 1"),
        (
            "day: 2026-02-30",
            "f:1:6: day should be a day that exists, written year-month-day like 2026-12-05, not '2026",
        ),
        ("day: 2026-2-3", "f:1:6: day should be a day that exists"),
        ("key: A b", "f:1:6: key should be a name in lower-case letters, digits and single hyphens, not 'A b'"),
        ('line: "a "', "f:1:7: line should be one line of text with no blank at its ends, not 'a '"),
        ("more: 0", "f:1:7: more should be more than 0, not 0"),
        ("more: 10", "f:1:7: more should be less than 10, not 10"),
        ("short: a", "f:1:8: short should have at least 2 letters"),
        ("short: abcd", "f:1:8: short should have at most 3 letters, and has 4"),
        ("colr: red", "f:1:1: colr is not a key that can stand here\n    hint: did you mean 'colour'?"),
        ("My friend Al: 1", "f:1:1: … is not a key that can stand here\n    hint: known: colour, day, flag,"),
    ],
)
def test_a_complaint_is_worded_for_the_one_who_wrote_the_file(written, said):
    tree = yaml.parse(written, "f")
    if said is None:
        assert model.check(Sample, tree).word == "yes"
        return
    with pytest.raises(NeedsFixing) as told:
        model.check(Sample, tree)
    assert str(told.value).startswith(said)
    for problem in told.value.problems:
        assert not re.search(r"wrong|illegal|bad |invalid|must|please|!", problem.message)
        assert not problem.message.endswith(".")
        assert not problem.hint or re.match(r"(put|fill|take|did you mean|start|write|known:)", problem.hint)


def test_what_is_right_is_taken_without_any_change():
    tree = yaml.parse("day: 2026-02-28\nitems: [a, b]\nshare: 2\n", "f")
    found = model.check(Sample, tree)
    assert (str(found.day), found.items, found.share) == ("2026-02-28", ("a", "b"), 2)


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("Heel Raise", "heel-raise"),
        ("“heel-raise”", "heel-raise"),
        ("heel_raise", "heel-raise"),
        ("heal-raise", "heel-raise"),
        ("hold", "hold_seconds"),
        ("xyz", ""),
        ("", ""),
        ("toe", "toe-taps"),
    ],
)
def test_the_nearest_name_is_what_somebody_most_likely_meant(written, near):
    assert nearest(written, ("heel-raise", "seated-heel-raise", "hold_seconds", "toe-taps")) == near


def test_without_a_near_name_the_hint_lists_what_there_is_or_says_where():
    assert meant("xyz", ["b", "a"]) == "known: a, b"
    assert meant("xyz", ["b", "a"], "look there") == "look there"
    assert meant("xyz", map(str, range(100))) == ""


def test_a_problem_prints_as_one_place_one_message_and_a_hint_below():
    assert str(Problem(Place("a.yaml", 3, 4), "is so", "do this")) == "a.yaml:3:4: is so\n    hint: do this"
    assert str(Problem(Place("a.yaml"), "is so")) == "a.yaml: is so"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("reps: 10", "10"),
        ("reps: 8-12", "8-12"),
        ("reps: 8 – 12", "8-12"),
        ("reps: 8 to 12", "8-12"),
        ("tempo: 3-1-3", "3-1-3"),
        ("load: 5 lb", "5 lb"),
        ("load: 2.5kg", "2.5 kg"),
    ],
)
def test_doses_are_read_as_people_write_them(written, kept):
    key = written.partition(":")[0]
    assert str(getattr(model.check(WrittenDose, yaml.parse(written, "f")), key)) == kept
