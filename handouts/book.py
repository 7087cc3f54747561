"""The catalog as a book, start to finish: exercises in, a `Book` or a PDF out."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from msgspec import Struct

from handouts.intake.layout import Layout
from handouts.intake.places import BUILT_IN, shown
from handouts.intake.problems import NeedsFixing, Place, Problem, WrongCommand
from handouts.page import fonts, frame
from handouts.page.book import bound
from handouts.page.book import typeset as laid_out
from handouts.page.look import art
from handouts.page.typeset import Look
from handouts.plan import resolve as planning
from handouts.words.book import lines
from handouts.words.shelf import Stock, compose

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from handouts.build import Workshop
    from handouts.intake.brand import Brand
    from handouts.intake.exercise import Exercise
    from handouts.words.book import Book


class Wish(Struct, frozen=True):
    """What the command line decides; None leaves it to the brand."""

    day: date
    brand: str | None = None
    paper: str | None = None
    gray: bool = False
    asked: tuple[str, ...] = ()  # what the catalog was narrowed to


class Shelf(Struct, frozen=True):
    """A book before it is laid out."""

    book: Book
    brand: Brand
    brand_folder: Path


def composed(workshop: Workshop, exercises: Mapping[str, Exercise], wish: Wish) -> Shelf:
    """Raises NeedsFixing or WrongCommand: a file that is named has something wrong with it, or there is none."""
    if not exercises:
        hint = "'handouts exercises' without words lists them all"
        raise WrongCommand([Problem(Place("--book"), "no exercise fits, so there is no book to make", hint)])
    catalog = workshop.catalog
    brand, folder = planning.brand_of(catalog, wish.brand or "default", None)
    read = {name: catalog.program(name) for name in catalog.names("programs")}
    programs = {name: program for name, program in read.items() if program}
    named = {item.use for program in programs.values() for item in program.exercises}
    named |= {move.then for each in exercises.values() for move in (each.too_easy, each.too_hard) if move.then}
    known = {name: exercises.get(name) or catalog.exercise(name) for name in {*named, *exercises}}
    names = {name: each.name for name, each in known.items() if each}
    stock = Stock(exercises, names, programs, catalog.things(), wish.asked)
    voice = workshop.voice("en", folder)
    made = Shelf(compose(stock, brand, voice, workshop.gallery.panels, wish.day), brand, folder)
    _glyphs(made, workshop)
    return made


def pdf(workshop: Workshop, shelf: Shelf, wish: Wish) -> bytes:
    """The finished file. Raises NeedsFixing if a picture, a logo or a typeface cannot be used."""
    return laid_out(shelf.book, look(workshop, shelf, wish))


def told(workshop: Workshop, shelf: Shelf, wish: Wish) -> tuple[str, ...]:
    """The text in reading order, with the numbers of the pages that it names."""
    return tuple(lines(shelf.book, bound(shelf.book, look(workshop, shelf, wish)).where))


def notices(workshop: Workshop, shelf: Shelf, wish: Wish) -> tuple[str, ...]:
    """What the clinic should know of its own look."""
    dress = workshop.wardrobe.dress(shelf.brand, shelf.brand_folder, gray=wish.gray)
    said = lines(shelf.book, defaultdict(int))
    names = (entry.name for chapter in shelf.book.chapters for entry in chapter.entries)
    return (*dress.notices, *dress.lacking(said, (shelf.book.letterhead.clinic, shelf.book.title, *names)))


def look(workshop: Workshop, shelf: Shelf, wish: Wish) -> Look:
    """Always that of the standard layout as it ships: a clinic's own layouts are for handouts."""
    brand = shelf.brand
    dress = workshop.wardrobe.dress(brand, shelf.brand_folder, gray=wish.gray)
    layout = workshop.catalog.file(Layout, BUILT_IN / "templates" / "layouts" / "standard.yaml")
    hung = workshop.gallery.hung(lambda _: art(dress.colours, brand.skin), gray=wish.gray)
    styles, sheet = frame.typed(layout, dress.type.faces), frame.framed(wish.paper or brand.paper, layout)
    return Look(dress.colours, styles, sheet, hung, layout, dress.logo, dress.flipped)


def _glyphs(shelf: Shelf, workshop: Workshop) -> None:
    """Raises NeedsFixing for every character that the typeface cannot draw: it would vanish from the page."""
    regular = fonts.register().regular
    said = "".join(dict.fromkeys("".join(lines(shelf.book, defaultdict(int)))))
    problems = [
        Problem(
            Place(_holding(char, shelf, workshop)),
            f"the typeface has no sign for U+{ord(char):04X} ({unicodedata.name(char, 'unnamed').lower()})",
            "write it in other letters",
        )
        for char in fonts.missing(said, regular)
    ]
    if problems:
        raise NeedsFixing(problems)


def _holding(char: str, shelf: Shelf, workshop: Workshop) -> str:
    """The file that the character stands in, else what was typed."""
    names = workshop.catalog.names
    entries = [entry.id for chapter in shelf.book.chapters for entry in chapter.entries]
    files: Iterator[Path] = chain(
        (names("exercises")[name] for name in entries),
        names("programs").values(),
        [shelf.brand_folder / "brand.yaml"],
        workshop.catalog.places.layered("catalog", "equipment.yaml"),
    )
    return next((shown(path) for path in files if char in path.read_text(encoding="utf-8")), "WORDS")
