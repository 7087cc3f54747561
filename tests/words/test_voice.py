"""Templates that a clinic wrote: one sentence at a time, errors with their line, and nothing that runs off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handouts.intake.places import Places
from handouts.intake.problems import HandoutsError, NeedsFixing
from handouts.words.environment import Voice
from tests.plan import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def clinic(folder: Path, **files: str) -> Voice:
    own = folder / "templates" / "words" / "en"
    own.mkdir(parents=True)
    for name, text in files.items():
        suffix = "yaml" if name == "labels" else "j2"
        (own / f"{name.replace('_', '-')}.{suffix}").write_text(text)
    return Voice(Places((folder, ROOT)), "en")


def test_a_clinic_changes_one_label_and_one_sentence_and_keeps_the_rest(tmp_path: Path) -> None:
    voice = clinic(tmp_path, labels="log: My diary\n", pain_go="Fine. Go on.\n")
    assert (voice.label("log"), voice.label("notes")) == ("My diary", "Notes")
    assert (voice.say("pain-go"), voice.say("band", colour="red")) == ("Fine. Go on.", "red band")


def test_a_brand_s_own_words_come_before_all_others(tmp_path: Path) -> None:
    (tmp_path / "brand" / "words").mkdir(parents=True)
    (tmp_path / "brand" / "words" / "pain-go.j2").write_text("Good.")
    clinic(tmp_path, pain_go="Fine.")
    assert Voice(Places((tmp_path, ROOT)), "en", tmp_path / "brand").say("pain-go") == "Good."


def test_a_label_that_no_page_asks_for_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NeedsFixing, match=r"labels\.yaml:1:1: logg is not a label"):
        clinic(tmp_path, labels="logg: My diary\n")


@pytest.mark.parametrize(
    ("template", "line", "said"),
    [
        ("One.\n{{ colours }}", 2, "'colours' is undefined"),
        ("{% if colour %}red", 1, "not well formed"),
        ("{{ colour.__class__.__mro__ }}", 1, "not allowed"),
        ("{{ ''['__class__'] }}", 1, "not allowed"),
        ("{{ colour.upper() }}", 1, "not allowed"),
        ("{{ colour | attr('__class__') }}", 1, "no filter named 'attr'"),
        ("\n{{ colour | center(9999999999) }}", 2, "no filter named 'center'"),
        ("{{ count.__globals__ }}", 1, "not allowed"),
        ("{{ 'x' * 999999999 }}", 1, "'mul' is not for these templates"),
        ("{{ 9 ** 999999999 }}", 1, "'pow' is not for these templates"),
        ("{{ '%999999999d' % 1 }}", 1, "'%' is for numbers"),
        ("{% for a in range(9999999) %}{% endfor %}", 1, "'range' is undefined"),
        ("{% for a in 'aaaa' %}{% for b in 'bbbb' %}{% endfor %}{% endfor %}", 1, "a loop holds no loop"),
        ("{% for a in 'aaaa' recursive %}{{ loop('aa') }}{% endfor %}", 1, "a loop holds no loop"),
        ("{% macro go() %}{{ go() }}{% endmacro %}{{ go() }}", 1, "'macro' is not for these templates"),
        ("{% include 'band' %}", 1, "'include' is not for these templates"),
        ("{% extends 'band' %}", 1, "'extends' is not for these templates"),
        ("".join(f"{{% set a{i} = 1 %}}\n" for i in range(12)), 11, "sets more than 10 names"),
        ("{{ lipsum(99) }}", 1, "'lipsum' is undefined"),
        ("{{ self }}", 1, ""),
        ("{{ 1 // 0 }}", 1, "could not be filled"),
        ("{{ count(1) }}", 1, "could not be filled"),
        ("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", 0, ""),
    ],
)
def test_a_template_that_goes_wrong_is_an_error_at_its_line(
    tmp_path: Path, template: str, line: int, said: str
) -> None:
    voice = clinic(tmp_path, band=template)
    if "self" in template:
        assert "object" not in voice.say("band", colour="red")
        return
    with pytest.raises(HandoutsError) as caught:
        voice.say("band", colour="red")
    problem = caught.value.problems[0]
    assert said in problem.message
    assert problem.place.file.endswith("templates/words/en/band.j2")
    if line:
        assert problem.place.line == line


def test_a_text_without_end_is_cut_off_and_told(tmp_path: Path) -> None:
    items = "x" * 5000
    voice = clinic(tmp_path, band="{% for a in colour %}more {% endfor %}")
    with pytest.raises(NeedsFixing, match="writes more than 4000 letters"):
        voice.say("band", colour=items)


def test_a_language_without_words_is_an_error() -> None:
    with pytest.raises(HandoutsError, match="no words for 'tlh' yet"):
        Voice(Places((ROOT,)), "tlh")


def test_lists_are_joined_as_a_person_would() -> None:
    voice = Voice(Places((ROOT,)), "en")
    needs = [voice.say("you-need", things=things, footwear="shoes", standing=False, shoes=False)
             for things in ([], ["a mat"], ["a mat", "a chair"], ["a mat", "a chair", "a wall"])]  # fmt: skip
    assert needs == ["", "A mat.", "A mat and a chair.", "A mat, a chair, and a wall."]


def test_markup_in_a_name_is_left_as_it_stands() -> None:
    assert Voice(Places((ROOT,)), "en").say("whose", patient="A<b> & {{ x }}") == "Home exercises for A<b> & {{ x }}"
