"""One file for the printer, of handouts that have little in common."""

import io
from dataclasses import replace
from itertools import pairwise

import pikepdf
import pytest

from handouts.batch.merge import merged
from handouts.batch.run import run
from tests.batch.ward import HEAD, Ward, row
from tests.conformance import verapdf

A4, LETTER = (595, 842), (612, 792)


@pytest.fixture(scope="module")
def mix(tmp_path_factory):
    """Letter and A4, colour and gray, layouts of one page and of more: (one PDF of all, their files in order)."""
    ward = Ward(tmp_path_factory.mktemp("mix"))
    files = []
    for number, (paper, layout, gray) in enumerate([
        ("letter", "standard", False), ("a4", "summary", False), ("letter", "log", True),
        ("a4", "one-per-page", False), ("a4", "large-print", True), ("letter", "compact", False),
    ]):  # fmt: skip
        job = ward.job(ward.put(HEAD + row(f"p{number}")), f"out{number}", jobs=1)
        run(replace(job, setup=replace(job.setup, paper=paper, layout=layout, gray=gray)), ward.watcher)
        files.append((f"p{number}", ward.home / f"out{number}" / f"p{number}.pdf"))
    merged(files, ward.home / "all.pdf")
    return ward.home / "all.pdf", files


def size(page):
    return round(page.mediabox[2]), round(page.mediabox[3])


def pages(path):
    with pikepdf.open(path) as file:
        return [size(page) for page in file.pages]


def test_every_page_keeps_its_size_and_a_blank_has_that_of_its_front_side(mix):
    path, files = mix
    expected = []
    for _, file in files:
        expected += expected[-1:] * (len(expected) % 2) + pages(file)
    assert pages(path) == expected
    assert {A4, LETTER} == set(expected)
    odd = [len(pages(file)) % 2 for _, file in files]
    assert set(odd) == {0, 1}, "the mix has to try both"


def test_a_blank_page_is_blank_and_stands_only_where_it_has_to(mix):
    path, files = mix
    with pikepdf.open(path) as file:
        blanks = [at for at, page in enumerate(file.pages) if "/Contents" not in page.obj]
        begins = [file.pages.index(pikepdf.Page(item.destination[0])) for item in _marks(file)]
    assert all(at % 2 == 1 for at in blanks)
    assert {at + 1 for at in blanks} <= set(begins)
    assert len(blanks) == sum(len(pages(each)) % 2 for _, each in files[:-1])


def test_the_bookmarks_are_the_patients_in_their_order(mix):
    path, files = mix
    with pikepdf.open(path) as file:
        begins = [file.pages.index(pikepdf.Page(item.destination[0])) for item in _marks(file)]
        assert [item.title for item in _marks(file)] == [name for name, _ in files]
        assert bool(file.Root.ViewerPreferences.PickTrayByPDFSize)
    assert all(one < other and one % 2 == 0 for one, other in pairwise([*begins, begins[-1] + 2]))


def _marks(file):
    with file.open_outline() as outline:
        return list(outline.root)


def test_a_mix_of_papers_and_layouts_conforms(mix):
    pdf = mix[0].read_bytes()
    assert [verapdf.faults(pdf, flavour) for flavour in ("ua1", "2a")] == [[], []]


def test_one_patient_alone_has_no_blank_page(mix):
    _, files = mix
    for name, file in files:
        merged([(name, file)], file.with_name("alone.pdf"))
        assert pages(file.with_name("alone.pdf")) == pages(file)


def test_the_text_and_every_picture_stay_what_they_were(mix):
    import pypdfium2

    path, files = mix
    with pypdfium2.PdfDocument(path) as whole:
        found = [page.get_textpage().get_text_range() for page in whole]
        shades = [hash(page.render(scale=0.5).to_numpy().tobytes()) for page in whole]
    expected, pixels = [], []
    for _, file in files:
        with pypdfium2.PdfDocument(io.BytesIO(file.read_bytes())) as one:
            expected += [page.get_textpage().get_text_range() for page in one]
            pixels += [hash(page.render(scale=0.5).to_numpy().tobytes()) for page in one]
    assert [text for text in found if text] == expected
    assert [shade for shade, text in zip(shades, found, strict=True) if text] == pixels
