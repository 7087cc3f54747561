"""Every starter profile and every awkward one, on both papers: real PDFs held to the real validator."""

from __future__ import annotations

import datetime as dt
import io
import re
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from handouts.build import Choice, Handout, Workshop
from handouts.intake.catalog import Catalog
from handouts.intake.places import places
from handouts.page.arrange import arranged
from handouts.words.telling import told as spoken
from tests.conformance import reading, structure, verapdf

ROOT = Path(__file__).parent.parent.parent
PROFILES = sorted((ROOT / "templates/profiles").glob("*.yaml")) + sorted((ROOT / "tests/profiles").glob("*.yaml"))
DAY = dt.date(2026, 11, 21)
HEADER_ZONE, FOOTER_ZONE = 48.0, 34.0


@cache
def workshop() -> Workshop:
    return Workshop(Catalog(places()))


@cache
def handout(path: Path) -> Handout:
    return workshop().handout(path, Choice(DAY))


@cache
def made(path: Path, paper: str, *, gray: bool = False) -> bytes:
    return workshop().pdf(handout(path), Choice(DAY, paper=paper, gray=gray))


every = pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
papers = pytest.mark.parametrize("paper", ["letter", "a4"])


@every
@papers
def test_it_is_pdf_ua_1_and_pdf_a_2a(path: Path, paper: str) -> None:
    pdf = made(path, paper)
    assert verapdf.faults(pdf, "ua1") == []
    assert verapdf.faults(pdf, "2a") == []
    assert structure.faults(pdf) == []


@every
@papers
def test_what_a_listener_hears_is_the_document_in_its_order(path: Path, paper: str) -> None:
    pdf = made(path, paper)
    choice = Choice(DAY, paper=paper)
    document = handout(path).document
    told = list(spoken(document, arranged(document, workshop().look(handout(path), choice)).parts))
    blocks = [block.text for block in reading.tagged_text(pdf) if block.kind != "Figure"]
    notes = (document.notes.heading, document.notes.hint)
    heard = [text for text in blocks if plain(text) not in map(plain, notes)]
    assert plain(" ".join(heard)) == plain(" ".join(told))
    assert reading.untagged_text(pdf) == ""


@every
def test_every_panel_is_described_in_words(path: Path) -> None:
    document = handout(path).document
    alts = [block.text for block in reading.tagged_text(made(path, "letter")) if block.kind == "Figure"]
    assert alts == [panel.alt for card in document.cards if card.picture for panel in card.picture.panels]


@every
@papers
def test_nothing_is_smaller_than_12_points_nor_set_in_a_font_that_is_not_embedded(path: Path, paper: str) -> None:
    sizes = set()
    with _opened(made(path, paper)) as file:
        for page in file.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "Tf":
                    sizes.add(float(operands[1]))
    assert sizes <= {12.0, 18.0, 30.0}


@every
@papers
def test_no_two_lines_of_text_overlap_and_none_leaves_the_page(path: Path, paper: str) -> None:
    document = pypdfium2.PdfDocument(made(path, paper))
    for number, page in enumerate(document, 1):
        width, height = page.get_size()
        boxes = _lines(page)
        for left, bottom, right, top, text in boxes:
            assert left >= 24, (number, text)
            assert right <= width - 24, (number, text)
            assert bottom >= 18, (number, text)
            assert top <= height - 24, (number, text)
        for index, first in enumerate(boxes):
            for second in boxes[index + 1 :]:
                assert not _overlap(first, second), (number, first, second)


@every
def test_the_same_inputs_give_the_same_bytes(path: Path) -> None:
    fresh = Workshop(Catalog(places()))
    choice = Choice(DAY, paper="letter")
    assert fresh.pdf(fresh.handout(path, choice), choice) == made(path, "letter")


@every
def test_no_patient_stands_in_the_metadata(path: Path) -> None:
    name = handout(path).plan.profile.patient.name
    with _opened(made(path, "letter")) as file:
        said = bytes(file.Root.Metadata.read_bytes()).decode() + " ".join(str(value) for value in file.docinfo.values())
    for part in re.findall(r"\w{3,}", name):
        assert part not in said


@every
def test_the_footer_counts_the_pages(path: Path) -> None:
    feet = [block.text for block in reading.artifact_text(made(path, "letter")) if block.kind == "Footer"]
    total = len(feet)
    for number, foot in enumerate(feet, 1):
        assert f"Page {number} of {total}" in foot


@pytest.mark.parametrize("path", PROFILES[:1], ids=lambda path: path.stem)
def test_the_gray_handout_conforms_too_and_holds_no_colour(path: Path) -> None:
    pdf = made(path, "letter", gray=True)
    assert verapdf.faults(pdf, "2a") == []
    image = pypdfium2.PdfDocument(pdf)[0].render(scale=0.5).to_pil().convert("RGB")
    assert all(max(pixel) - min(pixel) <= 2 for _, pixel in image.getcolors(1 << 20))


def _opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def _lines(page: pypdfium2.PdfPage) -> list[tuple[float, float, float, float, str]]:
    text = page.get_textpage()
    found = []
    for index in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(index)
        words = text.get_text_bounded(left, bottom, right, top).strip()
        if words:
            found.append((left, bottom, right, top, words))
    return found


def _overlap(first: tuple, second: tuple) -> bool:
    """By more than a point both ways: letters of neighbouring lines may touch, words may not."""
    across = min(first[2], second[2]) - max(first[0], second[0])
    down = min(first[3], second[3]) - max(first[1], second[1])
    return across > 1 and down > 1.5


def plain(text: str) -> str:
    return " ".join(text.replace("\xa0", " ").split())


def test_the_overlap_check_can_fail() -> None:
    first, second = (48.0, 100.0, 200.0, 112.0, "one"), (60.0, 104.0, 90.0, 116.0, "two")
    assert _overlap(first, second)
    assert not _overlap(first, (48.0, 112.5, 200.0, 124.0, "next line"))
