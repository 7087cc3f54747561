"""Typefaces: found, measured, and refused with a reason."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.page import fonts
from tests.conformance import reading, verapdf
from tests.conformance.sample import blank

if TYPE_CHECKING:
    from pathlib import Path

REGULAR, SEMIBOLD, BOLD = "SourceSansPro-Regular", "SourceSansPro-Semibold", "SourceSansPro-Bold"


def file(name: str) -> Path:
    return fonts._folder() / name


def altered(tmp_path: Path, rights: int) -> Path:
    """The regular face with other licence bits."""
    data = bytearray(file(f"{REGULAR}.ttf").read_bytes())
    for at in range(12, 12 + 16 * struct.unpack(">H", data[4:6])[0], 16):
        if data[at : at + 4] == b"OS/2":
            (start,) = struct.unpack(">L", data[at + 8 : at + 12])
            data[start + 8 : start + 10] = struct.pack(">H", rights)
    path = tmp_path / f"rights-{rights}.ttf"
    path.write_bytes(data)
    return path


def test_the_text_face_has_three_weights() -> None:
    assert fonts.register() == fonts.Faces(REGULAR, SEMIBOLD, BOLD)
    assert len({fonts.width("Heel raise", name, 10) for name in (REGULAR, SEMIBOLD, BOLD)}) == 3


def test_measures_are_in_em() -> None:
    fonts.register()
    face = fonts.face(REGULAR)
    assert (face.ascent, face.descent, face.cap_height, face.x_height) == (0.75, -0.25, 0.656, 0.486)


def test_width_is_the_sum_of_the_advances() -> None:
    fonts.register()
    assert fonts.width("ab", REGULAR, 10) == fonts.width("a", REGULAR, 10) + fonts.width("b", REGULAR, 10)
    assert fonts.width("", REGULAR, 10) == 0
    assert fonts.width("é", REGULAR, 20) == 2 * fonts.width("é", REGULAR, 10) > 0


def test_missing_names_each_character_once() -> None:
    fonts.register()
    assert fonts.missing("Żółć, ½ × Ελλάδα — ✓", REGULAR) == ""
    assert fonts.missing("漢字漢 and שלום", REGULAR) == "漢字שלום"
    assert fonts.missing("two\nlines\t", REGULAR) == "\n\t"


def test_a_name_that_nobody_registered_is_refused() -> None:
    with pytest.raises(ValueError, match="'Arial' is not registered"):
        fonts.width("a", "Arial", 10)


def test_a_brand_font_can_be_added_and_drawn(tmp_path: Path) -> None:
    path = tmp_path / "clinic.ttf"
    path.write_bytes(file("SourceSansPro-Light.ttf").read_bytes())
    assert fonts.face("Clinic", path).cap_height == pytest.approx(0.65, abs=0.02)
    assert fonts.face("Clinic", path) == fonts.face("Clinic")
    canvas = blank()
    with canvas.element("P"):
        canvas.words(72, 700, "Clinic", "Clinic", 11)
        canvas.words(72, 680, "Regular", fonts.register().regular, 11)
    assert verapdf.faults(canvas.finish(), "2a") == []


@pytest.mark.parametrize(
    ("rights", "reason"), [(0x0002, "forbids embedding"), (0x0200, "forbids embedding"), (0x0100, "forbids subsetting")]
)
def test_a_font_whose_licence_forbids_it_is_refused(tmp_path: Path, rights: int, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        fonts.face(f"Rights-{rights}", altered(tmp_path, rights))


def test_a_font_that_may_be_previewed_and_printed_is_taken(tmp_path: Path) -> None:
    assert fonts.face("Rights-4", altered(tmp_path, 0x0004)).x_height == 0.486


@pytest.mark.parametrize("content", [b"", b"not a font", b"\0\1\0\0\0\1" + bytes(40)])
def test_a_file_that_is_no_font_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.ttf"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=r"broken\.ttf: not a usable TrueType font"):
        fonts.face("Broken", path)


def test_postscript_outlines_are_refused() -> None:
    with pytest.raises(ValueError, match="postscript outlines are not supported"):
        fonts.face("Postscript", file("SourceSansPro-Regular.otf"))


def test_a_file_that_is_not_there_is_refused_and_its_name_stays_free(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"nowhere\.ttf: cannot be read"):
        fonts.face("Nowhere", tmp_path / "nowhere.ttf")
    assert fonts.face("Nowhere", file("SourceSansPro-Black.ttf")).name == "Nowhere"


def test_a_taken_or_unprintable_name_is_refused(tmp_path: Path) -> None:
    fonts.register()
    with pytest.raises(ValueError, match=r"is taken by SourceSansPro-Regular\.ttf"):
        fonts.face(REGULAR, tmp_path / "other.ttf")
    with pytest.raises(ValueError, match="letters, digits and hyphens"):
        fonts.face("My Font", tmp_path / "other.ttf")


@given(st.lists(st.integers(1, 0x10FFFF).filter(lambda code: not 0xD800 <= code <= 0xDFFF), min_size=1, max_size=256))
def test_a_unicode_map_gives_back_every_character(subset: list[int]) -> None:
    written = fonts.unicode_map(subset)
    blocks = [int(line.split()[0]) for line in written.splitlines() if line.endswith("beginbfchar")]
    assert sum(blocks) == len(subset)
    assert max(blocks) <= 100
    with pikepdf.new() as pdf:
        font = pikepdf.Dictionary(ToUnicode=pdf.make_stream(written.encode("ascii")))
        assert [ord(text) for text in reading._characters(font).values()] == subset


def test_more_characters_than_one_subset_holds_are_all_extracted() -> None:
    name = fonts.register().regular
    some = [mark for mark in sorted(fonts.font(name).drawable) if mark.isalpha() and ord(mark) < 0x1000][:400]
    text = "".join(some)
    canvas = blank()
    with canvas.element("P"):
        canvas.words(0, 700, text, name, 11)
    pdf = canvas.finish()
    assert [block.text for block in reading.tagged_text(pdf)] == [text]
    assert verapdf.faults(pdf, "2a") == []
    with pikepdf.open(io.BytesIO(pdf)) as made:
        assert len(made.pages[0].Resources.Font) == 2


def test_a_character_beyond_the_bmp_is_extracted_whole() -> None:
    """No font of ours has one, so a known glyph is lent to it."""
    lent = fonts.Font("Lent", file(f"{REGULAR}.ttf"))
    lent.face.charToGlyph[0x1F600] = lent.face.charToGlyph[ord("x")]
    lent.face.charWidths[0x1F600] = lent.face.charWidths[ord("x")]
    canvas = blank()
    with canvas.element("P"):
        ((subset, glyphs),) = lent.splitString("a\U0001f600b", canvas._doc)
        canvas._speak("")
        canvas._code.append(
            f"BT 72 700 Td {lent.getSubsetInternalName(subset, canvas._doc)} 11 Tf <{glyphs.hex()}> Tj ET"
        )
    pdf = canvas.finish()
    assert [block.text for block in reading.tagged_text(pdf)] == ["a\U0001f600b"]
    document = pypdfium2.PdfDocument(pdf)
    assert document[0].get_textpage().get_text_range() == "a\U0001f600b"
    document.close()
