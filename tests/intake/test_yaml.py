import pytest

from handouts.intake import yaml
from handouts.intake.problems import NeedsFixing, Place


def value(text):
    return yaml.parse(f"v: {text}\n", "f.yaml").value["v"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("off", "off"),
        ("y", "y"),
        ("1:30", "1:30"),
        ("12:30:45", "12:30:45"),
        ("010", 10),
        ("0o10", 8),
        ("0x1F", 31),
        ("0b11", "0b11"),
        ("1_000", "1_000"),
        ("+5", 5),
        ("-3", -3),
        ("2.5", 2.5),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("1.", 1.0),
        ("2026-12-05", "2026-12-05"),
        ("8-12", "8-12"),
        ("~", None),
        ("", None),
        ("null", None),
        ("Null", None),
        ("nUll", "nUll"),
        ("true", True),
        ("True", True),
        ("FALSE", False),
        ("tRue", "tRue"),
        ('"true"', "true"),
        ("'12'", "12"),
        (".", "."),
        ("=", "="),
        ("<<", "<<"),
        ("50%", "50%"),
        ("5 lb", "5 lb"),
        ("9" * 41, "9" * 41),
        (".inf", ".inf"),
        ("[no, 1]", ["no", 1]),
    ],
)
def test_plain_values_mean_what_yaml_1_2_says(text, meant):
    found = value(text)
    assert found == meant
    assert type(found) is type(meant)


TREE = yaml.parse("a: 1\nb:\n  - x\n  - {c: y, d: [1, 2]}\n", "f.yaml")


@pytest.mark.parametrize(
    ("loc", "line", "column"),
    [((), 1, 1), (("a",), 1, 4), (("b",), 3, 3), (("b", 0), 3, 5), (("b", 1), 4, 5), (("b", 1, "c"), 4, 9),
     (("b", 1, "d", 1), 4, 19), (("b", 1, "none"), 4, 5), (("b", 7), 3, 3), (("a", "deep", 3), 1, 4), (("z",), 1, 1)],
)  # fmt: skip
def test_every_value_keeps_its_place_and_what_is_missing_has_its_parents(loc, line, column):
    assert TREE.place(loc) == Place("f.yaml", line, column)


def test_a_key_has_a_place_of_its_own():
    assert TREE.place(("b", 1, "d"), key=True) == Place("f.yaml", 4, 12)


def test_an_alias_stands_for_its_value_and_keeps_a_place():
    tree = yaml.parse("a: &x {n: 1}\nb: *x\n", "f.yaml")
    assert tree.value == {"a": {"n": 1}, "b": {"n": 1}}
    assert tree.place(("b", "n")) == Place("f.yaml", 1, 11)


def test_all_equal_keys_are_told_at_once():
    with pytest.raises(NeedsFixing) as told:
        yaml.parse("a: 1\na: 2\nb: {c: 1, c: 2}\n", "f.yaml")
    assert [(each.place.line, each.place.column) for each in told.value.problems] == [(2, 1), (3, 11)]


def test_the_first_place_of_a_character_is_found():
    tree = yaml.parse("a: x\nb: [y, zé, é]\n", "f.yaml")
    assert tree.holding("é") == Place("f.yaml", 2, 8)
    assert tree.holding("q") == Place("f.yaml")


@pytest.mark.parametrize("count", [1, 1000, 19_999])
def test_an_honest_long_list_is_read(count):
    assert len(value("[" + "x, " * count + "x]")) == count + 1


def test_depth_has_a_bound_and_what_is_just_inside_is_read():
    assert value("[" * 39 + "]" * 39)
    with pytest.raises(NeedsFixing, match="1:44: is nested more than 40 levels deep"):
        value("[" * 41 + "]" * 41)


def test_accents_typed_as_two_characters_become_one(tmp_path):
    (tmp_path / "f.yaml").write_text("name: Jose\u0301\n", encoding="utf-8")
    assert yaml.load(tmp_path / "f.yaml").value == {"name": "José"}
