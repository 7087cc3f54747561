"""The tagged canvas: what is drawn can be read out, in order, and nothing is drawn that cannot."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
import pytest
from reportlab.pdfbase import pdfmetrics

from handouts.page import fonts
from handouts.page.structure import TagError
from tests.conformance import reading, structure, verapdf
from tests.conformance.sample import blank, sample

if TYPE_CHECKING:
    from handouts.page.tagged import Canvas


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return sample()


@pytest.fixture
def canvas() -> Canvas:
    return blank()


@pytest.fixture
def regular() -> str:
    return fonts.register().regular


@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_verapdf_finds_no_fault(pdf: bytes, flavour: str) -> None:
    assert verapdf.faults(pdf, flavour) == []


def test_our_own_look_at_the_structure_finds_no_fault(pdf: bytes) -> None:
    assert structure.faults(pdf) == []


def test_the_text_is_read_in_the_order_of_drawing(pdf: bytes) -> None:
    assert [(block.kind, block.text) for block in reading.tagged_text(pdf)] == [
        ("H1", "Your exercises"),
        ("P", "Do these numbers of sets slowly — finally 2 × 12."),
        ("Lbl", "1."),
        ("P", "Stand tall."),
        ("Lbl", "•"),
        ("LBody", "Hold a chair."),
        ("Lbl", "2."),
        ("LBody", "Rise."),
        ("TH", "Exercise"),
        ("TH", "Mon"),
        ("TH", "Tue"),
        ("TH", "Heel raise"),
        ("TD", "2 × 12"),
        ("Figure", "A person on tiptoe."),
        ("H2", "Contact"),
        ("P", "Call 555-0100 and ask, even late."),
    ]


def test_an_independent_reader_finds_the_same_words(pdf: bytes) -> None:
    file = pypdfium2.PdfDocument(pdf)
    words = " ".join(page.get_textpage().get_text_range() for page in file).split()
    file.close()
    assert "Do these numbers of sets slowly — finally 2 × 12." in " ".join(words)
    assert "Call 555-0100 and ask," in " ".join(words)


def test_artifacts_are_drawn_and_not_read(pdf: bytes) -> None:
    assert [block.text for block in reading.artifact_text(pdf)] == ["Page 1 of 2", "Page 2 of 2"]
    assert not any("Page" in block.text for block in reading.tagged_text(pdf))
    assert reading.untagged_text(pdf) == ""


def test_the_same_calls_make_the_same_bytes(pdf: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1234567890")
    assert sample() == pdf


def test_documents_with_other_content_have_another_identity(regular: str) -> None:
    made = []
    for text in ("one", "two"):
        canvas = blank()
        with canvas.element("P"):
            canvas.words(72, 700, text, regular, 11)
        made.append(canvas.finish())
    one, two = (pikepdf.open(io.BytesIO(pdf)).trailer.ID[0] for pdf in made)
    assert bytes(one) != bytes(two)


def test_metadata_names_the_day_and_nobody(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        info = {key: str(value) for key, value in file.docinfo.items()}
        packet = file.Root.Metadata.read_bytes().decode()
    assert info["/Title"] == "Home exercise program"
    assert info["/CreationDate"] == info["/ModDate"] == "D:20261121000000Z"
    assert set(info) == {"/Title", "/Subject", "/Creator", "/Producer", "/CreationDate", "/ModDate"}
    assert "dc:creator" not in packet
    assert "<xmp:CreateDate>2026-11-21T00:00:00Z<" in packet


def test_metadata_is_escaped() -> None:
    canvas = blank("Ankles & <knees> (über)")
    canvas.rect(0, 0, 9, 9)
    pdf = canvas.finish()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert str(file.docinfo.Title) == "Ankles & <knees> (über)"
    assert verapdf.faults(pdf, "2a") == []


def test_text_outside_an_element_is_refused(canvas: Canvas, regular: str) -> None:
    with pytest.raises(TagError, match="outside any element or artifact on page 1: 'adrift'"):
        canvas.words(72, 700, "adrift", regular, 11)


def test_reportlabs_own_text_outside_an_element_is_refused(canvas: Canvas, regular: str) -> None:
    pdfmetrics.registerFont(fonts.font(regular))
    canvas.setFont(regular, 11)
    with pytest.raises(TagError, match="outside any element"):
        canvas.drawString(72, 700, "adrift")


@pytest.mark.parametrize("kind", ["Sect", "L", "LI", "Table", "TR"])
def test_text_directly_in_a_grouping_element_is_refused(canvas: Canvas, regular: str, kind: str) -> None:
    with canvas.element(kind), pytest.raises(TagError, match=f"directly in {kind}"):
        canvas.words(72, 700, "adrift", regular, 11)


def test_a_form_with_text_outside_an_element_is_refused(canvas: Canvas, regular: str) -> None:
    canvas.beginForm("label")
    canvas.words(0, 0, "adrift", regular, 11)
    canvas.endForm()
    with pytest.raises(TagError, match="form label"):
        canvas.doForm("label")


def test_a_tag_inside_a_form_is_refused(canvas: Canvas) -> None:
    canvas.beginForm("label")
    with pytest.raises(TagError, match="a form carries no tags"), canvas.element("P"):
        pass


@pytest.mark.parametrize(
    ("kind", "options", "reason"),
    [
        ("Figure", {"bbox": (0, 0, 9, 9)}, "Figure needs alt"),
        ("Figure", {"alt": " ", "bbox": (0, 0, 9, 9)}, "Figure needs alt"),
        ("Figure", {"alt": "A chair."}, "and bbox"),
        ("TH", {}, "TH needs scope"),
        ("TH", {"scope": "Cell"}, "unknown scope"),
        ("Chapter", {}, "unknown kind"),
    ],
)
def test_an_element_that_says_too_little_is_refused(
    canvas: Canvas, kind: str, options: dict[str, Any], reason: str
) -> None:
    with pytest.raises(TagError, match=reason), canvas.element(kind, **options):
        pass


def test_a_document_without_title_or_language_is_refused() -> None:
    with pytest.raises(TagError, match="title and a language"):
        blank(" ")


def test_finishing_inside_an_element_is_refused(canvas: Canvas) -> None:
    with canvas.element("P"), pytest.raises(TagError, match="finished inside"):
        canvas.finish()


def test_reportlabs_default_font_is_refused(canvas: Canvas) -> None:
    with canvas.element("P"), pytest.raises(TagError, match="text in Helvetica, which cannot be embedded"):
        canvas.drawString(72, 700, "by the front door")


def test_a_font_that_is_not_embedded_is_refused_at_the_end(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 11)
    with pytest.raises(TagError, match="cannot be embedded: Helvetica"):
        canvas.finish()


def test_a_character_without_glyph_is_refused(canvas: Canvas, regular: str) -> None:
    with canvas.element("P"), pytest.raises(ValueError, match="no glyph for '漢'"):
        canvas.words(72, 700, "Take 漢 care", regular, 11)


def test_a_section_goes_on_where_it_is_resumed(canvas: Canvas, regular: str) -> None:
    with canvas.element("Sect") as section, canvas.element("P"):
        canvas.words(72, 700, "First.", regular, 11)
    canvas.showPage()
    with canvas.element("P"):
        canvas.words(72, 700, "Last.", regular, 11)
    with canvas.resume(section), canvas.element("P"):
        canvas.words(72, 680, "Second.", regular, 11)
    pdf = canvas.finish()
    assert [block.text for block in reading.tagged_text(pdf)] == ["First.", "Second.", "Last."]
    assert verapdf.faults(pdf, "ua1") == []


def test_elements_in_an_artifact_mean_nothing(canvas: Canvas, regular: str) -> None:
    with canvas.artifact("Header"), canvas.element("TR"), canvas.element("TH", scope="Column"):
        canvas.words(72, 700, "Repeated", regular, 11)
        with canvas.link("https://example.org", (72, 700, 100, 712), "Example"):
            canvas.words(72, 680, "again", regular, 11)
    pdf = canvas.finish()
    assert reading.tagged_text(pdf) == []
    assert [block.kind for block in reading.artifact_text(pdf)] == ["Header"] * len(reading.artifact_text(pdf))
    assert structure.faults(pdf) == []


def test_neighbouring_paths_share_one_artifact(canvas: Canvas) -> None:
    for x in range(5):
        canvas.rect(x, 0, 1, 1)
    with pikepdf.open(io.BytesIO(canvas.finish())) as file:
        assert file.pages[0].Contents.read_bytes().count(b"/Artifact") == 1


def test_paths_in_a_paragraph_belong_to_it_and_in_a_table_to_nobody(canvas: Canvas) -> None:
    with canvas.element("Table"):
        canvas.line(0, 0, 9, 9)
    with canvas.element("P"):
        canvas.line(0, 0, 9, 9)
    with pikepdf.open(io.BytesIO(canvas.finish())) as file:
        marks = re.findall(rb"^(/\w+) .*(?:BMC|BDC)$", file.pages[0].Contents.read_bytes(), re.MULTILINE)
    assert marks == [b"/Artifact", b"/P"]


def test_marks_do_not_cross_saved_states(canvas: Canvas, regular: str) -> None:
    with canvas.element("P"):
        canvas.saveState()
        canvas.words(72, 700, "in", regular, 11)
        canvas.restoreState()
        canvas.words(90, 700, "out", regular, 11)
    assert structure.faults(canvas.finish()) == []


def test_a_figures_box_follows_the_coordinates_of_the_moment(canvas: Canvas) -> None:
    canvas.translate(100, 200)
    canvas.scale(2, 2)
    with canvas.element("Figure", alt="A chair.", bbox=(0, 0, 10, 20)):
        canvas.rect(0, 0, 10, 20)
    with pikepdf.open(io.BytesIO(canvas.finish())) as file:
        figure = file.Root.StructTreeRoot.K.K[0]
        assert [float(side) for side in structure.attribute(figure, "/BBox")] == [100, 200, 120, 240]


def test_a_form_keeps_its_transparency(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        (form,) = file.pages[0].Resources.XObject.values()
        assert "/ExtGState" in form.Resources


def test_an_element_can_speak_another_language_or_other_words(canvas: Canvas, regular: str) -> None:
    with canvas.element("P", language="es"):
        canvas.words(72, 700, "Hola ", regular, 11)
        with canvas.element("Span", actual="two times"):
            canvas.words(100, 700, "2×", regular, 11)
    pdf = canvas.finish()
    assert [block.text for block in reading.tagged_text(pdf)] == ["Hola two times"]
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert str(file.Root.StructTreeRoot.K.K[0].Lang) == "es"
    assert verapdf.faults(pdf, "ua1") == []


def test_one_link_can_run_over_two_lines(canvas: Canvas, regular: str) -> None:
    with canvas.element("P"), canvas.element("Link"):
        for y, text in ((700, "example.org/"), (686, "ankles")):
            with canvas.link("https://example.org/ankles", (72, y - 3, 140, y + 9), "Ankles at example.org"):
                canvas.words(72, y, text, regular, 11)
    pdf = canvas.finish()
    assert [block.text for block in reading.tagged_text(pdf)] == ["example.org/ankles"]
    assert [verapdf.faults(pdf, "ua1"), structure.faults(pdf)] == [[], []]


def test_bookmarks_nest_and_point_into_their_page(canvas: Canvas, regular: str) -> None:
    with canvas.element("H1"):
        canvas.words(72, 700, "One", regular, 11)
    canvas.bookmark("One", 0, 720)
    canvas.bookmark("One, again", 1, 400)
    pdf = canvas.finish()
    with pikepdf.open(io.BytesIO(pdf)) as file, file.open_outline() as outline:
        (top,) = outline.root
        place: Any = top.destination
        assert (top.title, [kid.title for kid in top.children]) == ("One", ["One, again"])
        assert [str(part) for part in list(place)[1:4]] == ["/XYZ", "0", "720"]
    assert verapdf.faults(pdf, "ua1") == []
