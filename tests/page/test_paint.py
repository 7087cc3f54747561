import datetime as dt
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from handouts.page import svg, tagged
from handouts.page.colour import Colour
from handouts.page.look import art, palette
from handouts.page.paint import compiled, paint, stream
from tests.page.test_svg import IMAGES, picture

LOOK = palette("#075c70")
ART = art(LOOK, 2)


def panel(body):
    return svg.read(picture(body)).panels[0]


def rendered(shown, scale=1.0, tones=ART, dots=4, **options):
    """The panel on a page of its own size, as a function from a point (y from the top) to its colour."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=(shown.width_pt * scale, shown.height_pt * scale))
    paint(canvas, shown, 0, 0, scale, tones, **options)
    canvas.save()
    image = pypdfium2.PdfDocument(file.getvalue())[0].render(scale=dots).to_pil().convert("RGB")
    return lambda x, y: Colour(*(part / 255 for part in image.getpixel((int(x * dots), int(y * dots)))))


SQUARE = '<path class="shirt" d="M10 20h20v20h-20z"/>'
UPRIGHT = '<path class="ink" stroke-width="2" d="M30 10V110"/>'


def test_a_shape_is_filled_with_the_colour_of_its_role_where_it_was_drawn():
    at = rendered(panel(SQUARE))
    assert str(at(20, 30)) == str(LOOK.shirt)
    assert str(at(20, 45)) == str(at(5, 30)) == "#ffffff"


def test_a_mirrored_panel_is_flipped_about_its_middle():
    at = rendered(panel(SQUARE), mirrored=True)
    assert str(at(60 - 20, 30)) == str(LOOK.shirt)
    assert str(at(20, 30)) == "#ffffff"


def test_holes_stay_open():
    at = rendered(panel('<path class="shirt" d="M10 10h40v40h-40zM20 20h20v20h-20z"/>'))
    assert str(at(30, 30)) == "#ffffff"
    assert str(at(15, 30)) == str(LOOK.shirt)


@pytest.mark.parametrize("scale", [0.5, 1, 2])
def test_ink_keeps_its_printed_weight_at_any_scale(scale):
    at = rendered(panel(UPRIGHT), scale, dots=20)
    middle, y = 30 * scale, 60 * scale
    dark = [x for x in range(-40, 41) if at(middle + x / 20, y).luminance < 0.5]
    assert len(dark) / 20 == pytest.approx(2, abs=0.11)


def test_an_unknown_role_is_painted_as_a_thing():
    at = rendered(panel(SQUARE.replace("shirt", "cape")))
    assert str(at(20, 30)) == str(dict(ART)["prop"])


def test_a_highlight_on_deep_skin_shows_red_then_ink_then_white():
    body = '<path class="skin" d="M0 0h60v120h-60z"/><path class="muscle" d="M20 40h20v20h-20z"/>'
    at, tones = rendered(panel(body), tones=art(LOOK, 6), dots=40), dict(art(LOOK, 6))
    assert [str(at(x, 50)) for x in (30, 20, 19.4, 15)] == [str(tones[n]) for n in ("muscle", "ink", "halo", "skin")]


def test_an_arrow_has_a_white_halo_and_its_own_scale():
    body = '<path class="skin" d="M0 0h60v120h-60z"/><path class="accent" d="M20 40h20v20h-20z"/>'
    at = rendered(panel(body))
    assert str(at(30, 50)) == str(LOOK.arrow)
    assert str(at(19.6, 50)) == "#ffffff"
    assert str(rendered(panel(body), arrows=1.5)(16, 50)) == str(LOOK.arrow)
    assert str(rendered(panel(body), arrows=0.5)(22, 50)) == str(dict(ART)["skin"])


def test_gray_pictures_use_black_ink_alone():
    shown = panel(SQUARE + UPRIGHT)
    said = stream(shown, art(palette("#075c70", gray=True)), 1).split()
    assert not {"rg", "RG"} & set(said)
    assert {"g", "G"} <= set(said)


def test_state_that_did_not_change_is_not_said_again():
    assert stream(panel(SQUARE * 5 + UPRIGHT * 5), ART, 1).count("rg") == 1
    assert stream(panel(SQUARE * 5 + UPRIGHT * 5), ART, 1).count(" w ") == 1


@given(st.floats(0.2, 5), st.booleans(), st.floats(0.3, 2))
def test_saved_states_are_restored_and_every_path_is_finished(scale, mirrored, arrows):
    every = "".join(f'<path class="{role}" d="M1 1h9v9z"/>' for role in sorted(svg.FILLED | svg.STROKED))
    words = stream(panel(every), ART, scale, mirrored=mirrored, arrows=arrows).split()
    assert words.count("q") == words.count("Q")
    assert words.count("h") == sum(words.count(end) for end in ("f*", "S", "B*"))


def test_two_documents_share_the_operators():
    first, second = panel(SQUARE), panel(SQUARE)
    assert stream(first, ART, 1.5) is stream(second, ART, 1.5)
    assert compiled(first) is compiled(second)


def test_a_scale_of_nothing_is_refused():
    with pytest.raises(ValueError, match="more than 0"):
        stream(panel(SQUARE), ART, 0)


def test_a_panel_inside_a_figure_is_its_marked_content():
    canvas = tagged.Canvas((60, 120), title="T", language="en", creator="test", day=dt.date(2026, 11, 21))
    with canvas.element("Figure", alt="A heel raise", bbox=(0, 0, 60, 120)):
        paint(canvas, panel(SQUARE), 0, 0, 1, ART)
    code = " ".join(canvas._code)
    assert code.index("/Figure <</MCID") < code.index(" Do") < code.index("EMC")


@pytest.mark.parametrize("path", IMAGES, ids=lambda path: Path(path).stem)
def test_each_shipped_picture_is_painted_inside_its_box(path):
    for shown in svg.read(path.read_bytes()).panels:
        at = rendered(shown, dots=1)
        spots = [at(x, y) for x in range(int(shown.width_pt)) for y in range(int(shown.height_pt))]
        assert sum(spot.luminance < 0.9 for spot in spots) > len(spots) / 20
