"""Twenty awkward logos and more: each is fitted whole, or refused with its reason and the file's name."""

import pypdfium2
import pytest
from PIL import Image, ImageChops

from handouts.intake.problems import NeedsFixing
from tests.brand.marks import FITTING, REFUSED, disc, saved
from tests.conformance import structure, verapdf
from tests.conformance.reading import tagged_text

BOX = (48.0, 40.0, 150.0, 34.0)  # of the first page's mark, points from the top left
BRAND = "name: Ours\nlogo: {{file: {}}}\n"


def ink(image: Image.Image) -> tuple[float, float, float, float]:
    """Where something is drawn: left, top, right, bottom, in pixels."""
    box = ImageChops.difference(image, Image.new("RGB", image.size, "white")).convert("L").point(
        lambda level: 255 if level > 6 else 0
    ).getbbox()  # fmt: skip
    assert box
    return box


@pytest.mark.parametrize("name", FITTING)
def test_it_is_fitted_whole_into_its_box_and_not_distorted(clinic, pixels, name):
    file, data, shape = FITTING[name]
    clinic.write(BRAND.format(file)).put(file, data())
    _, _, pdf = clinic.made()
    scale = 4.0
    x, y, most, height = (round(number * scale) for number in BOX)
    wide = min(BOX[2], BOX[3] * shape)
    with_room = pixels(pdf, 0, scale).crop((x - 8, y - 4, x + round(wide * scale) + 8, y + height + 4))
    left, top, right, bottom = ink(with_room)
    drawn_wide, drawn_high = (right - left) / scale, (bottom - top) / scale
    assert drawn_wide == pytest.approx(wide, abs=1.0)
    assert drawn_high == pytest.approx(wide / shape, abs=1.0)
    assert left >= 7 and top >= 3
    assert most >= right - left


def test_the_pages_with_awkward_logos_conform(clinic):
    for name, gray in (("a CMYK JPEG of 4000 pixels", False), ("half see-through", True), ("one bit", False)):
        file, data, _ = FITTING[name]
        clinic.write(BRAND.format(file)).put(file, data())
        _, _, pdf = clinic.made(gray=gray)
        assert verapdf.faults(pdf, "2a") == [], name
        assert structure.faults(pdf) == []
        assert len(pdf) < 600_000, name


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_its_reason_and_the_files_name(clinic, name):
    file, data, said = REFUSED[name]
    path = clinic.write(BRAND.format(file)).put(file, data())
    with pytest.raises(NeedsFixing) as refusal:
        clinic.made()
    (problem,) = refusal.value.problems
    assert path.name in problem.place.file
    assert said.lower() in problem.message.lower()
    assert problem.hint


def test_a_logo_that_is_not_there_is_told(clinic):
    clinic.write(BRAND.format("gone.svg"))
    with pytest.raises(NeedsFixing, match="there is no such file"):
        clinic.made()


def test_a_logo_from_another_folder_is_refused(clinic, tmp_path):
    (tmp_path / "secret.png").write_bytes(saved(disc(200, 200)))
    clinic.write(BRAND.format("a.png"))
    (clinic.folder / "a.png").symlink_to(tmp_path / "secret.png")
    with pytest.raises(NeedsFixing, match="leads out of the brand's folder"):
        clinic.made()


@pytest.mark.parametrize(
    ("name", "said"),
    [("twenty times as wide as high", "20 times as wide"), ("twenty times as high as wide", "20 times as high"),
     ("few pixels", "40 pixels in height"), ("much white around it", "")],
)  # fmt: skip
def test_what_prints_poorly_is_said_in_a_notice(clinic, name, said):
    file, data, _ = FITTING[name]
    clinic.write(BRAND.format(file)).put(file, data())
    found = clinic.notices()
    assert said in found
    assert bool(said) == ("The logo" in found)


def test_on_the_right_the_logo_takes_the_phones_place_and_the_phone_the_clinics(clinic, pixels):
    brand = "name: Ours\nphone: (555) 010-0142\nlogo: {{file: a.png, side: {}}}\n"
    spots = {}
    for side in ("left", "right"):
        clinic.write(brand.format(side)).put("a.png", saved(disc(400, 400, colour=(250, 0, 250))))
        page = pixels(clinic.made()[2], 0, 1.0)
        hits = [x for x in range(page.width) for y in (50, 57, 64) if page.getpixel((x, y)) == (250, 0, 250)]
        spots[side] = (min(hits), max(hits))
    assert spots["left"][0] == pytest.approx(48, abs=3)
    assert spots["right"][1] == pytest.approx(612 - 48, abs=3)


@pytest.mark.parametrize("layout", ["standard", "large-print", "compact", "summary"])
@pytest.mark.parametrize("side", ["left", "right"])
def test_a_logo_that_says_the_name_takes_the_names_place(clinic, layout, side):
    """The name is not set a second time on page 1; who listens hears it, and later pages say it in letters."""
    told = {}
    for wordmark in ("false", "true"):
        clinic.write(f"name: Harbor Hall\nlogo: {{file: a.png, side: {side}, wordmark: {wordmark}}}\n")
        clinic.put("a.png", saved(disc(900, 200)))
        _, _, pdf = clinic.made(layout=layout)
        assert structure.faults(pdf) == []
        assert verapdf.faults(pdf, "ua1") == []
        told[wordmark] = [block.text for block in tagged_text(pdf)]
        first = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded()
        assert ("Harbor Hall" in first) == (wordmark == "false" or layout in ("compact", "summary"))
    assert told["true"] == told["false"]
