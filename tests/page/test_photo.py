import zlib
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageDraw
from reportlab.pdfgen.canvas import Canvas

from handouts.page import photo as photos
from handouts.page.photo import Photo, draw_photo, photo
from handouts.page.svg import Picture
from handouts.page.vector import Drawing
from tests.page.test_svg import picture


def saved(image, kind="PNG", **options):
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def scenery(size=(90, 60)):
    """Thousands of colours, as a camera makes them; the same each time."""
    rainbow = Image.merge(
        "HSV", [Image.linear_gradient("L"), Image.radial_gradient("L"), Image.linear_gradient("L").rotate(90)]
    )
    return rainbow.convert("RGB").resize(size, Image.Resampling.BICUBIC)


def halves(mode="RGB", left="red", right="blue"):
    """Left one colour, right another: what is up, turned or mirrored can be seen."""
    image = Image.new(mode, (40, 20), left)
    ImageDraw.Draw(image).rectangle((20, 0, 39, 19), right)
    return image


def drawn(image, box=(100, 100), **options):
    file = BytesIO()
    canvas = Canvas(file, pagesize=box, invariant=1)
    draw_photo(canvas, image, 0, 0, *box, **options)
    canvas.save()
    return file.getvalue()


def rendered(image, box=(100, 100), **options):
    return pypdfium2.PdfDocument(drawn(image, box, **options))[0].render(scale=1).to_pil().convert("RGB")


def embedded(pdf):
    """The dictionary of the one image of a PDF, in words."""
    with pikepdf.open(BytesIO(pdf)) as document:
        (image,) = document.pages[0].get_images().values()
        return {key: str(value) for key, value in image.items()}


def near(a, b):
    return all(abs(p - q) <= 12 for p, q in zip(a, b, strict=True))


def test_a_photo_fits_its_box_without_being_stretched():
    page = rendered(photo(saved(halves()), "a.png"))
    assert near(page.getpixel((25, 50)), (255, 0, 0))
    assert near(page.getpixel((75, 50)), (0, 0, 255))
    assert page.getpixel((50, 20)) == page.getpixel((50, 80)) == (255, 255, 255)


def test_a_phone_held_sideways_gives_an_upright_photo():
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned: rotate 90 degrees clockwise to view
    image = photo(saved(halves(), "JPEG", exif=exif, quality=95), "a.jpg")
    assert (image.width, image.height) == (20, 40)
    page = rendered(image)
    assert near(page.getpixel((50, 25)), (254, 0, 0))
    assert near(page.getpixel((50, 75)), (0, 0, 254))


def test_where_and_with_what_a_photo_was_taken_does_not_reach_the_page():
    exif = Image.Exif()
    exif[0x010F] = "SECRETCAMERA"
    data = saved(scenery(), "JPEG", exif=exif, comment=b"SECRETCOMMENT")
    assert data.count(b"SECRET") == 2
    image = photo(data, "a.jpg").content
    assert b"SECRET" not in photos.encoded(image, image.width_px).jpeg_fh().read()


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1", "I;16"])
def test_every_kind_of_png_becomes_plain_rgb(mode):
    source = Image.new("I;16", (40, 20), 65535) if mode == "I;16" else halves(left="white", right="white").convert(mode)
    image = photo(saved(source), "a.png")
    assert image.content.pixels == b"\xff" * 40 * 20 * 3


def test_middle_gray_of_sixteen_bits_stays_middle_gray():
    assert set(photo(saved(Image.new("I;16", (4, 4), 0x8000)), "a.png").content.pixels) == {128}


def test_what_is_clear_becomes_white_paper():
    image = halves("RGBA", (255, 0, 0, 255), (0, 0, 255, 0))
    page = rendered(photo(saved(image), "a.png"))
    assert near(page.getpixel((25, 50)), (255, 0, 0))
    assert page.getpixel((75, 50)) == (255, 255, 255)


def test_a_clear_colour_of_a_palette_becomes_white_paper():
    image = halves().convert("P", palette=Image.Palette.ADAPTIVE, colors=2)
    data = saved(image, transparency=image.getpixel((30, 10)))
    assert rendered(photo(data, "a.png")).getpixel((75, 50)) == (255, 255, 255)


def test_a_jpeg_for_the_press_is_turned_into_rgb():
    page = rendered(photo(saved(halves("CMYK", (0, 255, 255, 0), (255, 255, 0, 0)), "JPEG", quality=95), "a.jpg"))
    assert near(page.getpixel((25, 50)), (255, 0, 0))
    assert near(page.getpixel((75, 50)), (0, 0, 255))


def test_a_colour_profile_is_obeyed_and_a_broken_one_is_ignored():
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for profile in (srgb, b"not a profile"):
        assert photo(saved(halves(), icc_profile=profile), "a.png").content.pixels[:3] == b"\xff\0\0"


def test_a_photo_is_a_jpeg_and_line_art_loses_nothing():
    image = embedded(drawn(photo(saved(scenery((300, 200))), "a.png")))
    assert "DCTDecode" in image["/Filter"]
    image = embedded(drawn(photo(saved(halves()), "a.png")))
    assert "DCTDecode" not in image["/Filter"]
    assert image.keys().isdisjoint({"/SMask", "/Mask", "/Interpolate"})
    assert image["/ColorSpace"] == "/DeviceRGB"


