"""Line breaking: where a reader would breathe, and never out of the column."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handouts.page import fonts
from handouts.page.text import Style, wrap

FACES = fonts.register()
BODY = Style(FACES.regular, 12, 15)
BOLD = Style(FACES.bold, 12, 15, "caution")


def rows(text: str, width: float, lead: str = "") -> list[str]:
    made = wrap(text, BODY, width, lead, BOLD if lead else None)
    return [" ".join(piece.text for piece in line) for line in made.lines]


def test_two_sentences_stand_on_a_line_each() -> None:
    assert rows("Ankles that roll out. Press through your big toes.", 160) == [
        "Ankles that roll out.",
        "Press through your big toes.",
    ]


def test_a_stub_does_not_stand_alone() -> None:
    assert rows("No. Then bend your knee a little more and stop.", 160)[0] != "No."


def test_lines_are_balanced() -> None:
    first, second = rows("Take three seconds to go up and three to go down", 200)
    assert abs(BODY.width(first) - BODY.width(second)) < 60


def test_a_number_keeps_its_unit() -> None:
    for width in range(60, 200, 7):
        for row in rows("Hold the stretch for 30 seconds and let go of it", float(width)):
            assert not row.endswith("30")


def test_a_lead_keeps_its_first_word() -> None:
    for width in range(100, 300, 9):
        assert rows("Keep both hands on the counter.", float(width), "Take care.")[0].startswith("Take care. Keep")


def test_a_text_that_fits_is_one_line() -> None:
    assert rows("One line. Two parts.", 400) == ["One line. Two parts."]


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126) | st.just(" "), max_size=200), st.floats(40, 500))
def test_no_line_leaves_its_column_and_no_word_is_lost(text: str, width: float) -> None:
    text = " ".join(text.split())
    made = wrap(text, BODY, width)
    assert all(line[-1].x + BODY.width(line[-1].text) <= width + 0.01 for line in made.lines)
    assert "".join(piece.text for line in made.lines for piece in line).replace(" ", "") == text.replace(" ", "")


@given(
    st.lists(st.sampled_from(["a", "to", "the", "foot", "stretch", "seconds", "30"]), min_size=1, max_size=40),
    st.floats(120, 500),
)
def test_balancing_takes_no_more_lines_than_a_greedy_break(words: list[str], width: float) -> None:
    greedy, line = 1, ""
    ties = list(words)
    for index, word in enumerate(ties):
        unit = word if not (index and ties[index - 1].isdigit()) else f"{ties[index - 1]} {word}"
        tried = f"{line} {word}".strip()
        if BODY.width(tried) > width:
            greedy, line = greedy + 1, unit
        else:
            line = tried
    assert len(wrap(" ".join(words), BODY, width).lines) <= greedy + 1
