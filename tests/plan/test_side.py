"""Which side works: exercise × asked × affected, written out in full."""

from __future__ import annotations

import pytest

from handouts.intake.problems import NeedsFixing
from handouts.plan import side as sides
from tests.plan import catalog, one

NOT = None  # makes no sense, so it is refused
BY_SIDES = {"one-at-a-time": "towel-scrunch", "together": "heel-raise", "whole-body": "toe-walk"}
# asked:        none     left    right    both    each
TABLE = {
    ("one-at-a-time", None): ("each", "left", "right", "each", "each"),
    ("one-at-a-time", "left"): ("left", "left", "right", "each", "each"),
    ("one-at-a-time", "right"): ("right", "left", "right", "each", "each"),
    ("one-at-a-time", "both"): ("each", "left", "right", "each", "each"),
    ("together", None): ("both", NOT, NOT, "both", NOT),
    ("together", "left"): ("both", NOT, NOT, "both", NOT),
    ("together", "right"): ("both", NOT, NOT, "both", NOT),
    ("together", "both"): ("both", NOT, NOT, "both", NOT),
    ("whole-body", None): ("whole-body", NOT, NOT, "whole-body", NOT),
    ("whole-body", "left"): ("whole-body", NOT, NOT, "whole-body", NOT),
    ("whole-body", "right"): ("whole-body", NOT, NOT, "whole-body", NOT),
    ("whole-body", "both"): ("whole-body", NOT, NOT, "whole-body", NOT),
}
ASKED = (None, "left", "right", "both", "each")
ROWS = [
    (kind, affected, asked, settled)
    for (kind, affected), row in TABLE.items()
    for asked, settled in zip(ASKED, row, strict=True)
]


@pytest.mark.parametrize(("kind", "affected", "asked", "settled"), ROWS)
def test_the_working_side_follows_the_table(kind: str, affected: str | None, asked: str | None, settled: str) -> None:
    exercise = catalog().exercise(BY_SIDES[kind])
    assert exercise is not None
    assert exercise.sides == kind
    assert sides.settle(exercise, asked, affected) == settled


@pytest.mark.parametrize(("kind", "affected", "asked", "settled"), [row for row in ROWS if row[2] in ("left", None)])
def test_a_plan_settles_sides_by_the_table_or_complains(
    kind: str, affected: str | None, asked: str | None, settled: str | None
) -> None:
    if settled is None:
        with pytest.raises(NeedsFixing, match="works both sides at once"):
            one(BY_SIDES[kind], side=affected, asked=asked)
    else:
        assert one(BY_SIDES[kind], side=affected, asked=asked).exercises[0].side == settled


def test_each_is_two_doses_and_the_rest_are_one() -> None:
    assert [side for side, _ in one("towel-scrunch").exercises[0].doses] == ["left", "right"]
    assert [side for side, _ in one("heel-raise").exercises[0].doses] == ["both"]
    assert [sides.count(side) for side in ("left", "right", "each", "both", "whole-body")] == [1, 1, 2, 1, 1]


def test_a_known_side_comes_before_what_a_program_says_of_sides() -> None:
    from tests.plan import plan

    known = plan("patient: {name: Bo, side: right}\nprogram: foot-ankle-pain-5\n").exercises
    unknown = plan("patient: {name: Bo}\nprogram: foot-ankle-pain-5\n").exercises
    assert [each.side for each in known if each.id == "calf-stretch-towel"] == ["right"]
    assert [each.side for each in unknown if each.id == "calf-stretch-towel"] == ["each"]
