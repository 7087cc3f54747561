"""Good profiles, damaged in every way that comes to mind: never a traceback, and every complaint has a place."""

import copy
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml as pyyaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handouts.build import Choice, Workshop
from handouts.intake import model, yaml
from handouts.intake.catalog import Catalog
from handouts.intake.places import BUILT_IN, places
from handouts.intake.problems import HandoutsError
from handouts.intake.schema import KINDS
from tests.cli.desk import GOOD

TODAY = Choice(date(2026, 11, 21))
WORKSHOP = Workshop(Catalog(places()))
STARTERS = [GOOD, *(p.read_text(encoding="utf-8") for p in sorted((BUILT_IN / "templates/profiles").glob("*.yaml")))]
CALM = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

text = st.text(st.characters(codec="utf-8"), max_size=30)
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(-1, 12),
    st.floats(),
    text,
    st.dates().map(str),
    st.sampled_from(
        ["heel-raise", "left", "8-12", "3-1-3", "band", "weight-bearing", "x" * 700, "no", "1:30", "\x00", "a: b"]
    ),
)
anything = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3), max_leaves=8
)


@st.composite
def damaged(draw):
    """A starter with one to four of its values replaced, deleted, doubled or moved."""
    data = pyyaml.safe_load(draw(st.sampled_from(STARTERS)))
    data = pyyaml.safe_load(pyyaml.safe_dump(data).replace("!!timestamp", ""))
    for _ in range(draw(st.integers(1, 4))):
        spots = [(holder, key) for holder, key in _spots(data)]
        if not spots:
            break
        holder, key = draw(st.sampled_from(spots))
        deed = draw(st.sampled_from(["replace", "delete", "double", "wrap", "rename"]))
        if deed == "replace":
            holder[key] = draw(anything)
        elif deed == "delete":
            del holder[key]
        elif deed == "double" and isinstance(holder, list):
            holder.append(copy.deepcopy(holder[key]))
        elif deed == "wrap":
            holder[key] = draw(st.sampled_from([[holder[key]], {"use": holder[key]}, str(holder[key])]))
        elif deed == "rename" and isinstance(holder, dict):
            holder[draw(text)] = holder.pop(key)
    return pyyaml.safe_dump(data, allow_unicode=draw(st.booleans()), default_flow_style=draw(st.booleans()))


def _spots(value):
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in list(pairs):
        yield value, key
        yield from _spots(inner)


@st.composite
def slipped(draw):
    """A starter as text with a few letters gone, doubled, or put in where they do not belong."""
    written = draw(st.sampled_from(STARTERS))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(written)))
        end = min(len(written), start + draw(st.integers(0, 12)))
        put = draw(st.one_of(st.sampled_from([*"\t\n:-[]{}\"'#&*!|>%@`, ?\r\\", "\n---\n", ": ", "- "]), text))
        written = f"{written[:start]}{put}{written[end:]}"
    return written


def refusal(deed: Callable[[], object]) -> HandoutsError | None:
    try:
        deed()
    except HandoutsError as no:
        return no
    return None


def answer(path: Path, content: str | bytes) -> None:
    """Read it and say it: a document, or problems that each have a place."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    no = refusal(lambda: WORKSHOP.handout(path, TODAY))
    if no is None:
        return
    assert no.code in (3, 4), no
    assert no.problems
    for problem in no.problems:
        assert problem.place.file.endswith(path.name), problem
        assert problem.message
        assert "\n" not in problem.message
        assert (
            problem.place.line == 0 or 1 <= problem.place.line <= len(re.findall(rb"\r\n?|\n", path.read_bytes())) + 2
        )


@CALM
@given(damaged())
def test_a_damaged_profile_is_answered(tmp_path, content):
    answer(tmp_path / "sam.yaml", content)


@CALM
@given(slipped())
def test_a_slip_of_the_fingers_is_answered(tmp_path, content):
    answer(tmp_path / "sam.yaml", content)


@CALM
@given(st.one_of(st.binary(max_size=200), text.map(str.encode), anything.map(pyyaml.safe_dump).map(str.encode)))
def test_whatever_a_file_holds_is_answered(tmp_path, content):
    answer(tmp_path / "sam.yaml", content)


@pytest.mark.parametrize("kind", sorted(KINDS))
@settings(CALM, max_examples=40)
@given(value=anything, key=text)
def test_whatever_stands_in_a_file_of_any_kind_is_answered(kind, value, key):
    names = [*KINDS[kind].model_fields]
    for content in (value, dict.fromkeys(names, value), {key: value}):
        written = pyyaml.safe_dump(content)
        no = refusal(lambda written=written: model.check(KINDS[kind], yaml.parse(written, "f")))
        assert no is None or all(problem.place.file == "f" and problem.message for problem in no.problems)
