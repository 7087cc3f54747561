"""The catalog as a book: everything that a therapist will read in it, in reading order, with no sizes and no pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from handouts.words.document import Letterhead, Picture, Running

PAGE = "{page}"  # where the number of a page goes, once it is known
CONTENTS, SOURCES, NOTE = "part:contents", "part:sources", "part:note"  # places; no exercise has such an id
SOURCE = "source:"  # before the id of an exercise: the place of its sources


class Fact(Struct, frozen=True):
    """`to` is the exercise that the text names, if it is in the book."""

    label: str
    text: str
    to: str = ""


class Dose(Struct, frozen=True):
    level: str
    how_much: str
    when: str
    usual: bool  # a handout prints it unless somebody asks for another


class Entry(Struct, frozen=True):
    """One exercise. Without a picture, `no_picture` says so."""

    id: str
    id_label: str
    name: str
    clinical_name: str
    kind: str
    status: str
    draft: bool
    picture: Picture | None
    no_picture: str
    facts: tuple[Fact, ...]
    doses: tuple[Dose, ...]
    sources: tuple[str, ...]


class Chapter(Struct, frozen=True):
    """The exercises for one part of the body."""

    id: str
    heading: str
    count: str
    entries: tuple[Entry, ...]


class Row(Struct, frozen=True):
    """A line of a list. `to`: the place that it leads to; a `label` stands above the rows that follow it."""

    text: str
    to: str = ""
    label: bool = False


class Group(Struct, frozen=True):
    """`heading` is empty where a list has but one group; `name` makes it a place to lead to."""

    heading: str
    rows: tuple[Row, ...]
    to: str = ""
    name: str = ""


class Listing(Struct, frozen=True):
    """`intro` stands below the heading; running text takes a single column."""

    id: str
    heading: str
    groups: tuple[Group, ...]
    intro: str = ""
    columns: int = 2


class Book(Struct, frozen=True):
    """`at` holds {name} and {page}; `warning` and `sources_at` hold {page}."""

    language: str
    day: date
    title: str
    letterhead: Letterhead
    byline: str
    message: str
    levels: str
    warning: str  # empty if nothing is a draft
    contents: Listing
    chapters: tuple[Chapter, ...]
    back: tuple[Listing, ...]
    at: str
    sources_at: str
    running: Running

    def named(self, text: str, page: int | None) -> str:
        """'Heel raise, page 3'; the text alone if what it names is not in the book."""
        return self.at.replace(PAGE, str(page)).replace("{name}", text) if page else text


def lines(book: Book, where: Mapping[str, int]) -> Iterator[str]:
    """The text as a listener hears it. Each line is one paragraph, cell or item; `where` gives the pages of places."""
    head = book.letterhead
    yield from filter(None, (head.clinic, head.second_line, head.phone))
    yield from (book.title, book.byline, book.message, book.levels)
    if book.warning:
        yield book.warning.replace(PAGE, str(where[NOTE]))
    yield from _listing(book.contents, where)
    for chapter in book.chapters:
        yield from (chapter.heading, chapter.count)
        for entry in chapter.entries:
            yield from _entry(book, entry, where)
    for listing in book.back:
        yield from _listing(listing, where)


def _entry(book: Book, entry: Entry, where: Mapping[str, int]) -> Iterator[str]:
    yield from (entry.name, book.sources_at.replace(PAGE, str(where[f"{SOURCE}{entry.id}"])), entry.status)
    yield from (entry.clinical_name, f"{entry.id_label} {entry.id}")
    if entry.picture:
        yield from filter(None, (panel.caption for panel in entry.picture.panels))
    else:
        yield entry.no_picture
    for fact in entry.facts:
        yield f"{fact.label} {book.named(fact.text, where[fact.to] if fact.to else None)}"
    for dose in entry.doses:
        yield from (dose.level, dose.how_much, dose.when)


def _listing(listing: Listing, where: Mapping[str, int]) -> Iterator[str]:
    yield from filter(None, (listing.heading, listing.intro))
    for group in listing.groups:
        if group.heading:
            yield f"{group.heading} {where[group.to]}" if group.to else group.heading
        for row in group.rows:
            yield f"{row.text} {where[row.to]}" if row.to else row.text
