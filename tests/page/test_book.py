"""The book of the catalog: everything in it once, every page number right, and nothing lost on the way to the page."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from handouts import book
from handouts.book import Shelf, Wish
from handouts.build import Workshop
from handouts.intake.catalog import Catalog
from handouts.intake.places import places
from handouts.intake.problems import NeedsFixing
from handouts.intake.vocabulary import Kind, Position, Region
from handouts.page.book import bound
from handouts.page.book_card import Cutter
from handouts.page.book_list import Item, high, spreads
from handouts.page.book_paging import LEAST_GAP, LEAST_TALL, MOST_TALL
from handouts.page.pictures import APART
from handouts.page.text import Text
from handouts.words.book import NOTE, Entry
from tests.conformance import reading, structure, verapdf

ROOT = Path(__file__).parents[2]
DAY = dt.date(2026, 11, 21)
PLAIN = Wish(DAY, "harbor-street")
GRAY = Wish(DAY, "juniper-lane", "a4", gray=True)


@cache
def workshop(folder: Path | None = None) -> Workshop:
    return Workshop(Catalog(places(folder)))


def shelf(wish: Wish, *names: str, folder: Path | None = None) -> Shelf:
    shop = workshop(folder)
    return book.composed(shop, {n: shop.catalog.exercise(n) for n in names or shop.catalog.names("exercises")}, wish)


@cache
def pdf(wish: Wish, *names: str, folder: Path | None = None) -> bytes:
    return book.pdf(workshop(folder), shelf(wish, *names, folder=folder), wish)


@cache
def blocks(wish: Wish, *names: str, folder: Path | None = None) -> list[reading.Block]:
    return reading.tagged_text(pdf(wish, *names, folder=folder))


def entries(wish: Wish = PLAIN) -> list[Entry]:
    return [entry for chapter in shelf(wish).book.chapters for entry in chapter.entries]


@cache
def pages(wish: Wish) -> dict[str, int]:
    """Exercise → page, by where its id stands, which is nowhere but on its card."""
    found = [(block.text.removeprefix("id "), block.page) for block in blocks(wish) if block.text.startswith("id ")]
    assert len(found) == len(dict(found))
    return dict(found)


def write(folder: Path, exercise: str, **changes: str) -> None:
    """An exercise of a clinic's own: the towel scrunch with other lines."""
    text = (ROOT / "catalog/exercises/towel-scrunch.yaml").read_text(encoding="utf-8")
    for key, value in changes.items():
        text, count = re.subn(rf"(?m)^{key}: .*$", f"{key}: {value}", text)
        assert count == 1, key
    path = folder / "catalog/exercises" / f"{exercise}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


# what is in it


@pytest.mark.slow
@pytest.mark.parametrize("wish", [PLAIN, GRAY], ids=["letter", "gray-a4"])
def test_every_exercise_of_the_catalog_is_there_once_with_all_its_pictures(wish: Wish) -> None:
    catalog = workshop().catalog
    assert sorted(pages(wish)) == sorted(catalog.names("exercises"))
    figures = Counter(block.text for block in blocks(wish) if block.kind == "Figure")
    wanted: Counter[str] = Counter()
    for name in catalog.names("exercises"):
        exercise = catalog.exercise(name)
        drawn = workshop().gallery.panels(exercise.picture or name)
        wanted.update(panel.alt for panel in exercise.panels if panel.id in drawn)
        assert drawn, name
    assert figures == wanted


def test_the_pictures_stand_between_the_name_of_their_exercise_and_the_next() -> None:
    heads = [n for n, block in enumerate(blocks(PLAIN)) if block.text.startswith("id ")]
    for at, after in zip(heads, [*heads[1:], None], strict=True):
        exercise = workshop().catalog.exercise(blocks(PLAIN)[at].text.removeprefix("id "))
        assert blocks(PLAIN)[at - 4].text == exercise.name
        seen = [block.text for block in blocks(PLAIN)[at:after] if block.kind == "Figure"]
        assert seen == [panel.alt for panel in exercise.panels]


@pytest.mark.parametrize("wish", [PLAIN, GRAY], ids=["letter", "gray-a4"])
def test_what_is_heard_is_the_book_as_text(wish: Wish) -> None:
    heard = [block.text for block in blocks(wish) if block.kind != "Figure"]
    assert heard == [line.replace("\xa0", " ") for line in book.told(workshop(), shelf(wish), wish)]


def test_what_is_seen_has_the_same_words() -> None:
    file = pypdfium2.PdfDocument(pdf(PLAIN))
    seen = Counter(word for page in file for word in page.get_textpage().get_text_range().split())
    file.close()
    heard = Counter(word for block in blocks(PLAIN) if block.kind != "Figure" for word in block.text.split())
    assert not heard - seen


