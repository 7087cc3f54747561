"""A brand's own words are code from outside: what reaches out or runs on is refused at its line, and soon."""

import time

import pytest

from handouts.intake.problems import NeedsFixing

ATTACKS = {
    "reads a file": "\n{% include '/etc/passwd' %}",
    "reads a file by a loader": "\n{{ self._TemplateReference__context.environment.loader }}",
    "opens a file": "\n{{ open('/etc/passwd') }}",
    "imports": "\n{% import 'os' as os %}{{ os }}",
    "climbs to Python by a class": "\n{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "climbs by a function's globals": "\n{{ count.__globals__['__builtins__'] }}",
    "climbs by format": "\n{{ '{0.__class__}'.format(when) }}",
    "climbs by an attribute filter": "\n{{ when | attr('__init__') }}",
    "climbs by a subscript": "\n{{ joined['__func__'] }}",
    "loops for ever": "\n{% for a in range(10**18) %}{{ a }}{% endfor %}",
    "loops in loops": "\n{% for a in 'x' * 9 %}{% for b in 'x' * 9 %}{{ b }}{% endfor %}{% endfor %}",
    "calls itself": "\n{% macro go() %}{{ go() }}{% endmacro %}{{ go() }}",
    "grows a text": "\n{{ 'x' * 10**9 }}",
    "pads a text": "\n{{ '%1000000000d' % 1 }}",
    "counts too high": "\n{{ 9 ** 9 ** 9 }}",
    "doubles a text": "\n{% set a = 'xxxxxxxxxxxxxxxx' %}" + "{% set a = a ~ a %}" * 40 + "{{ a }}",
    "asks what is not there": "\n{{ config.items() }}",
}


@pytest.mark.parametrize("name", ATTACKS)
def test_it_is_refused_with_file_and_line_in_no_time(clinic, name):
    clinic.write().put("words/pain-go.j2", ATTACKS[name])
    start = time.process_time()
    with pytest.raises(NeedsFixing) as refusal:
        clinic.made()
    assert time.process_time() - start < 2
    (problem,) = refusal.value.problems
    assert problem.place.file.endswith("templates/brands/ours/words/pain-go.j2")
    assert problem.place.line == 2
    assert "root:" not in str(problem)


def test_a_text_without_end_is_cut_off_and_refused(clinic):
    clinic.write().put("words/pain-go.j2", "x" * 5000)
    with pytest.raises(NeedsFixing, match="more than 4000 letters"):
        clinic.made()


def test_plain_words_of_its_own_reach_the_page(clinic):
    clinic.write().put("words/pain-go.j2", "Fine by us & <b>you</b>.")
    clinic.put("words/labels.yaml", "title: Your own plan\n")
    document = clinic.made()[1].document
    assert document.title == "Your own plan"
    assert document.pain.zones[0].text == "Fine by us & <b>you</b>."
