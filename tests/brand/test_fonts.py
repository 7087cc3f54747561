"""A clinic's own typefaces: judged before they are used, and stood in for where they lack a sign."""

import io
import shutil
import struct
from importlib.util import find_spec
from pathlib import Path

import pikepdf
import pytest

from handouts.intake.places import BUILT_IN
from handouts.intake.problems import NeedsFixing
from tests.conformance import reading, structure, verapdf

BRANDS = BUILT_IN / "templates" / "brands"
SERIF = BRANDS / "juniper-lane" / "SourceSerifPro-Bold.ttf"
WIDE = BRANDS / "northfield" / "Manrope-ExtraBold.ttf"
spec = find_spec("font_source_sans_pro")
assert spec and spec.submodule_search_locations
SANS = Path(spec.submodule_search_locations[0]) / "files" / "SourceSansPro-Black.ttf"


def tables(data: bytes | bytearray) -> dict[bytes, int]:
    """Name → offset of each table."""
    count = struct.unpack(">H", data[4:6])[0]
    return {
        bytes(data[at : at + 4]): struct.unpack(">L", data[at + 8 : at + 12])[0]
        for at in range(12, 12 + 16 * count, 16)
    }


def restricted() -> bytes:
    data = bytearray(WIDE.read_bytes())
    at = tables(data)[b"OS/2"] + 8
    data[at : at + 2] = struct.pack(">H", 2)
    return bytes(data)


def embedded(pdf: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return {
            str(font.BaseFont).partition("+")[2].split("-")[0] or str(font.BaseFont)
            for page in file.pages
            for font in page.Resources.Font.values()
        }


def test_headings_and_numerals_take_the_clinics_face_and_the_rest_does_not(clinic):
    clinic.write("name: Ours\nfonts: {heading: h.ttf, numeral: n.ttf}\n")
    shutil.copy(SERIF, clinic.folder / "h.ttf")
    shutil.copy(WIDE, clinic.folder / "n.ttf")
    _, _, pdf = clinic.made()
    assert embedded(pdf) >= {"SourceSansPro", "h", "n"}
    assert verapdf.faults(pdf, "ua1") == [] and verapdf.faults(pdf, "2a") == []
    assert structure.faults(pdf) == []


def test_the_whole_page_can_be_in_the_clinics_face(clinic):
    clinic.write("name: Ours\nfonts: {body: {regular: r.ttf, bold: b.ttf}}\n")
    shutil.copy(WIDE, clinic.folder / "r.ttf")
    shutil.copy(SANS, clinic.folder / "b.ttf")
    assert embedded(clinic.made()[2]) == {"r", "b", "SourceSansPro"}  # L and R on their tiles stay as they are


def test_a_line_with_a_sign_that_the_face_lacks_is_set_in_the_built_in_one_and_said(clinic):
    clinic.write("name: Ḥaifa Κλινική\nfonts: {heading: h.ttf}\n").put("h.ttf", WIDE.read_bytes())
    _, _, pdf = clinic.made()
    assert verapdf.faults(pdf, "ua1") == []
    assert clinic.notices() == "The font h has no Ḥ; lines with it are set in Source Sans."
    assert embedded(pdf) == {"h", "SourceSansPro"}
    assert any("Ḥaifa" in block.text for block in reading.tagged_text(pdf))


def test_what_only_small_text_uses_is_not_asked_of_a_heading_face(clinic):
    clinic.write("name: Ours\nfonts: {heading: h.ttf}\n").put("h.ttf", WIDE.read_bytes())
    clinic.profile.write_text(clinic.profile.read_text().replace("Sam Rivera", "Ḥana Rivera"))
    assert clinic.notices() == ""


REFUSED = {
    "a font whose licence forbids it": ("heading: f.ttf", restricted, "its licence forbids embedding"),
    "a serif for small text": ("body: {regular: f.ttf, bold: f.ttf}", SERIF.read_bytes, "has serifs"),
    "half a font": ("heading: f.ttf", lambda: SERIF.read_bytes()[:5000], "not a usable TrueType font"),
    "a text": ("heading: f.ttf", lambda: b"I am a font", "not a usable TrueType font"),
    "nothing": ("heading: f.ttf", bytes, "is empty"),
    "PostScript outlines": ("heading: f.ttf", lambda: b"OTTO" + SERIF.read_bytes()[4:], "not a usable TrueType font"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_used_is_refused_with_its_reason(clinic, name):
    written, data, said = REFUSED[name]
    clinic.write(f"name: Ours\nfonts: {{{written}}}\n").put("f.ttf", data())
    with pytest.raises(NeedsFixing) as refusal:
        clinic.made()
    (problem,) = refusal.value.problems
    assert said in problem.message
    assert problem.place.file.endswith("f.ttf")


def test_all_that_is_wrong_with_logo_and_fonts_is_told_at_once(clinic):
    clinic.write("name: Ours\nlogo: {file: gone.png}\nfonts: {heading: gone.ttf, numeral: gone-too.ttf}\n")
    with pytest.raises(NeedsFixing) as refusal:
        clinic.made()
    assert [Path(problem.place.file).name for problem in refusal.value.problems] == [
        "gone.png",
        "gone.ttf",
        "gone-too.ttf",
    ]