def test_the_doses_are_those_that_a_handout_prints() -> None:
    (raised,) = [entry for entry in entries() if entry.id == "heel-raise"]
    assert [(dose.level, dose.how_much, dose.when) for dose in raised.doses] == [
        ("Start", "2 sets of 8, hold 1\xa0second", "Mon, Wed, Fri"),
        ("Standard", "3 sets of 10, hold 2\xa0seconds", "Every day"),
        ("Strong", "3 sets of 15, hold 2\xa0seconds", "Every day"),
    ]


def test_a_draft_is_called_a_draft_on_its_card_on_the_first_page_and_at_the_end() -> None:
    said = [block.text for block in blocks(PLAIN)]
    assert said.count("Draft") == len(entries())
    where = bound(shelf(PLAIN).book, book.look(workshop(), shelf(PLAIN), PLAIN)).where
    assert f"All are drafts: no clinician has reviewed them yet. Page {where[NOTE]} says what that means." in said
    assert "What draft means" in said
    assert not any("reviewed" in text.lower() and "no clinician" not in text.lower() for text in said[:-1])


def test_a_word_stands_for_every_position_region_and_kind() -> None:
    voice = workshop().voice("en", ROOT)
    for region in get_args(Region):
        assert voice.say("book-region", region=region)
    for kind in get_args(Kind):
        assert voice.say("book-kind", kind=kind)
    limbs = {"working": "full", "other": "none", "arms": "none"}
    percent = {"working_percent": 100, "other_percent": 0, "arms_percent": 0}
    for position in get_args(Position):
        assert voice.say("book-position", positions=[position], **limbs, **percent)


@pytest.mark.parametrize(
    ("limbs", "said"),
    [
        (("none", 0, "none", 0, "none", 0), "No weight on the legs."),
        (("none", 0, "touch", 10, "none", 0), "No weight; other leg touch, 10\xa0%."),
        (("full", 50, "full", 50, "touch", 5), "Full weight, 50\xa0% on each leg; arms touch, 5\xa0%."),
        (("full", 100, "none", 0, "touch", 10), "Full weight, 100\xa0%; other leg none; arms touch, 10\xa0%."),
        (("partial", 30, "full", 70, "none", 0), "Partial weight, 30\xa0%; other leg full, 70\xa0%."),
    ],
)
def test_weight_is_told_for_each_limb(limbs: tuple[Any, ...], said: str) -> None:
    keys = ("working", "working_percent", "other", "other_percent", "arms", "arms_percent")
    voice = workshop().voice("en", ROOT)
    text = voice.say("book-position", positions=["standing"], **dict(zip(keys, limbs, strict=True)))
    assert text == f"Standing. {said}"


# pages, links, outline


@pytest.mark.parametrize("wish", [PLAIN, GRAY], ids=["letter", "gray-a4"])
def test_page_numbers_in_contents_and_index_are_right(wish: Wish) -> None:
    names = {entry.name: entry.id for entry in entries(wish)}
    ids = {entry.id: entry.id for entry in entries(wish)}
    pattern = re.compile(r"(.+) (\d+)$")
    found: Counter[tuple[str, str]] = Counter()
    for block in blocks(wish):
        said = pattern.match(block.text)
        name = (names | ids).get(said[1]) if said else None
        if said and name and block.kind in ("Reference", "LBody", "H3"):
            assert int(said[2]) == pages(wish)[name], block.text
            found[block.kind, name] += 1
    assert all(found["Reference", name] == 1 for name in ids)  # contents
    assert all(found["LBody", name] >= 2 for name in ids)  # by name and by id; equipment and programs besides
    assert all(found["H3", name] == 1 for name in ids)  # sources


@pytest.mark.parametrize("wish", [PLAIN, GRAY], ids=["letter", "gray-a4"])
def test_every_link_leads_to_the_page_that_it_names(wish: Wish) -> None:
    with pikepdf.open(io.BytesIO(pdf(wish))) as file:
        numbers = {page.objgen: number for number, page in enumerate(file.pages, 1)}
        links = [link for page in file.pages for link in page.get("/Annots", [])]
        assert len(links) > 5 * len(entries(wish))
        for link in links:
            said = re.findall(r"[Pp]age (\d+)", str(link.Contents))
            assert said == [str(numbers[link.Dest[0].objgen])], str(link.Contents)


def test_the_outline_names_every_exercise_under_its_part_of_the_body() -> None:
    with pikepdf.open(io.BytesIO(pdf(PLAIN))) as file, file.open_outline() as outline:
        (root,) = outline.root
        assert root.title == "Exercise catalog"
        chapters = {item.title: [each.title for each in item.children] for item in root.children}
    for chapter in shelf(PLAIN).book.chapters:
        assert chapters[chapter.heading] == [entry.name for entry in chapter.entries]
    assert list(chapters)[-5:] == ["Index", "Equipment", "Programs", "Sources", "What draft means"]


