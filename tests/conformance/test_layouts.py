"""Every layout on both papers, in colour and gray: held to the validator, to its floor, and to what it should say."""

from __future__ import annotations

import datetime as dt
from functools import cache
from itertools import product
from math import hypot
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from msgspec.structs import replace

from handouts.build import Choice, Handout, Workshop
from handouts.intake.catalog import Catalog
from handouts.intake.places import places
from handouts.page import frame
from handouts.page.arrange import arranged
from handouts.page.typeset import typeset
from handouts.words.telling import told
from tests.conformance import reading, structure, verapdf
from tests.conformance.test_handouts import plain

ROOT = Path(__file__).parent.parent.parent
RUNNER, LONG, TWELVE = (
    ROOT / name
    for name in ("templates/profiles/sore-ankle-runner.yaml", "tests/profiles/long.yaml", "tests/profiles/twelve.yaml")
)
PROFILES = (RUNNER, LONG, TWELVE)
LAYOUTS = tuple(name for name in Catalog(places()).layout_names() if name != "standard")  # test_handouts holds that one
PAPERS = ("letter", "a4")
DAY = dt.date(2026, 11, 21)
RIM_PT, FOOT_RIM_PT = 24.0, 18.0  # nothing is printed so near the edge

Box = tuple[float, float, float, float, str]


@cache
def workshop() -> Workshop:
    return Workshop(Catalog(places()))


@cache
def handout(path: Path) -> Handout:
    return workshop().handout(path, Choice(DAY))


def choice(layout: str, paper: str, *, gray: bool = False) -> Choice:
    return Choice(DAY, layout=layout, paper=paper, gray=gray)


@cache
def made(path: Path, layout: str, paper: str, *, gray: bool = False) -> bytes:
    return workshop().pdf(handout(path), choice(layout, paper, gray=gray))


every = pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
each = pytest.mark.parametrize("layout", LAYOUTS)
papers = pytest.mark.parametrize("paper", PAPERS)


@pytest.mark.slow
@each
def test_it_is_pdf_ua_1_and_pdf_a_2a(layout: str) -> None:
    """The validator is slow: one profile in colour on one paper, another in gray on the other."""
    turn = LAYOUTS.index(layout) % 2
    colour, gray = made(LONG, layout, PAPERS[turn]), made(RUNNER, layout, PAPERS[1 - turn], gray=True)
    assert verapdf.faults(colour, "ua1") == []
    assert verapdf.faults(gray, "2a") == []


@every
@each
@papers
def test_its_structure_is_sound_in_colour_and_in_gray(path: Path, layout: str, paper: str) -> None:
    assert structure.faults(made(path, layout, paper)) == []
    assert structure.faults(made(path, layout, paper, gray=True)) == []


@every
@each
@papers
def test_what_a_listener_hears_is_what_the_layout_shows_in_its_order(path: Path, layout: str, paper: str) -> None:
    pdf, document = made(path, layout, paper), handout(path).document
    parts = arranged(document, workshop().look(handout(path), choice(layout, paper))).parts
    heard = [block.text for block in reading.tagged_text(pdf) if block.kind != "Figure"]
    assert plain(" ".join(heard)) == plain(" ".join(told(document, parts)))
    assert reading.untagged_text(pdf) == ""


@every
@each
@papers
def test_no_letter_is_smaller_than_the_floor(path: Path, layout: str, paper: str) -> None:
    floor = workshop().catalog.layout(layout).floor_pt
    for page in pypdfium2.PdfDocument(made(path, layout, paper)):
        text = page.get_textpage()
        drawn = (index for index in range(text.count_chars()) if pdfium.FPDFText_IsGenerated(text, index) != 1)
        assert min(_size(text, index) for index in drawn) >= floor - 0.01


@every
@each
@papers
def test_no_two_lines_overlap_and_none_leaves_the_page(path: Path, layout: str, paper: str) -> None:
    for number, page in enumerate(pypdfium2.PdfDocument(made(path, layout, paper)), 1):
        width, height = page.get_size()
        boxes = _lines(page)
        for left, bottom, right, top, text in boxes:
            assert left >= RIM_PT, (number, text)
            assert right <= width - RIM_PT, (number, text)
            assert bottom >= FOOT_RIM_PT, (number, text)
            assert top <= height - RIM_PT, (number, text)
        for index, first in enumerate(boxes):
            for second in boxes[index + 1 :]:
                assert not _overlap(first, second), (number, first, second)


