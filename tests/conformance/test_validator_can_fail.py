"""A validator that never says no proves nothing: each of these files has one thing wrong, and is caught for it."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfgen.canvas import Canvas

from tests.conformance import structure, verapdf
from tests.conformance.sample import sample

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Change = Callable[[pikepdf.Pdf], None]

good = cache(sample)


def changed(change: Change) -> bytes:
    with pikepdf.open(io.BytesIO(good())) as file:
        change(file)
        target = io.BytesIO()
        file.save(target)
    return target.getvalue()


def elements(file: pikepdf.Pdf, kind: str) -> Iterator[Any]:
    for item in file.objects:
        if isinstance(item, Dictionary) and item.get("/S") == Name(f"/{kind}"):
            yield item


def first(file: pikepdf.Pdf, kind: str) -> Any:
    return min(elements(file, kind), key=lambda element: element.objgen)


def clauses(pdf: bytes, flavour: str) -> set[str]:
    return {fault.clause for fault in verapdf.faults(pdf, flavour)}


def no_language(file: pikepdf.Pdf) -> None:
    del file.Root.Lang


def no_marks(file: pikepdf.Pdf) -> None:
    del file.Root.MarkInfo


def no_shown_title(file: pikepdf.Pdf) -> None:
    file.Root.ViewerPreferences.DisplayDocTitle = False


def no_metadata(file: pikepdf.Pdf) -> None:
    del file.Root.Metadata


def no_claim(file: pikepdf.Pdf) -> None:
    packet = file.Root.Metadata.read_bytes().replace(b"<pdfuaid:part>1</pdfuaid:part>", b"")
    file.Root.Metadata = file.make_stream(packet, Type=Name.Metadata, Subtype=Name.XML)


def no_alt(file: pikepdf.Pdf) -> None:
    del first(file, "Figure").Alt


def no_tab_order(file: pikepdf.Pdf) -> None:
    del file.pages[0].Tabs


def no_contents(file: pikepdf.Pdf) -> None:
    del file.pages[0].Annots[0].Contents


def annotation_adrift(file: pikepdf.Pdf) -> None:
    del file.pages[0].Annots[0].StructParent


def row_in_the_document(file: pikepdf.Pdf) -> None:
    first(file, "Table").S = Name.Sect


def untagged_line(file: pikepdf.Pdf) -> None:
    page = file.pages[0]
    page.Contents = file.make_stream(page.Contents.read_bytes() + b"\n0 0 m 9 9 l S\n")


def skipped_heading(file: pikepdf.Pdf) -> None:
    first(file, "H2").S = Name.H3


def short_header(file: pikepdf.Pdf) -> None:
    row = first(file, "TR")
    row.K = Array(list(row.K)[:2])


BROKEN_FOR_READERS: dict[Change, str] = {
    no_language: "7.2",
    no_marks: "6.2",
    no_shown_title: "7.1",
    no_metadata: "7.1",
    no_claim: "5",
    no_alt: "7.3",
    no_tab_order: "7.18.3",
    no_contents: "7.18.5",
    annotation_adrift: "7.18.5",
    row_in_the_document: "7.2",
    untagged_line: "7.1",
    skipped_heading: "7.4.2",
    short_header: "7.2",
}


@pytest.mark.parametrize("change", BROKEN_FOR_READERS, ids=lambda change: change.__name__)
def test_verapdf_refuses_as_pdf_ua(change: Change) -> None:
    assert BROKEN_FOR_READERS[change] in clauses(changed(change), "ua1")


def no_colour_space(file: pikepdf.Pdf) -> None:
    del file.Root.OutputIntents


def unprinted_link(file: pikepdf.Pdf) -> None:
    file.pages[0].Annots[0].F = 0


def script(file: pikepdf.Pdf) -> None:
    file.Root.OpenAction = Dictionary(Type=Name.Action, S=Name.JavaScript, JS=String("1"))


def no_text_map(file: pikepdf.Pdf) -> None:
    for font in file.pages[0].Resources.Font.values():
        del font.ToUnicode


BROKEN_FOR_ARCHIVES: dict[Change, str] = {
    no_colour_space: "6.2.4.3",
    unprinted_link: "6.3.2",
    script: "6.5.1",
    no_text_map: "6.2.11.7.2",
}


@pytest.mark.parametrize("change", BROKEN_FOR_ARCHIVES, ids=lambda change: change.__name__)
def test_verapdf_refuses_as_pdf_a(change: Change) -> None:
    assert BROKEN_FOR_ARCHIVES[change] in clauses(changed(change), "2a")


def link_without_annotation(file: pikepdf.Pdf) -> None:
    link = first(file, "Link")
    link.K = Array([kid for kid in link.K if not isinstance(kid, Dictionary)])


def swapped_items(file: pikepdf.Pdf) -> None:
    body = first(file, "LI")
    body.K = Array(list(reversed(list(body.K))))


def no_frame(file: pikepdf.Pdf) -> None:
    del first(file, "Figure").A


def blank_alt(file: pikepdf.Pdf) -> None:
    first(file, "Figure").Alt = String(" ")


def no_scope(file: pikepdf.Pdf) -> None:
    del first(file, "TH").A


def item_in_the_section(file: pikepdf.Pdf) -> None:
    first(file, "L").S = Name.Sect


def lost_content(file: pikepdf.Pdf) -> None:
    first(file, "H1").K = Array([])


def wrong_way_back(file: pikepdf.Pdf) -> None:
    row = file.Root.StructTreeRoot.ParentTree.Nums[1]
    row = file.Root.StructTreeRoot.ParentTree.Nums[3] if not isinstance(row, Array) else row
    row[0], row[1] = row[1], row[0]


UNSEEN_BY_VERAPDF: dict[Change, str] = {
    link_without_annotation: "Link without its annotation",
    swapped_items: "page 1: the order of the tree is not the order of the content",
    no_frame: "Figure without BBox",
    blank_alt: "Figure without alternate text",
    no_scope: "TH without Scope",
    item_in_the_section: "LI stands in Sect",
    lost_content: "page 1: the tree and the page do not hold the same marked content",
    wrong_way_back: "page 1: marked content 0 does not lead back to its element",
    skipped_heading: "H3 follows H1",
    short_header: "rows of a table are 2 and 3 cells wide",
    untagged_line: "page 1: S is neither tagged nor an artifact",
    unprinted_link: "page 1: a link is not printed",
}


@pytest.mark.parametrize("change", UNSEEN_BY_VERAPDF, ids=lambda change: change.__name__)
def test_our_own_look_at_the_structure_refuses(change: Change) -> None:
    assert UNSEEN_BY_VERAPDF[change] in structure.faults(changed(change))


def test_the_unbroken_file_passes_after_the_same_round_trip() -> None:
    same = changed(lambda _: None)
    assert [verapdf.faults(same, "ua1"), verapdf.faults(same, "2a"), structure.faults(same)] == [[], [], []]


def test_a_plain_reportlab_file_is_refused_by_all() -> None:
    target = io.BytesIO()
    canvas = Canvas(target)
    canvas.drawString(72, 720, "Hello")
    canvas.save()
    assert {"7.1", "7.21.4.1"} <= clauses(target.getvalue(), "ua1")
    assert "6.2.11.4.1" in clauses(target.getvalue(), "2a")
    assert structure.faults(target.getvalue()) == ["there is no structure tree"]