def test_easier_and_harder_lead_within_the_book_and_are_named_without_a_page_outside_it() -> None:
    whole = [block.text for block in blocks(PLAIN)]
    assert f"Easier Seated heel raise, page {pages(PLAIN)['seated-heel-raise']}" in whole
    alone = [block.text for block in blocks(PLAIN, "heel-raise")]
    assert "Easier Seated heel raise" in alone
    assert "Harder Heel raise on 1 leg" in alone


@given(st.lists(st.tuples(st.floats(5, 200), st.booleans()), max_size=60), st.floats(-20, 600), st.sampled_from([1, 2]))
def test_no_line_of_a_list_is_lost_or_out_of_order_and_columns_keep_to_their_height(
    drawn: list[tuple[float, bool]], first: float, columns: int
) -> None:
    lines = tuple(
        Item(Text(((),), height), "", ((("P", str(n))),), (3.0, 1.0), leads=leads)
        for n, (height, leads) in enumerate(drawn)
    )
    made = spreads(lines, first, 600, columns)
    assert [item for spread in made for column in spread for item in column] == list(lines)
    for number, spread in enumerate(made):
        assert all(high(column) <= (first if number == 0 else 600) + 0.01 for column in spread if column)
        assert columns == 2 or not spread[1]


# the file


@pytest.mark.slow
@pytest.mark.parametrize("wish", [PLAIN, GRAY], ids=["letter", "gray-a4"])
def test_the_book_conforms_as_a_handout_does(wish: Wish) -> None:
    assert verapdf.faults(pdf(wish), "ua1") == []
    assert verapdf.faults(pdf(wish), "2a") == []
    assert structure.faults(pdf(wish)) == []
    assert reading.untagged_text(pdf(wish)) == ""


def test_the_same_catalog_gives_the_same_bytes() -> None:
    made = []
    for _ in range(2):
        shop = Workshop(Catalog(places()))
        exercises = {name: shop.catalog.exercise(name) for name in sorted(shop.catalog.names("exercises"))}
        made.append(book.pdf(shop, book.composed(shop, exercises, PLAIN), PLAIN))
    assert made[0] == made[1]


@pytest.mark.parametrize(("wish", "size"), [(PLAIN, (612, 792)), (GRAY, (595.28, 841.89))], ids=["letter", "a4"])
def test_text_is_never_smaller_than_12_points_and_stays_on_the_paper(wish: Wish, size: tuple[float, float]) -> None:
    with pikepdf.open(io.BytesIO(pdf(wish))) as file:
        for page in file.pages:
            assert tuple(map(float, page.mediabox[2:])) == pytest.approx(size)
            sizes = {float(s.operands[1]) for s in pikepdf.parse_content_stream(page) if str(s.operator) == "Tf"}
            assert min(sizes) >= 12
    assert _outside(pdf(wish)) == []


def _outside(data: bytes) -> list[str]:
    """Letters closer than 24 points to an edge of the paper."""
    file = pypdfium2.PdfDocument(data)
    found = []
    for number, page in enumerate(file, 1):
        width, height = page.get_size()
        text = page.get_textpage()
        for n in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(n)
            if left < 24 or right > width - 24 or bottom < 20 or top > height - 24:
                found.append(f"{number}: {text.get_text_bounded(left, bottom, right, top)}")
    file.close()
    return found


def test_a_gray_book_has_no_colour() -> None:
    file = pypdfium2.PdfDocument(pdf(GRAY))
    for index in (0, 1, 5):
        page = file[index].render(scale=0.6).to_pil().convert("RGB")
        assert all(max(tone) - min(tone) < 6 for _, tone in page.getcolors(1 << 20))
    file.close()


# a clinic's own


def test_a_clinics_own_exercise_without_a_picture_says_so(tmp_path: Path) -> None:
    write(tmp_path, "our-scrunch", name="Our scrunch", review="reviewed")
    found = [block.text for block in blocks(PLAIN, "our-scrunch", folder=tmp_path)]
    assert "There is no picture of it yet." in found
    assert "Marked as reviewed" in found
    assert "Draft" not in found
    assert not any(text.startswith("All are drafts") for text in found)
    assert structure.faults(pdf(PLAIN, "our-scrunch", folder=tmp_path)) == []


def test_a_photo_is_in_the_book(tmp_path: Path) -> None:
    write(tmp_path, "our-scrunch", name="Our scrunch")
    (tmp_path / "images").mkdir()
    Image.new("RGB", (640, 480), (200, 30, 30)).save(tmp_path / "images/our-scrunch.jpg")
    made = pdf(PLAIN, "our-scrunch", folder=tmp_path)
    (figure,) = [block for block in reading.tagged_text(made) if block.kind == "Figure"]
    assert figure.text == "Photo of the exercise Our scrunch."
    assert verapdf.faults(made, "ua1") == verapdf.faults(made, "2a") == []
    file = pypdfium2.PdfDocument(made)
    page = file[figure.page - 1].render(scale=1).to_pil().convert("RGB")
    file.close()
    assert sum(count for count, (r, g, b) in page.getcolors(1 << 20) if r > 180 and g < 60 and b < 60) > 8000


