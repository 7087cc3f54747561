"""`patient.figure`: somebody like the patient does the exercise, and where nobody like that is drawn, somebody does."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from itertools import product
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from PIL import Image
from typer.testing import CliRunner

from handouts.build import Choice, Workshop
from handouts.cli.app import app
from handouts.intake import model
from handouts.intake.catalog import Catalog
from handouts.intake.figure import Figure
from handouts.intake.places import BUILT_IN, Places, places
from handouts.intake.problems import NeedsFixing, WrongCommand
from handouts.intake.profile import Profile
from handouts.intake.roster import roster
from handouts.page import cast
from handouts.page.gallery import Gallery
from handouts.page.look import OLDER_HAIR, PEOPLE, art, palette
from handouts.words.outline import lines

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from click.testing import Result

DAY = Choice(dt.date(2026, 11, 21))
CATALOG = Catalog(places())
BUILDS, AGES = (None, "woman", "man"), (None, "younger", "older")
FIGURES = [Figure(build=build, age=age) for build, age in product(BUILDS, AGES)]
SIDED = "single-leg-heel-raise"
LIKE = {SIDED: "own", f"{SIDED}@older-man": "older man", f"{SIDED}@man": "man"}
TEAL = art(palette("#075c70"))
HUES = {"own": "band", "older man": "ball", "man": "marble"}  # roles whose colours stand nowhere else on the page


def drawn(folder: Path, stems: Iterable[str], own: str = "woman") -> None:
    """Pictures that are half white and half one colour: who did it can be seen, and whether it was mirrored."""
    (folder / "images").mkdir(exist_ok=True)
    for stem in stems:
        who = stem.partition("@")[2] or own
        box = 'width="60" height="100" viewBox="0 0 60 100"'
        shape = f'<path class="{HUES[LIKE[stem]]}" d="M30 0h30v100h-30z"/>'
        panels = [
            f'<svg class="panel" id="{name}" data-kind="tall" {box}>{shape}</svg>' for name in ("start", "finish")
        ]
        text = (
            f'<svg xmlns="http://www.w3.org/2000/svg" {box} data-figure="{who}"><title>x</title>{"".join(panels)}</svg>'
        )
        (folder / f"images/{stem}.svg").write_text(text)


def profile(folder: Path, figure: str, side: str = "right") -> Path:
    path = folder / "ann.yaml"
    said = f", figure: {figure}" if figure else ""
    path.write_text(f"patient: {{name: Ann, side: {side}{said}}}\nexercises: [single-leg-heel-raise, heel-raise]\n")
    return path


def made(path: Path, choice: Choice = DAY) -> bytes:
    workshop = Workshop(Catalog(places(path.parent)))
    return workshop.pdf(workshop.handout(path, choice), choice)


def pages(pdf: bytes) -> list[Image.Image]:
    return [page.render(scale=1).to_pil().convert("RGB") for page in pypdfium2.PdfDocument(pdf)]


def dots(pdf: bytes, tone: str) -> int:
    wanted = tuple(bytes.fromhex(tone.lstrip("#")))
    return sum(count for page in pages(pdf) for count, colour in page.getcolors(1 << 20) if colour == wanted)


def seen(pdf: bytes) -> set[str]:
    return {who for who, role in HUES.items() if dots(pdf, str(dict(TEAL)[role])) > 500}


def show(output: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["show", SIDED, *words, "-o", str(output), "--clinic", str(output.parent)])


def test_a_picture_is_shown_with_the_figure_and_the_skin_that_were_asked_for(tmp_path: Path) -> None:
    drawn(tmp_path, LIKE)
    for figure, stem in (("older-man", f"{SIDED}@older-man"), ("older-woman", SIDED)):
        assert show(tmp_path / "it.svg", "--figure", figure).exit_code == 0
        assert (tmp_path / "it.svg").read_bytes() == (tmp_path / f"images/{stem}.svg").read_bytes()
    shutil.rmtree(tmp_path / "images")
    assert show(tmp_path / "it.png", "--skin", "6", "--figure", "older-woman").exit_code == 0
    tones = {colour for _, colour in Image.open(tmp_path / "it.png").convert("RGB").getcolors(1 << 20)}
    assert {tuple(bytes.fromhex(tone[1:])) for tone in (PEOPLE[5].skin, OLDER_HAIR["hair"][0])} <= tones
    with pytest.raises(WrongCommand, match="did you mean 'older-man'"):
        raise show(tmp_path / "it.png", "--figure", "older-men").exception  # type: ignore[misc]


@pytest.mark.parametrize("figure", FIGURES, ids=lambda it: f"{it.build}-{it.age}")
def test_every_exercise_has_the_same_panels_for_everybody(figure: Figure) -> None:
    gallery = Gallery(places())
    hung = gallery.hung(lambda _name: TEAL, gray=False, figure=figure)
    for name in CATALOG.names("exercises"):
        found = CATALOG.exercise(name)
        assert found is not None
        picture = found.picture or name
        assert gallery.panels(picture, figure) == gallery.panels(picture) != ()
        assert all(hung(picture, panel.id) for panel in found.panels)


@pytest.mark.parametrize("skin", range(1, len(PEOPLE) + 1))
@pytest.mark.parametrize("gray", [False, True])
def test_a_handout_is_made_for_everybody_in_every_skin(tmp_path: Path, skin: int, *, gray: bool) -> None:
    workshop, choice = Workshop(CATALOG), Choice(DAY.day, gray=gray)
    words = set()
    for build, age in product(BUILDS[1:], AGES[1:]):
        path = profile(tmp_path, f"{{build: {build}, age: {age}, skin: {skin}}}", "left")
        handout = workshop.handout(path, choice)
        words.add(tuple(lines(handout.document)))
        assert workshop.pdf(handout, choice).startswith(b"%PDF")
    assert len(words) == 1


@pytest.mark.parametrize(
    ("build", "age", "own", "best"),
    [
        ("man", "older", "woman", ("older-man", "man")),
        ("man", "younger", "older-man", ("man", "older-man")),
        ("woman", None, "older-woman", ("older-woman", "woman")),
        ("woman", None, "woman", ("woman", "older-woman")),
        (None, "older", "older-man", ("older-man", "older-woman")),
        (None, None, "man", ()),
    ],
)
def test_the_build_counts_before_the_age_and_the_scenes_own_figure_before_others(
    build: str | None, age: str | None, own: str, best: tuple[str, ...]
) -> None:
    assert cast.order(Figure.model_validate({"build": build, "age": age}), own) == best


@pytest.mark.parametrize(
    ("figure", "there", "who"),
    [
        ("{build: man, age: older}", LIKE, "older man"),
        ("{build: man, age: younger}", LIKE, "man"),
        ("{build: man, age: younger}", (SIDED, f"{SIDED}@older-man"), "older man"),
        ("{build: woman, age: older}", LIKE, "own"),
        ("{age: older}", LIKE, "older man"),
        ("{skin: 4}", LIKE, "own"),
        ("", LIKE, "own"),
        ("{build: man, age: older}", (SIDED,), "own"),
    ],
)
def test_the_page_shows_who_is_most_like_the_patient(
    tmp_path: Path, figure: str, there: Iterable[str], who: str
) -> None:
    drawn(tmp_path, there)
    assert seen(made(profile(tmp_path, figure))) == {who}


def test_a_scenes_own_figure_is_not_passed_over_for_one_of_another_age(tmp_path: Path) -> None:
    drawn(tmp_path, (SIDED, f"{SIDED}@older-man"), own="man")
    assert seen(made(profile(tmp_path, "{build: man, age: younger}"))) == {"own"}


def test_a_clinics_own_picture_comes_before_every_figure_that_ships(tmp_path: Path) -> None:
    ours, clinic = tmp_path / "ours", tmp_path / "clinic"
    for folder in (ours, clinic):
        folder.mkdir()
    older_man = Figure(build="man", age="older")
    drawn(ours, LIKE)
    gallery = Gallery(Places((clinic, ours)))
    assert gallery.panels(SIDED, older_man) == ("start", "finish")
    (clinic / "images").mkdir()
    (clinic / f"images/{SIDED}.png").write_bytes((BUILT_IN / "docs/page-1.png").read_bytes())
    assert Gallery(Places((clinic, ours))).panels(SIDED, older_man) == ("photo",)
    drawn(clinic, (f"{SIDED}@older-man",))
    assert Gallery(Places((clinic, ours))).panels(SIDED, older_man) == ("start", "finish")
    assert Gallery(Places((clinic, ours))).panels(SIDED, Figure(build="woman")) == ("photo",)


def test_a_figure_is_mirrored_like_the_picture_that_it_stands_for(tmp_path: Path) -> None:
    drawn(tmp_path, LIKE)
    tone = tuple(bytes.fromhex(str(dict(TEAL)["ball"]).lstrip("#")))
    edges = []
    for side in ("right", "left"):
        page = pages(made(profile(tmp_path, "{build: man, age: older}", side)))[1]
        columns = [x for x in range(page.width) for y in range(page.height) if page.getpixel((x, y)) == tone]
        edges.append((min(columns), max(columns)))
    assert edges[1][0] < edges[0][0] - 10
    assert edges[1][1] < edges[0][1] - 10


def test_a_profile_without_a_figure_gives_the_bytes_it_gave(tmp_path: Path) -> None:
    assert made(profile(tmp_path, "")) == made(profile(tmp_path, "{}")) == made(profile(tmp_path, "{skin: 2}"))


def test_the_skin_of_the_profile_is_painted_and_in_gray_it_changes_nothing(tmp_path: Path) -> None:
    gray = Choice(DAY.day, gray=True)
    fair, deep = (profile(tmp_path, f"{{skin: {skin}}}") and made(tmp_path / "ann.yaml") for skin in (1, 6))
    for pdf, own, other in ((fair, PEOPLE[0], PEOPLE[5]), (deep, PEOPLE[5], PEOPLE[0])):
        assert dots(pdf, own.skin) > 1000
        assert dots(pdf, other.skin) == 0
    plain, toned = (made(profile(tmp_path, figure), gray) for figure in ("", "{skin: 6}"))
    assert plain == toned


def test_somebody_older_has_gray_hair_in_every_picture_whoever_is_drawn(tmp_path: Path) -> None:
    young, old = (made(profile(tmp_path, f"{{age: {age}}}")) for age in AGES[1:])
    tone = OLDER_HAIR["hair"][0]
    assert dots(young, PEOPLE[1].hair) > 100
    assert dots(young, tone) == 0
    assert dots(old, PEOPLE[1].hair) == 0
    assert dots(old, tone) > 100


def test_what_the_profile_leaves_open_the_brand_says(tmp_path: Path) -> None:
    drawn(tmp_path, LIKE)
    brand = tmp_path / "templates/brands/ours"
    brand.mkdir(parents=True)
    (brand / "brand.yaml").write_text('name: Ours\ncolour: "#075c70"\nskin: 5\nfigure: {build: man, age: older}\n')
    for figure, who, skin in (
        ("", "older man", 5),
        ("{age: younger, skin: 1}", "man", 1),
        ("{build: woman}", "own", 5),
    ):
        pdf = made(profile(tmp_path, figure), Choice(DAY.day, brand="ours"))
        assert seen(pdf) == {who}
        assert dots(pdf, PEOPLE[skin - 1].skin) > 300


@pytest.mark.parametrize(
    ("figure", "told"),
    [
        ("{build: wman}", "1:51: patient.figure.build should be one of woman, man, not 'wman'"),
        ("{age: 70}", "1:49: patient.figure.age should be one of younger, older, not 70"),
        ("{skin: 7}", "1:50: patient.figure.skin should be at most 6, not 7"),
        ("{skin: '4'}", "1:50: patient.figure.skin should be a whole number, not '4'"),
        ("{skin: 4, bild: man}", "1:53: patient.figure.bild is not a key that can stand here"),
        ("older-man", "1:43: patient.figure should be a map of keys"),
    ],
)
def test_a_slip_in_the_figure_is_told_with_its_place(tmp_path: Path, figure: str, told: str) -> None:
    with pytest.raises(NeedsFixing) as refusal:
        made(profile(tmp_path, figure))
    assert f"ann.yaml:{told}" in str(refusal.value)


def test_a_slip_in_the_build_gets_the_nearest_word_as_a_hint(tmp_path: Path) -> None:
    with pytest.raises(NeedsFixing, match="did you mean 'woman'"):
        made(profile(tmp_path, "{build: wman}"))


def test_a_roster_says_the_figure_in_columns_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "monday.csv"
    path.write_text(
        "id,name,Figure,figure-age,Skin tone,exercises\n"
        "a,Ann,Woman,OLDER,4,heel-raise\nb,Bob,,,,heel-raise\nc,Cy,man,,x,heel-raise\n"
    )
    ann, bob, cy = (entry.tree for entry in roster(path).entries())
    assert ann is not None and bob is not None and cy is not None
    assert ann.value["patient"]["figure"] == {"build": "woman", "age": "older", "skin": 4}
    assert "figure" not in bob.value["patient"]
    with pytest.raises(NeedsFixing, match=r"monday\.csv:4:5: patient\.figure\.skin should be a whole number, not 'x'"):
        model.check(Profile, cy)


def test_a_column_of_years_is_not_taken_for_a_figure(tmp_path: Path) -> None:
    path = tmp_path / "monday.csv"
    path.write_text("id,name,age,exercises\na,Ann,71,heel-raise\n")
    with pytest.raises(NeedsFixing, match="heading that means nothing here"):
        list(roster(path).entries())


WORDS = r"\b(wom[ae]n|m[ae]n|she|he|her|hers|him|his|lady|gentleman|girl|boy|older|elderly|young\w*|aged|(fe)?male)\b"


@pytest.mark.parametrize("name", sorted(CATALOG.names("exercises")))
def test_what_a_listener_hears_of_a_picture_fits_whoever_is_drawn(name: str) -> None:
    found = CATALOG.exercise(name)
    assert found is not None
    for panel in found.panels:
        assert not re.search(WORDS, f"{panel.caption} {panel.alt}", re.IGNORECASE)
