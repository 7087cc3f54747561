"""The profiles that a therapist copies can all be handed out as they are."""

from __future__ import annotations

import pytest

from handouts.intake import profile
from handouts.intake.brand import Brand
from handouts.plan.resolve import resolve
from tests.plan import MONDAY, ROOT, catalog

STARTERS = sorted((ROOT / "templates" / "profiles").glob("*.yaml"))


@pytest.mark.parametrize("path", STARTERS, ids=lambda path: path.stem)
def test_a_starter_profile_resolves_and_says_what_it_shows(path: object) -> None:
    found = resolve(profile.read(path), catalog(), Brand(name="C"), MONDAY)  # type: ignore[arg-type]
    assert found.exercises
    first, second = path.read_text().splitlines()[:2]  # type: ignore[attr-defined]
    assert first.startswith("# yaml-language-server: $schema=")
    assert second.startswith("# ")


def test_there_are_at_least_6_of_them() -> None:
    assert len(STARTERS) >= 6