def test_the_longest_names_fit(tmp_path: Path) -> None:
    long = "Slow and careful standing stretch of both calves, at a wall"
    things = "[chair, counter, wall, door, step, mat, towel, band-latex-free, massage-ball, marbles, bowl, foam-pad]"
    for number in range(4):
        name = f"{'a-very-long-name-for-an-exercise-that-nobody-can-type-'}{number:05d}"
        write(tmp_path, name, name=long, clinical_name="W" * 45 + " " + "m" * 40, equipment=things)
    made = pdf(GRAY, *[each for each in workshop(tmp_path).catalog.names("exercises") if each.startswith("a-very")],
               folder=tmp_path)  # fmt: skip
    assert _outside(made) == []
    assert structure.faults(made) == []


def test_an_exercise_in_many_programs_names_some_of_them_and_the_list_has_all(tmp_path: Path) -> None:
    text = (ROOT / "catalog/programs/runner-foot-stretch-3.yaml").read_text(encoding="utf-8")
    (tmp_path / "catalog/programs").mkdir(parents=True)
    for number in range(30):
        own = text.replace("name: Foot stretches for runners", f"name: Stretches of the {number + 10}th kind")
        (tmp_path / f"catalog/programs/own-{number}.yaml").write_text(own, encoding="utf-8")
    found = [block.text for block in blocks(PLAIN, "ball-roll", folder=tmp_path)]
    assert any(text.startswith("Programs ") and text.endswith("; 27 more.") for text in found)
    assert all(f"Stretches of the {number + 10}th kind" in found for number in range(30))


def test_a_letter_that_the_typeface_lacks_is_told_with_its_file(tmp_path: Path) -> None:
    write(tmp_path, "our-scrunch", name="Scrunch 走")
    with pytest.raises(NeedsFixing, match=r"our-scrunch\.yaml: the typeface has no sign for U\+8D70"):
        shelf(PLAIN, "our-scrunch", folder=tmp_path)


def test_a_broken_picture_is_told_and_no_book_is_made(tmp_path: Path) -> None:
    write(tmp_path, "our-scrunch")
    (tmp_path / "images").mkdir()
    (tmp_path / "images/our-scrunch.png").write_bytes(b"no picture")
    with pytest.raises(NeedsFixing, match=r"our-scrunch\.png"):
        shelf(PLAIN, "our-scrunch", folder=tmp_path)


# pages as placed


@pytest.mark.parametrize("wish", [PLAIN, GRAY], ids=["letter", "gray-a4"])
def test_captions_never_touch_and_keep_to_the_width_of_the_pictures(wish: Wish) -> None:
    cutter = Cutter(shelf(wish).book, book.look(workshop(), shelf(wish), wish))
    for entry in entries(wish):
        made = cutter.made(entry, LEAST_TALL).block
        sides = [
            (shot.x + (shot.width - text.width) / 2, shot.x + (shot.width + text.width) / 2)
            for shot, text in zip(made.shots, made.captions, strict=True)
        ]
        assert all(after[0] - before[1] >= APART - 0.1 for before, after in pairwise(sides)), entry.id


@pytest.mark.parametrize("wish", [PLAIN, GRAY], ids=["letter", "gray-a4"])
def test_exercises_stand_below_each_other_within_the_page_and_fill_it(wish: Wish) -> None:
    look = book.look(workshop(), shelf(wish), wish)
    cutter = Cutter(shelf(wish).book, look)
    placed = bound(shelf(wish).book, look).exercises
    for spots in placed:
        ends = [spot.top + cutter.made(spot.slot.entry, spot.tall).height for spot in spots]
        assert ends[-1] <= look.sheet.bottom + 0.01
        assert all(spot.y - end >= LEAST_GAP - 0.01 for spot, end in zip(spots[1:], ends, strict=False))
        assert all(LEAST_TALL <= spot.tall <= MOST_TALL for spot in spots)
        assert len(spots) <= 4
    assert len(entries(wish)) >= 2 * len(placed)


def test_real_page_numbers_never_make_an_exercise_higher_than_it_was_measured() -> None:
    look = book.look(workshop(), shelf(PLAIN), PLAIN)
    made = bound(shelf(PLAIN).book, look)
    before, after = Cutter(shelf(PLAIN).book, look), Cutter(shelf(PLAIN).book, look, made.where)
    for entry in entries():
        assert after.made(entry, MOST_TALL).height <= before.made(entry, MOST_TALL).height