@every
@pytest.mark.parametrize("layout", ["compact", "large-print", "one-per-page", "summary"])
def test_no_warning_is_lost(path: Path, layout: str) -> None:
    heard = plain(" ".join(block.text for block in reading.tagged_text(made(path, layout, "letter"))))
    for card in handout(path).document.cards:
        if card.care:
            assert plain(card.care.text) in heard


@every
@pytest.mark.parametrize("layout", ["compact", "large-print", "one-per-page", "summary"])
def test_every_reason_to_call_is_there(path: Path, layout: str) -> None:
    heard = plain(" ".join(block.text for block in reading.tagged_text(made(path, layout, "letter"))))
    for tier in handout(path).document.stop.tiers:
        assert all(plain(line) in heard for line in tier.lines)


@every
def test_in_large_print_the_emergencies_stand_on_page_one(path: Path) -> None:
    first = pypdfium2.PdfDocument(made(path, "large-print", "letter"))[0].get_textpage().get_text_range()
    emergency = handout(path).document.stop.tiers[0]
    assert all(plain(line) in plain(first) for line in (emergency.label, *emergency.lines))


@every
@papers
def test_lines_of_large_print_are_six_inches_at_most_and_stand_in_one_column(path: Path, paper: str) -> None:
    for page in pypdfium2.PdfDocument(made(path, "large-print", paper)):
        width, _ = page.get_size()
        for left, _, right, _, text in _lines(page):
            assert right - left <= 432 + 1, text
            assert left >= 72 - 3
            assert right <= width - 72 + 3


SIX = "heel-raise, calf-stretch-towel, towel-scrunch, single-leg-stance, band-plantarflexion, shin-stretch-kneel"


@papers
def test_six_exercises_stand_on_one_compact_sheet(paper: str, tmp_path: Path) -> None:
    path = tmp_path / "six.yaml"
    path.write_text(f"patient: {{name: Sam Rivera, side: right}}\nbrand: harbor-street\nexercises: [{SIX}]\n")
    asked = choice("compact", paper)
    assert len(pypdfium2.PdfDocument(workshop().pdf(workshop().handout(path, asked), asked))) == 1


@papers
def test_a_summary_is_one_page_unless_there_is_much_to_warn_of(paper: str) -> None:
    """No warning is left out for the sake of a page."""
    asked = choice("summary", paper)
    for path in (*(ROOT / "templates/profiles").glob("*.yaml"), LONG, TWELVE):
        document, look = handout(path).document, workshop().look(handout(path), asked)
        most = 1 if path not in (LONG, TWELVE) and len(document.cards) <= 6 else 2
        assert len(arranged(document, look).pages) <= most


@pytest.mark.parametrize(("binding", "shifts"), [("none", (0, 0)), ("left", (36, 36)), ("double-sided", (36, 0))])
def test_a_binding_moves_the_pages_that_are_bound_at_the_left(binding: str, shifts: tuple[int, int]) -> None:
    layout = workshop().catalog.layout("standard").model_copy(update={"binding": binding, "binding_pt": 36.0})
    look = workshop().look(handout(RUNNER), choice("standard", "letter"))
    bound = replace(look, layout=layout, sheet=frame.framed("letter", layout))
    pages = list(pypdfium2.PdfDocument(typeset(handout(RUNNER).document, bound)))[1:3]
    lefts = [min(box[0] for box in _lines(page)) for page in pages]
    assert [round(left) for left in lefts] == [round(48 + shift, 0) for shift in reversed(shifts)]
    assert all(page.get_size() == (612, 792) for page in pages)


def _size(text: pypdfium2.PdfTextPage, index: int) -> float:
    """A letter's size as it is printed: the font's, as the page's own scale enlarges it."""
    matrix = pdfium.FS_MATRIX()
    assert pdfium.FPDFText_GetMatrix(text, index, matrix)
    return pdfium.FPDFText_GetFontSize(text, index) * hypot(matrix.c, matrix.d)


def _lines(page: pypdfium2.PdfPage) -> list[Box]:
    text = page.get_textpage()
    boxes = [text.get_rect(index) for index in range(text.count_rects())]
    return [(*box, words) for box in boxes if (words := text.get_text_bounded(*box).strip())]


def _overlap(first: Box, second: Box) -> bool:
    """By more than a point both ways: letters of neighbouring lines may touch, words may not."""
    across = min(first[2], second[2]) - max(first[0], second[0])
    down = min(first[3], second[3]) - max(first[1], second[1])
    return across > 1 and down > 1.5


def test_every_layout_is_tried() -> None:
    assert len(list(product(PROFILES, LAYOUTS, PAPERS))) == 3 * 5 * 2
