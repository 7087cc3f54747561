"""A clinic's own photos and pictures on a real page."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from handouts.build import Choice, Workshop
from handouts.intake.catalog import Catalog
from handouts.intake.places import places
from handouts.intake.problems import NeedsFixing
from tests.conformance import reading, verapdf

if TYPE_CHECKING:
    from pathlib import Path

DAY = Choice(dt.date(2026, 11, 21))


def desk(folder: Path, side: str = "right") -> Path:
    (folder / "images").mkdir()
    profile = folder / "profile.yaml"
    profile.write_text(f"patient: {{name: Ann, side: {side}}}\nexercises: [towel-scrunch]\n")
    return profile


def made(profile: Path) -> bytes:
    workshop = Workshop(Catalog(places(profile.parent)))
    return workshop.pdf(workshop.handout(profile, DAY), DAY)


def image(mode: str, kind: str, **options: object) -> bytes:
    colours = {"RGB": (200, 30, 30), "RGBA": (200, 30, 30, 128), "CMYK": (0, 200, 200, 30), "L": 90, "P": 3}
    out = io.BytesIO()
    Image.new(mode, (640, 480), colours[mode]).save(out, kind, **options)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("towel-scrunch.jpg", image("RGB", "JPEG")),
        ("towel-scrunch.jpg", image("CMYK", "JPEG")),
        ("towel-scrunch.png", image("RGBA", "PNG")),
        ("towel-scrunch.png", image("P", "PNG")),
        ("towel-scrunch.jpeg", image("L", "JPEG")),
    ],
    ids=["jpeg", "cmyk", "alpha", "palette", "gray"],
)
def test_any_photo_gives_a_page_that_conforms(tmp_path: Path, name: str, data: bytes) -> None:
    profile = desk(tmp_path)
    (tmp_path / "images" / name).write_bytes(data)
    pdf = made(profile)
    assert verapdf.faults(pdf, "ua1") == []
    assert verapdf.faults(pdf, "2a") == []
    (figure,) = [block for block in reading.tagged_text(pdf) if block.kind == "Figure"]
    assert figure.text == "Photo of the exercise Towel scrunch. The steps describe it."


def test_the_photo_is_seen(tmp_path: Path) -> None:
    profile = desk(tmp_path)
    (tmp_path / "images/towel-scrunch.jpg").write_bytes(image("RGB", "JPEG"))
    page = pypdfium2.PdfDocument(made(profile))[1].render(scale=1).to_pil().convert("RGB")
    red = sum(count for count, (r, g, b) in page.getcolors(1 << 20) if r > 180 and g < 60 and b < 60)
    assert red > 8000


def test_what_a_camera_writes_into_a_photo_stays_behind(tmp_path: Path) -> None:
    profile = desk(tmp_path)
    exif = Image.Exif()
    exif[0x010E] = "SECRET PLACE"
    exif[0x0112] = 6  # turned by a quarter
    (tmp_path / "images/towel-scrunch.jpg").write_bytes(image("RGB", "JPEG", exif=exif))
    pdf = made(profile)
    with pikepdf.open(io.BytesIO(pdf)) as file:
        pictures = [bytes(x.read_raw_bytes()) for page in file.pages for x in page.get_images().values()]
    assert pictures
    assert not any(b"SECRET" in data or b"Exif" in data for data in (pdf, *pictures))


def test_two_photos_make_a_start_and_a_finish(tmp_path: Path) -> None:
    profile = desk(tmp_path)
    for part in ("start", "finish"):
        (tmp_path / f"images/towel-scrunch.{part}.jpg").write_bytes(image("RGB", "JPEG"))
    texts = [block.text for block in reading.tagged_text(made(profile))]
    assert "Start" in texts
    assert "Finish" in texts


def test_a_drawing_of_the_clinic_is_used_as_it_is(tmp_path: Path) -> None:
    profile = desk(tmp_path, "left")
    square = '<rect width="40" height="30" fill="#0000ff"/>'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30">{square}</svg>'
    (tmp_path / "images/towel-scrunch.svg").write_text(drawing)
    assert verapdf.faults(made(profile), "ua1") == []


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("towel-scrunch.png", b"GIF89a" + bytes(40), "GIF"),
        ("towel-scrunch.jpg", image("RGB", "JPEG")[:900], ""),
        ("towel-scrunch.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "script"),
        ("towel-scrunch.svg", b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>", ""),
        ("towel-scrunch.png", b"", ""),
    ],
    ids=["gif", "cut off", "script", "entity", "empty"],
)
def test_a_photo_that_cannot_be_used_is_named(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    profile = desk(tmp_path)
    (tmp_path / "images" / name).write_bytes(data)
    with pytest.raises(NeedsFixing) as refusal:
        made(profile)
    assert name in str(refusal.value)
    assert said.lower() in str(refusal.value).lower()