def test_a_large_photo_is_embedded_at_300_dots_an_inch():
    image = photo(saved(scenery((1500, 1000)), "JPEG"), "a.jpg")
    assert embedded(drawn(image, (72, 72)))["/Width"] == "300"
    assert embedded(drawn(image, (720, 720)))["/Width"] == "1500"


def test_a_gray_handout_has_gray_photos():
    assert embedded(drawn(photo(saved(scenery(), "JPEG"), "a.jpg"), gray=True))["/ColorSpace"] == "/DeviceGray"


def test_the_same_photo_gives_the_same_bytes():
    data = saved(scenery((300, 200)), "JPEG")
    first = drawn(photo(data, "a.jpg"))
    photos.encoded.cache_clear()
    assert drawn(photo(data, "a.jpg")) == first


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (saved(halves(), "GIF"), "GIF"),
        (saved(halves(), "TIFF"), "TIFF"),
        (saved(halves(), "BMP"), "BMP"),
        (saved(halves(), "WEBP"), "WebP"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 20, "HEIC or AVIF"),
        (b"%PDF-1.7", "PDF"),
        (b"MZ\x90", "this format"),
        (b"", "this format"),
    ],
)
def test_another_format_is_refused_by_name_whatever_the_file_is_called(data, kind):
    with pytest.raises(ValueError, match=f"^squat.png: {kind} is not read; save it as PNG, JPEG or SVG"):
        photo(data, "squat.png")


def test_an_animated_png_is_refused():
    with pytest.raises(ValueError, match="animated"):
        photo(saved(halves(), save_all=True, append_images=[halves(left="green")]), "a.png")


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_file_that_was_cut_off_is_refused(kind):
    data = saved(scenery(), kind)
    with pytest.raises(ValueError, match=f"a.file: the {kind} is damaged or cut off"):
        photo(data[: len(data) // 2], "a.file")


@pytest.mark.parametrize("side", [8000, 20_000, 60_000])
def test_a_decompression_bomb_is_refused_before_it_goes_off(side):
    header = b"IHDR" + side.to_bytes(4) * 2 + b"\x08\x02\0\0\0"
    body = b"IDAT" + zlib.compress(b"\0")
    chunks = (len(c[4:]).to_bytes(4) + c + zlib.crc32(c).to_bytes(4) for c in (header, body, b"IEND"))
    with pytest.raises(ValueError, match="million"):
        photo(b"\x89PNG\r\n\x1a\n" + b"".join(chunks), "a.png")


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["PNG", "JPEG"]), st.integers(0, 3000), st.binary(min_size=1, max_size=12))
def test_a_damaged_file_is_read_or_refused_and_nothing_else(kind, place, damage):
    data = saved(halves(), kind)
    place %= len(data)
    try:
        image = photo(data[:place] + damage + data[place + len(damage) :], "a")
    except ValueError as error:
        assert str(error).startswith("a: ")  # noqa: PT017
    else:
        assert image.width > 0


# drawings


