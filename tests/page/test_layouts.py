"""What a layout may say, how pieces flow over pages, and where a layout's parts stand."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

import pytest

from handouts.build import Choice, Workshop
from handouts.intake import model, yaml
from handouts.intake.catalog import Catalog
from handouts.intake.layout import Layout
from handouts.intake.places import Places, places
from handouts.intake.problems import NeedsFixing, WrongCommand
from handouts.page import frame
from handouts.page.arrange import arranged, chosen
from handouts.page.brief import brief
from handouts.page.flow import Again, Piece, flow, kept
from handouts.page.spread import LEAST

ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / "templates/layouts"
NAMES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
DAY = dt.date(2026, 11, 21)
RUNNER = ROOT / "templates/profiles/sore-ankle-runner.yaml"


@cache
def workshop() -> Workshop:
    return Workshop(Catalog(places()))


def changed(name: str, tmp_path: Path, **changes: object) -> Layout:
    """A clinic's copy of a built-in layout with other numbers."""
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    kept_lines = [line for line in text.splitlines() if line.partition(":")[0] not in changes]
    path = tmp_path / f"{name}.yaml"
    path.write_text("\n".join([*kept_lines, *(f"{key}: {value}" for key, value in changes.items())]))
    return model.check(Layout, yaml.load(path))


# the model


@pytest.mark.parametrize("name", NAMES)
def test_every_built_in_layout_keeps_to_the_model(name: str) -> None:
    assert workshop().catalog.layout(name) is not None


@pytest.mark.parametrize(
    ("name", "changes", "said"),
    [
        ("standard", {"floor_pt": 10}, "at least 12"),
        ("standard", {"body_pt": 11}, "below its floor_pt of 12"),
        ("large-print", {"body_pt": 16}, "below its floor_pt of 18"),
        ("large-print", {"head_pt": 17}, "below its floor_pt of 18"),
        ("large-print", {"leading": 1.3}, "leading of 1.5 or more"),
        ("large-print", {"line_pt": 468}, "line_pt of 432 or less"),
        ("large-print", {"margin_pt": 48}, "margin_pt of 72 or more"),
        ("large-print", {"contrast": 4.5}, "contrast: 7"),
        ("one-per-page", {"cards_pt": 11}, "below its floor_pt of 12"),
        ("standard", {"cards_pt": 14}, "may exercises be set larger"),
        ("standard", {"leading": 1.5}, "follows body_pt"),
        ("compact", {"columns": 2}, "has 2 columns"),
        ("compact", {"sections": "[log]"}, "leaves out 'stop'"),
        ("standard", {"sections": "[stop, stop]"}, "names stop twice"),
        ("standard", {"margin_pt": 20}, "at least 43.2"),
        ("standard", {"binding": "right"}, "binding"),
    ],
)
def test_a_layout_that_would_be_hard_to_read_is_refused(
    name: str, changes: dict[str, object], said: str, tmp_path: Path
) -> None:
    with pytest.raises(NeedsFixing) as refusal:
        changed(name, tmp_path, **changes)
    assert said in str(refusal.value)


def test_a_copy_with_changed_numbers_is_a_layout_of_the_clinic_s_own(tmp_path: Path) -> None:
    folder = tmp_path / "templates/layouts"
    folder.mkdir(parents=True)
    text = (FOLDER / "standard.yaml").read_text(encoding="utf-8").replace("body_pt: 12", "body_pt: 13")
    (folder / "ours.yaml").write_text(text)
    (folder / "compact.yaml").write_text(text)
    own = Catalog(Places((tmp_path, *places().roots)))
    ours, compact = own.layout("ours"), own.layout("compact")
    assert ours is not None
    assert ours.body_pt == 13
    assert compact is not None
    assert compact.cards == "pairs"  # the clinic's own comes first
    assert {"ours", *NAMES} == set(own.layout_names())


def test_an_unknown_layout_is_told_with_the_nearest_name() -> None:
    choice = Choice(DAY, layout="large-pint")
    handout = workshop().handout(RUNNER, choice)
    with pytest.raises(WrongCommand, match="did you mean 'large-print'"):
        workshop().pdf(handout, choice)


def test_a_layout_never_leaves_out_what_only_the_clinic_may() -> None:
    document = workshop().handout(RUNNER, Choice(DAY)).document
    without = chosen(document, workshop().catalog.layout("large-print"))
    assert without.sections == ("stop", "glance", "before", "log", "pain", "prompts")
    assert chosen(document, workshop().catalog.layout("standard")).sections == document.sections


