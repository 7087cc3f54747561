"""The schemas that editors complete from: current, valid, and of one mind with the tool."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml as pyyaml

from handouts.intake import model, schema, yaml
from handouts.intake.places import BUILT_IN, places
from handouts.intake.problems import NeedsFixing

MADE = schema.schemas(places())
FILES = [
    path
    for folder in ("catalog", "templates")
    for path in sorted((BUILT_IN / folder).rglob("*.yaml"))
    if "starter" not in path.parts  # `handouts init` puts these into a folder with schemas of its own
]  # fmt: skip
LINE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")


@pytest.mark.parametrize("kind", MADE)
def test_a_shipped_schema_is_current_and_valid(kind):
    shipped = BUILT_IN / "schemas" / f"{kind}.schema.json"
    assert shipped.read_text(encoding="utf-8") == schema.text(MADE[kind]), (
        "run python -m handouts.intake.schema schemas"
    )
    jsonschema.Draft202012Validator.check_schema(MADE[kind])


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(BUILT_IN)))
def test_a_shipped_file_names_its_schema_first_and_keeps_to_it(path):
    first = LINE.match(path.read_text(encoding="utf-8"))
    assert first, "its first line should name the schema"
    named = (path.parent / first[1]).resolve()
    assert named.is_file()
    assert named.parent == (BUILT_IN / "schemas").resolve()
    jsonschema.validate(yaml.load(path).value, json.loads(named.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "slip",
    [
        "sets: 200",
        "sets: '3'",
        "hold: 3",
        "reps: 200",
        "reps: many",
        "tempo: slow",
        "load: 5",
        "band: purple",
        "on: [monday]",
    ],
)
def test_the_editor_underlines_what_the_tool_refuses(slip):
    text = f"patient: {{name: Sam}}\nexercises:\n  - use: heel-raise\n    dose: {{{slip}}}\n"
    with pytest.raises(NeedsFixing):
        model.check(schema.KINDS["profile"], yaml.parse(text, "f"))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(pyyaml.safe_load(text), MADE["profile"])


def test_a_profile_with_everything_keeps_to_the_schema_and_to_the_tool():
    text = Path(__file__).with_name("everything.yaml").read_text(encoding="utf-8")
    tree = yaml.parse(text, "f")
    model.check(schema.KINDS["profile"], tree)
    jsonschema.validate(tree.value, MADE["profile"])


def test_the_editor_offers_the_names_of_the_catalog():
    text = json.dumps(MADE["profile"])
    for name in ("heel-raise", "sore-ankles-recovery-5"):
        assert f'"{name}"' in text