def drawing(body, attributes='viewBox="0 0 100 100"'):
    return photo(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{body}</svg>'.encode(), "a.svg")


def test_our_own_kind_of_svg_comes_back_as_a_picture():
    assert isinstance(photo(picture('<path class="skin" d="M0 0z"/>'), "a.svg"), Picture)


@pytest.mark.parametrize(
    "body",
    [
        '<rect x="20" y="20" width="60" height="60" fill="red"/>',
        '<rect x="20" y="20" width="60" height="60" rx="4" style="fill:#f00"/>',
        '<g transform="translate(20 20) scale(60)"><path d="M0 0h1v1h-1z" fill="rgb(255, 0, 0)"/></g>',
        '<circle cx="50" cy="50" r="40" fill="rgb(100%,0%,0%)"/>',
        '<ellipse cx="50" cy="50" rx="40" ry="35" fill="#ff0000"/>',
        '<polygon points="20,20 80,20 80,80 20,80" fill="red"/>',
        '<line x1="20" y1="50" x2="80" y2="50" stroke="red" stroke-width="40"/>',
        '<polyline points="20 50 80 50" fill="none" stroke="red" stroke-width="40"/>',
        '<path d="M10 50A40 40 0 1190 50 40 40 0 1 1 10 50z" fill="red"/>',
        '<path d="M50 10 S90 10 90 50 50 90 50 90 10 90 10 50 50 10 50 10" fill="red"/>',
        '<path d="M50 10 Q90 10 90 50 T50 90 10 50 50 10" fill="red"/>',
        "<style>.a{fill:blue}.b , .c{fill:red}</style><rect class='a c' x='20' y='20' width='60' height='60'/>",
        '<defs><rect id="r" width="60" height="60"/></defs><use href="#r" x="20" y="20" fill="red"/>',
        '<rect width="30" height="30" fill="red" transform="rotate(180 50 50) translate(35,35)"/>',
        '<rect x="20" y="20" width="60" height="60"/><rect x="20" y="20" width="60" height="60" fill="red"/>',
    ],
)
def test_a_drawing_is_shown_as_other_programs_show_it(body):
    page = rendered(drawing(body))
    assert near(page.getpixel((50, 50)), (255, 0, 0))
    assert page.getpixel((3, 3)) == page.getpixel((97, 97)) == (255, 255, 255)


def test_a_drawing_that_is_half_clear_is_mixed_with_the_paper():
    page = rendered(drawing('<g opacity=".5"><rect width="100" height="100" fill="black"/></g>'))
    assert near(page.getpixel((50, 50)), (128, 128, 128))


def test_what_is_hidden_stays_hidden():
    square = '<rect width="9" height="9" {}/>'
    hidden = ("", "display='none'", "visibility='hidden'", "fill='none'", "opacity='0'", "style='display:none'")
    assert len(drawing("".join(map(square.format, hidden))).content.marks) == 1


def test_a_drawing_is_cut_at_the_edge_of_its_box_and_placed_by_it():
    page = rendered(drawing('<rect x="0" y="0" width="900" height="900" fill="red"/>', 'viewBox="-50 -50 100 50"'))
    assert page.getpixel((50, 15)) == page.getpixel((75, 85)) == (255, 255, 255)
    sized = drawing('<rect width="9" height="9"/>', 'width="1in" height="48px"')
    assert (sized.width, sized.height) == (96, 48)


@pytest.mark.parametrize("unit", [0.001, 1, 5000])
def test_a_drawing_may_count_in_any_unit(unit):
    body = f'<rect x="{20 * unit}" y="{20 * unit}" width="{60 * unit}" height="{60 * unit}" fill="red"/>'
    page = rendered(drawing(body, f'viewBox="0 0 {100 * unit} {100 * unit}"'))
    assert near(page.getpixel((21, 78)), (255, 0, 0))
    assert page.getpixel((18, 50)) == page.getpixel((50, 82)) == (255, 255, 255)


def test_a_gray_handout_has_gray_drawings():
    page = rendered(drawing('<rect width="100" height="100" fill="red" stroke="lime"/>'), gray=True)
    red, green, blue = page.getpixel((50, 50))
    assert red == green == blue < 200


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("<script>x()</script>", "scripts are not allowed"),
        ('<rect onload="x()" width="1" height="1"/>', "scripts are not allowed"),
        ('<image href="data:image/png;base64,AAAA"/>', "a photo inside a drawing"),
        ('<use href="http://example.org/a.svg#x"/>', "outside its own file"),
        ('<use xmlns:l="http://www.w3.org/1999/xlink" l:href="other.svg#x"/>', "outside its own file"),
        ('<rect fill="url(http://example.org/p)" width="1" height="1"/>', "outside its own file"),
        ("<style>@import 'http://example.org/a.css';</style>", "@ rules"),
        ("<style>.a{fill:url(http://example.org)}</style>", "outside its own file"),
        ('<g id="a"><use href="#a"/></g>', "refers to itself"),
        ('<use href="#nowhere"/>', "not a shape in this file"),
        ("<text>Hold</text>", "turn it into outlines"),
        ("<foreignObject/>", "foreign content"),
        ('<rect fill="url(#g)" width="1" height="1"/>', "gradients"),
        ('<rect fill="reddish" width="1" height="1"/>', "'reddish' is not a colour"),
        ('<rect filter="url(#blur)" width="1" height="1"/>', "'filter' is not shown"),
        ('<rect width="50%" height="1"/>', "width '50%' is not a length"),
        ('<rect width="1" height="1" transform="spin(3)"/>', "transform 'spin(3)' cannot be read"),
        ('<path d="M0 0 X"/>', "path command 'X' is not known"),
        ("<a href='#b'/>", "links are not allowed"),
        ('<rect width="1" height="1" transform="skewX(90) skewX(90) scale(1e300)"/>', "too large"),
        ("<blink/>", "<blink> is not shown"),
        ("", "nothing to show"),
    ],
)
def test_what_is_unsafe_or_cannot_be_shown_is_refused(body, complaint):
    with pytest.raises(ValueError, match=r"^a\.svg: ") as caught:
        drawing(body)
    assert complaint in str(caught.value)


def test_many_uses_of_many_uses_are_refused_before_they_fill_the_memory():
    layers = "".join(f'<g id="g{i}">' + f'<use href="#g{i - 1}"/>' * 200 + "</g>" for i in range(1, 4))
    with pytest.raises(ValueError, match="too many shapes"):
        drawing(f'<g id="g0"><rect width="1" height="1"/></g>{layers}')


def test_a_doctype_in_a_drawing_is_refused():
    with pytest.raises(ValueError, match="a DOCTYPE is not allowed"):
        photo(b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>', "a.svg")


def test_photos_and_drawings_are_values():
    data = saved(halves())
    assert photo(data, "a.png") == photo(data, "b.png")
    assert isinstance(drawing('<rect width="1" height="1"/>').content, Drawing)
    assert isinstance(photo(data, "a.png"), Photo)