# the frame


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_a_frame_is_the_paper_in_points_of_the_layout_s_scale(name: str, paper: str) -> None:
    layout = workshop().catalog.layout(name)
    assert layout is not None
    sheet = frame.framed(paper, layout)
    assert frame.paper(sheet, layout) == {"letter": (612.0, 792.0), "a4": (595.28, 841.89)}[paper]
    assert sheet.left * layout.scale == pytest.approx(layout.margin_pt)


# the flow


def piece(height: float, **options: object) -> Piece:
    return Piece(height, lambda _pen, _y: None, **options)  # type: ignore[arg-type]


def tops(pages: list) -> list[list[float]]:
    return [[y for y, _ in page] for page in pages]


def test_pieces_fill_a_page_and_go_on_overleaf_without_the_gap_above() -> None:
    pages = flow([piece(40, gap=10), piece(40, gap=10), piece(40, gap=10)], 0, 100)
    assert tops(pages) == [[0, 50], [0]]


def test_what_is_kept_together_moves_as_one() -> None:
    pages = flow([piece(60), *kept([piece(30), piece(30)])], 0, 100)
    assert tops(pages) == [[0], [0, 30]]


def test_a_chain_longer_than_a_page_is_cut_and_nothing_is_lost() -> None:
    pages = flow(kept([piece(40) for _ in range(5)]), 0, 100)
    assert [len(page) for page in pages] == [2, 2, 1]


def test_a_fresh_piece_opens_a_page_but_never_leaves_one_empty() -> None:
    assert tops(flow([piece(10, fresh=True), piece(10, fresh=True)], 0, 100)) == [[0], [0]]


def test_the_head_of_a_table_is_repeated_where_its_rows_go_on() -> None:
    head = piece(20)
    pages = flow([head, *(piece(30, head=head) for _ in range(4))], 0, 100)
    assert [len(page) for page in pages] == [3, 3]
    assert isinstance(pages[1][0][1], Again)
    assert tops(pages)[1] == [0, 20, 50]


# the arrangements


def seen(name: str, profile: Path = RUNNER, paper: str = "letter") -> tuple:
    choice = Choice(DAY, layout=name, paper=paper)
    handout = workshop().handout(profile, choice)
    return handout.document, workshop().look(handout, choice)


@pytest.mark.parametrize("profile", ["long", "twelve", "twenty", "bare"])
@pytest.mark.parametrize("name", [name for name in NAMES if name not in {"standard", "log"}])
def test_nothing_reaches_below_its_page(name: str, profile: str) -> None:
    document, look = seen(name, ROOT / f"tests/profiles/{profile}.yaml")
    for page in arranged(document, look).pages:
        for y, thing in page.things:
            assert y + getattr(thing, "height", 0.0) <= look.sheet.height - 40 / look.layout.scale


def test_a_standing_figure_in_large_print_is_three_inches_tall_at_least() -> None:
    assert LEAST * workshop().catalog.layout("large-print").scale >= 216


def test_every_exercise_of_large_print_opens_a_page() -> None:
    document, look = seen("large-print")
    firsts = [page.things[0][1] for page in arranged(document, look).pages]
    assert sum(getattr(thing, "fresh", False) for thing in firsts) >= len(document.cards)


def test_the_brief_stop_block_is_at_most_half_as_tall_as_the_whole_one() -> None:
    from handouts.page.notices import stop

    document, look = seen("compact")
    short = brief(document.stop, look.styles, look.sheet)
    assert short.height <= stop(document.stop, look.styles, look.sheet).height * 0.6
    for line in short.tiers:
        for reason in line.reasons:
            for x, _, text in reason.lines:
                assert x + look.styles.body.width(text) <= look.sheet.measure


def test_large_print_has_seven_to_one_for_every_word() -> None:
    from handouts.page.colour import WHITE, contrast

    _, look = seen("large-print")
    for role in ("ink", "ink_2", "brand_text", "caution", "red", "green_word", "amber_word"):
        assert contrast(getattr(look.colours, role), WHITE) >= 7


@pytest.mark.parametrize(("brand", "right"), [("harbor-street", False), ("juniper-lane", True)])
def test_in_large_print_too_the_logo_stands_at_the_side_that_the_brand_names(brand: str, right: bool) -> None:
    import pypdfium2

    choice = Choice(DAY, brand=brand, layout="large-print")
    page = pypdfium2.PdfDocument(workshop().pdf(workshop().handout(RUNNER, choice), choice))[0]
    width, _ = page.get_size()
    head = page.render(scale=1).to_pil().convert("RGB").crop((0, 60, int(width), 130))
    data = head.tobytes()
    pixels = [data[start : start + 3] for start in range(0, len(data), 3)]
    coloured = [index % head.width for index, pixel in enumerate(pixels) if max(pixel) - min(pixel) > 40]
    assert (sum(coloured) / len(coloured) > width / 2) is right
