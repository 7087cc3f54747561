"""Where things stand: measured values before any page is drawn."""

from __future__ import annotations

import datetime as dt
import itertools
from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace

from handouts.build import Choice, Workshop
from handouts.intake.catalog import Catalog
from handouts.intake.places import places
from handouts.page import pictures, styles
from handouts.page.arrange import arranged
from handouts.page.cards import SNUG, Cutter
from handouts.page.ending import ending
from handouts.page.log import Log
from handouts.page.overview import overview
from handouts.page.paging import paged
from handouts.page.strip import strip
from handouts.page.typeset import Look
from handouts.words.document import DoseCell, Labelled

ROOT = Path(__file__).parent.parent.parent
STYLES, LETTER, A4 = styles.standard(), styles.sheet("letter"), styles.sheet("a4")


@cache
def workshop() -> Workshop:
    return Workshop(Catalog(places()))


def look(name: str, paper: str = "letter") -> tuple:
    choice = Choice(dt.date(2026, 11, 21), paper=paper)
    handout = workshop().handout(ROOT / name, choice)
    return handout.document, workshop().look(handout, choice)


class Flat:
    """A panel of a given kind and size, which paints nothing."""

    def __init__(self, kind: str, width: float, height: float) -> None:
        self.kind, self.width_pt, self.height_pt = kind, width, height


def cutter(sheet: styles.Sheet = LETTER, art: Flat | None = None) -> Cutter:
    return Cutter(lambda _name, _panel: art, STYLES, sheet)


def cards(name: str = "templates/profiles/sore-ankle-runner.yaml") -> tuple:
    return look(name)[0].cards


# the dose strip


def test_the_first_cell_is_flush_left_and_the_last_flush_right() -> None:
    made = strip(
        [DoseCell("3", ("sets",)), DoseCell("10", ("times", "each set")), DoseCell("7", ("days", "a week"))],
        STYLES,
        516,
    )
    (row,) = made.rows
    assert sum(cell.width for cell in row) + 2 * made.gap(row) == pytest.approx(516 - 28)


def test_six_cells_with_a_band_fit_one_line_and_too_many_take_two() -> None:
    six = [DoseCell("3", ("sets",)), DoseCell("15", ("times", "each set")), DoseCell("2", ("second", "hold")),
           DoseCell("1", ("time", "a day")), DoseCell("7", ("days", "a week")),
           DoseCell("", ("Green", "band"), "green")]  # fmt: skip
    assert len(strip(six, STYLES, 516).rows) == 1
    assert (
        len(
            strip(
                [*six, DoseCell("8 to 12", ("times", "each set")), DoseCell("2.5", ("kg", "weight"))], STYLES, 499
            ).rows
        )
        == 2
    )


# cards


def test_a_range_is_set_smaller_than_a_plain_numeral() -> None:
    (row,) = strip([DoseCell("10", ("times",)), DoseCell("8 to 12", ("times",))], STYLES, 516).rows
    assert [cell.numeral.size for cell in row] == [30, 18]


def test_a_card_is_as_high_as_its_taller_column() -> None:
    tall = cutter(art=Flat("tall", 60, 121)).card(cards()[0])
    flat = cutter(art=Flat("wide", 117, 60)).card(cards()[0])
    assert tall.height > flat.height
    assert tall.block.height == pytest.approx(121 + pictures.CAPTION)


def test_a_two_line_name_moves_everything_below_it_by_one_line() -> None:
    card = cards()[0]
    short, long = (
        cutter().card(card),
        cutter().card(replace(card, name="Heel raise with a very long name indeed that takes two")),
    )
    assert long.height - short.height == pytest.approx(STYLES.head.leading)


def test_a_long_note_takes_the_full_width_and_a_short_one_a_cell() -> None:
    card = cards()[0]
    short = cutter().card(replace(card, note=Labelled("Note", "Slow.")))
    long = cutter().card(replace(card, note=Labelled("Note", "Go slow on the way down and breathe. " * 8)))
    assert short.note is None
    assert long.note is not None
    assert short.height < long.height


def test_a_missing_fact_closes_up_and_a_missing_row_disappears() -> None:
    card = cards()[1]
    fewer = replace(card, facts=card.facts[:3], note=None)
    assert len(cutter().card(fewer).rows) == 1
    assert cutter().card(fewer).height < cutter().card(replace(card, note=None)).height


def test_without_a_picture_a_frame_says_so() -> None:
    made = cutter().card(replace(cards()[0], picture=None, no_picture="No picture yet."))
    assert made.block.note is not None
    assert not made.block.shots


@pytest.mark.parametrize(
    ("kinds", "widths"),
    [(("tall", "tall"), (60, 60)), (("wide", "wide"), (150, 150)), (("tall", "inset", "inset"), (60, 100, 100)),
     (("wide", "wide", "wide"), (117, 117, 117)), (("inset", "inset", "inset", "inset"), (100, 100, 100, 100))],
)  # fmt: skip
def test_panels_never_leave_the_block(kinds: tuple, widths: tuple) -> None:
    from handouts.words.document import Panel, Picture

    arts = {str(i): Flat(kind, width, 100) for i, (kind, width) in enumerate(zip(kinds, widths, strict=True))}
    panels = tuple(Panel(name, f"Caption {name}", "What it shows.") for name in arts)
    card = replace(cards()[0], picture=Picture("x", False, panels))
    made = pictures.block(card, lambda _name, panel: arts[panel], STYLES, 245, 121)
    assert made.shots[0].x >= -0.01
    assert made.shots[-1].x + made.shots[-1].width <= 245.01
    assert all(a.x + a.width <= b.x + 0.01 for a, b in zip(made.shots, made.shots[1:], strict=False))
    same = {shot.scale for shot in made.shots if shot.art.kind == made.shots[-1].art.kind}
    assert len(same) == 1


