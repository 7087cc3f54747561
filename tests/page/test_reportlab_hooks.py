"""ReportLab as the tagged canvas finds it: if an upgrade moves something, this says what, before a page goes wrong."""

from __future__ import annotations

import inspect
from io import BytesIO
from types import SimpleNamespace

import pytest
import reportlab
from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, ttfonts
from reportlab.pdfgen import canvas

from handouts.page import fonts
from handouts.page.tagged import _PAINTING
from tests.conformance.sample import sample


class Watching(canvas.Canvas):
    """Writes down what the page or form knows when `_setAnnotations` is called."""

    def _setAnnotations(self, page):  # noqa: N802
        super()._setAnnotations(page)
        self.__dict__.setdefault("seen", []).append((type(page).__name__, dict(vars(page))))


def source(thing: object) -> str:
    return inspect.getsource(thing)


def test_this_is_the_version_that_was_looked_at() -> None:
    assert reportlab.__version__.startswith("5.1."), "read handouts/page/hooks.py against the new ReportLab, then this"


def test_pages_and_forms_pass_through_set_annotations_once_with_all_they_need() -> None:
    watching = Watching(BytesIO())
    watching.rect(0, 0, 9, 9)
    watching.beginForm("form")
    watching.rect(0, 0, 9, 9)
    watching.endForm()
    watching.showPage()
    kinds = [kind for kind, _ in watching.seen]
    assert kinds == ["PDFFormXObject", "PDFPage"], "_setAnnotations is not called once a page and once a form any more"
    form, page = (known for _, known in watching.seen)
    assert isinstance(page["stream"], str), "a page's stream is not set before _setAnnotations any more"
    assert isinstance(form["stream"], bytes), "a form's stream is not set before _setAnnotations any more"
    assert {"XObjects", "ExtGState", "_colorsUsed"} <= set(form), "a form's resources come later than they did"


@pytest.mark.parametrize(
    "name",
    [
        "_code",
        "_doc",
        "_formData",
        "_pageNumber",
        "_annotationrefs",
        "_preamble",
        "_pagesize",
        "_addAnnotation",
        "_bookmarkReference",
    ],
)
def test_the_canvas_still_has_its_private_parts(name: str) -> None:
    assert hasattr(canvas.Canvas(BytesIO()), name), f"Canvas.{name} is gone"


@pytest.mark.parametrize("name", [*_PAINTING, "doForm", "clipPath", "drawText", "restoreState", "showPage"])
def test_the_painting_methods_are_still_there(name: str) -> None:
    assert callable(getattr(canvas.Canvas, name, None)), f"Canvas.{name} is gone, so it is not tagged"


def test_no_painting_method_was_added_that_would_go_untagged() -> None:
    known = {*_PAINTING, "doForm", "clipPath", "cross", "drawBoundary", "addLiteral"}
    text = {"drawText", "drawString", "drawRightString", "drawCentredString", "drawAlignedString"}
    drawing = {name for name in vars(canvas.Canvas) if name.startswith("draw")}
    assert drawing <= known | text, f"Canvas draws in a new way: {drawing - known - text}"


def test_text_is_drawn_through_draw_text() -> None:
    for name in ("drawString", "drawRightString", "drawCentredString"):
        assert "self.drawText(" in source(getattr(canvas.Canvas, name)), f"Canvas.{name} goes round drawText now"


def test_the_state_stack_grows_with_saved_states() -> None:
    plain = canvas.Canvas(BytesIO())
    plain.saveState()
    assert len(plain.state_stack) == 1, "Canvas.state_stack does not count saveState any more"


def test_streams_still_end_without_an_end_of_line() -> None:
    document = SimpleNamespace(encrypt=pdfdoc.NoEncryption(), defaultStreamFilters=None)
    written = pdfdoc.PDFStream(content=b"x").format(document)
    assert written.endswith(b"xendstream\n"), "PDFStream ends otherwise now: look at hooks.Ended"


def test_catalog_and_page_still_list_the_keys_that_they_write() -> None:
    document = pdfdoc.PDFDocument()
    for holder in (document.Catalog, pdfdoc.PDFPage()):
        assert isinstance(holder.__NoDefault__, list), f"{type(holder).__name__}.__NoDefault__ is not a list any more"
    for key in ("StructTreeRoot", "MarkInfo", "Metadata"):
        assert key in document.Catalog.__NoDefault__, f"the catalog does not write {key} any more"


def test_object_numbers_can_still_be_asked_for() -> None:
    document = pdfdoc.PDFDocument()
    reference = document.Reference(pdfdoc.PDFDictionary({}))
    number, version = document.idToObjectNumberAndVersion[reference.name]
    assert number > 0, "PDFDocument.Reference gives no number"
    assert version == 0, "PDFDocument.Reference gives another version"
    assert reference.name in document.idToObject, "PDFDocument.idToObject is not by name any more"


def test_a_document_still_has_fonts_that_wait_and_a_signature() -> None:
    document = pdfdoc.PDFDocument()
    assert document.delayedFonts == [], "PDFDocument.delayedFonts is gone"
    assert "BasicFonts" in document.idToObject, "the fonts are not under BasicFonts any more"
    assert hasattr(document.signature, "update"), "PDFDocument.signature is no digest any more"
    assert "self.delayedFonts" in source(pdfdoc.PDFDocument.GetPDFData), "GetPDFData treats fonts otherwise now"


def test_forms_still_need_their_resources_completed() -> None:
    text = source(pdfdoc.PDFFormXObject.format)
    assert "if not self.Resources:" in text, "PDFFormXObject ignores resources that it is given"
    assert "if not self.Contents:" in text, "PDFFormXObject ignores contents that it is given"


def test_pages_still_take_contents_that_they_are_given() -> None:
    assert "if not self.Contents:" in source(pdfdoc.PDFPage.check_format), "PDFPage writes its own contents now"


def test_link_url_still_passes_unknown_keys_on() -> None:
    text = source(canvas.Canvas.linkURL)
    assert "PDFDictionary(dict=kw)" in text, "linkURL does not put its keywords into the annotation any more"


def test_fonts_still_write_a_text_map_that_can_be_replaced() -> None:
    text = source(ttfonts.TTFont.addObjects)
    assert "pdfFont.ToUnicode = doc.Reference(cmapStream" in text, "the ToUnicode map is not a named object any more"
    assert "fontDict[internalName] = pdfFont" in text, "fonts are entered into BasicFonts otherwise now"
    assert "%04X" in source(ttfonts.makeToUnicodeCMap), (
        "ReportLab may have mended its ToUnicode maps: look at fonts.Font"
    )


def test_a_font_face_still_shows_its_tables() -> None:
    fonts.register()
    face = fonts.font("SourceSansPro-Regular").face
    for name in ("charToGlyph", "charWidths", "glyphPos", "unitsPerEm", "defaultWidth", "ascent", "descent", "table"):
        assert hasattr(face, name), f"TTFontFace.{name} is gone"


def test_making_a_document_changes_nothing_for_other_users_of_reportlab() -> None:
    watched = (rl_config, pdfdoc, ttfonts, canvas.Canvas, pdfdoc.PDFStream, pdfdoc.PDFPage, pdfdoc.PDFCatalog)
    before = [dict(vars(thing)) for thing in watched]
    sample()
    assert [dict(vars(thing)) for thing in watched] == before
