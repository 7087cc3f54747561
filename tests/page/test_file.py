"""The file as a whole: packed, readable, shared where it can be, and independent of what was made before it."""

from __future__ import annotations

import datetime as dt
import io

import pikepdf
import pytest
from reportlab.pdfbase import pdfdoc

from handouts.page import fonts, hooks, paint
from handouts.page.styles import PAPERS
from handouts.page.tagged import Canvas
from tests.conformance.sample import blank, sample

SQUARE = "0 0 9 9 re f"


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def words(text: str) -> bytes:
    canvas = blank()
    with canvas.element("P"):
        canvas.words(72, 700, text, fonts.register().regular, 12)
    return canvas.finish()


def test_all_objects_but_streams_are_packed_into_one() -> None:
    pdf = sample()
    assert pdf.count(b"/StructElem") == 0
    assert pdf.count(b" obj\n") == pdf.count(b"stream\n") // 2
    with opened(pdf) as file:
        assert len(file.objects) > 40
        assert file.check_pdf_syntax() == []


def test_the_file_identity_hangs_on_what_is_written() -> None:
    with opened(words("one")) as one, opened(words("two")) as two, opened(words("one")) as again:
        assert one.trailer.ID[0] != two.trailer.ID[0]
        assert one.trailer.ID[0] == again.trailer.ID[0]


def test_what_is_drawn_twice_is_stored_once() -> None:
    canvas = blank()
    for x in (0, 50, 100):
        paint.put(canvas, SQUARE, x, 0)
    canvas.showPage()
    paint.put(canvas, SQUARE, 0, 0)
    with opened(canvas.finish()) as file:
        forms = {page.Resources.XObject[key].objgen for page in file.pages for key in page.Resources.XObject}
        assert len(forms) == 1
        assert file.pages[0].Contents.read_bytes().count(b" Do") == 3


def test_a_document_with_rare_letters_leaves_the_next_one_as_it_was() -> None:
    before = words("Heel raise")
    with opened(words("Žižka ранок")) as file:
        assert len(file.pages[0].Resources.Font) >= 1
    assert words("Heel raise") == before


def test_rare_letters_come_back_as_they_were_written() -> None:
    import pypdfium2

    pdf = words("Heel Žižka × ранок")
    assert pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range() == "Heel Žižka × ранок"


def test_a_form_reaches_further_than_any_page() -> None:
    assert max(max(size) for size in PAPERS.values()) < hooks._REACH


@pytest.mark.parametrize("name", ["numberToId", "idToObject", "idToObjectNumberAndVersion", "signature", "Outlines"])
def test_the_document_still_has_the_parts_that_the_writer_reads(name: str) -> None:
    canvas = Canvas((9, 9), title="T", language="en", creator="test", day=dt.date(2026, 11, 21))
    assert hasattr(canvas._doc, name), f"PDFDocument.{name} is gone: look at handouts/page/file.py"


def test_reportlab_still_writes_objects_by_its_own_format_function() -> None:
    assert pdfdoc.format(pdfdoc.PDFDictionary({"A": 1}), None, toplevel=1).split() == [b"<<", b"/A", b"1", b">>"]