def test_one_close_up_does_not_dwarf_the_figures_beside_it() -> None:
    arts = [Flat("tall", 100, 120), Flat("inset", 100, 100), Flat("tall", 100, 120)]
    figure, close_up, _ = pictures._sizes(arts, 245, 121)
    assert 120 * figure >= 0.75 * 100 * close_up


def test_close_ups_that_teach_are_no_smaller_than_the_figures_are_wide() -> None:
    arts = [Flat("tall", 75, 120), Flat("inset", 100, 100), Flat("tall", 75, 120), Flat("inset", 100, 100)]
    figure, close_up, *_ = pictures._sizes(arts, 245, 121)
    assert 100 * close_up > 75 * figure


# paging


@pytest.mark.parametrize(
    "name", ["templates/profiles/sore-ankle-runner.yaml", "tests/profiles/twelve.yaml", "tests/profiles/twenty.yaml"]
)
@pytest.mark.parametrize("sheet", [LETTER, A4], ids=["letter", "a4"])
def test_cards_keep_their_order_and_stay_on_their_page(name: str, sheet: styles.Sheet) -> None:
    words = cards(name)
    pages = paged(words, cutter(sheet, Flat("tall", 70, 121)), sheet.top + 90)
    assert [card.card.number for page in pages for _, card in page.cards] == [card.number for card in words]
    for page in pages:
        for (top, card), (following, _) in zip(page.cards, page.cards[1:], strict=False):
            assert following - top - card.height >= SNUG.between - 0.01
        for top, card in page.cards:
            assert top + card.height <= sheet.bottom + 0.01


def test_an_odd_last_card_leaves_room_for_notes() -> None:
    pages = paged(cards()[:1], cutter(art=Flat("tall", 70, 121)), LETTER.top)
    assert pages[-1].notes is not None


def test_a_lone_card_in_the_middle_gets_larger_pictures_instead() -> None:
    words = [replace(card, steps=card.steps * 3) for card in cards()]
    pages = paged(words, cutter(art=Flat("wide", 150, 80)), LETTER.top)
    lone = [page for page in pages[:-1] if len(page.cards) == 1]
    assert lone
    assert all(page.notes is None for page in lone)


# the first and the last page


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("path", sorted((ROOT / "templates/profiles").glob("*.yaml")), ids=lambda path: path.stem)
def test_the_stop_block_always_stands_whole_on_page_one(path: Path, paper: str) -> None:
    document, seen = look(str(path), paper)
    made = overview(document, seen.styles, seen.sheet, None, 0.0)
    names = [type(section).__name__ for _, section in made.placed]
    assert names[-1] == "Stop"
    top, stop = made.placed[-1]
    assert top + stop.height <= seen.sheet.bottom


def test_what_warns_of_this_patient_stays_on_page_one_before_the_table_does() -> None:
    document, seen = look("tests/profiles/twenty.yaml")
    check = replace(document.before.checks[0], warns=True, lead="Risk of falls.")
    warned = replace(document, before=replace(document.before, checks=(*document.before.checks, check)))
    made = overview(warned, seen.styles, seen.sheet, None, 0.0)
    assert "Before" in [type(section).__name__ for _, section in made.placed]
    assert "Glance" in [type(section).__name__ for section in made.later]


@pytest.mark.parametrize("name", ["bare", "long", "twelve", "twenty"])
def test_sections_of_the_first_page_do_not_overlap(name: str) -> None:
    document, seen = look(f"tests/profiles/{name}.yaml")
    made = overview(document, seen.styles, seen.sheet, None, 0.0)
    for (top, section), (following, _) in zip(made.placed, made.placed[1:], strict=False):
        assert top + section.height <= following
    assert {type(s).__name__ for s in (*(s for _, s in made.placed), *made.later)} >= {"Glance", "Stop"}


@pytest.mark.parametrize("name", ["bare", "long", "twelve", "twenty"])
def test_the_ending_fits_its_pages(name: str) -> None:
    document, seen = look(f"tests/profiles/{name}.yaml")
    pages = ending(document, seen.styles, seen.sheet)
    assert len(pages) <= 2
    for things in pages:
        for (top, part), (following, _) in itertools.pairwise(things):
            assert top + part.height <= following
        top, last = things[-1]
        assert top + last.height <= seen.sheet.bottom


def test_boxes_of_neighbouring_days_do_not_touch() -> None:
    document, seen = look("tests/profiles/long.yaml")
    table = Log(document.log, seen.styles, seen.sheet, 29.0)
    assert table.day >= 2 * 10.0 + 1.5 + 2


def test_pages_are_what_the_sheet_promises() -> None:
    document, seen = look("templates/profiles/sore-ankle-runner.yaml")
    assert isinstance(seen, Look)
    assert [page.running for page in arranged(document, seen).pages][:2] == [False, True]
