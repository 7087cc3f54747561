"""A catalog becomes a `Book`: which exercise stands where, and what is said of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from msgspec import Struct

from handouts.intake.vocabulary import Kind, Level, Region
from handouts.plan import dose as doses
from handouts.plan.side import settle
from handouts.words import phrases
from handouts.words.book import CONTENTS, NOTE, SOURCE, SOURCES, Book, Chapter, Dose, Entry, Fact, Group, Listing, Row
from handouts.words.card import UPRIGHT, pictured
from handouts.words.document import Letterhead, Running

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from handouts.intake.brand import Brand
    from handouts.intake.equipment import Thing
    from handouts.intake.exercise import Exercise, Move
    from handouts.intake.program import Program
    from handouts.words.environment import Voice

KINDS: tuple[str, ...] = get_args(Kind)
MOST = 4  # programs named beside an exercise; the list of programs has them all
COMMON = "common practice"  # as the catalog writes it
LEVELS: tuple[Level, ...] = get_args(Level)
REGIONS: tuple[str, ...] = get_args(Region)


class Stock(Struct, frozen=True):
    """What goes into the book, and what it names: `names` are those of all exercises there are, by id."""

    exercises: Mapping[str, Exercise]
    names: Mapping[str, str]
    programs: Mapping[str, Program]
    things: Mapping[str, Thing]
    asked: tuple[str, ...] = ()  # what it was narrowed to

    def using(self, name: str) -> list[str]:
        """The programs that have the exercise."""
        return [key for key, each in self.programs.items() if name in (item.use for item in each.exercises)]


def compose(stock: Stock, brand: Brand, voice: Voice, drawn: Callable[[str], tuple[str, ...]], day: date) -> Book:
    """`drawn` tells which panels there are of a picture."""
    say = voice.label
    chapters = tuple(_chapters(stock, voice, drawn))
    drafts = sum(each.review == "draft" for each in stock.exercises.values())
    count = len(stock.exercises)
    written = phrases.day(voice, day)
    return Book(
        language=voice.language,
        day=day,
        title=say("book_title"),
        letterhead=Letterhead(brand.name or say("clinic"), brand.second_line, brand.phone.replace(" ", "\xa0"), ""),
        byline=voice.say("book-byline", date=written, exercises=count, asked=list(stock.asked)),
        message=say("book_message"),
        levels=say("book_levels"),
        warning=voice.say("book-warning", drafts=drafts, exercises=count) if drafts else "",
        contents=_contents(chapters, voice),
        chapters=chapters,
        back=_back(stock, chapters, voice),
        at=say("book_at"),
        sources_at=say("book_sources_at"),
        running=Running(say("book_title"), written, say("page")),
    )


def _chapters(stock: Stock, voice: Voice, drawn: Callable[[str], tuple[str, ...]]) -> Iterator[Chapter]:
    """By the part of the body that comes first in an exercise; in a chapter by kind, then by name."""
    for region in sorted({each.regions[0] for each in stock.exercises.values()}, key=REGIONS.index):
        found = [(name, each) for name, each in stock.exercises.items() if each.regions[0] == region]
        found.sort(key=lambda pair: (KINDS.index(pair[1].kind), pair[1].name.casefold(), pair[0]))
        entries = tuple(_entry(name, each, stock, voice, drawn) for name, each in found)
        kinds = {entry.kind: sum(other.kind == entry.kind for other in entries) for entry in entries}
        count = voice.say("book-count", kinds=[f"{number} {kind.lower()}" for kind, number in kinds.items()])
        yield Chapter(f"region:{region}", voice.say("book-region", region=region), count, entries)


def _entry(name: str, exercise: Exercise, stock: Stock, voice: Voice, drawn: Callable[[str], tuple[str, ...]]) -> Entry:
    picture = pictured(name, exercise, voice, drawn, mirrored=False, photo="book-photo")
    draft = exercise.review == "draft"
    return Entry(
        id=name,
        id_label=voice.label("book_id"),
        name=exercise.name,
        clinical_name=exercise.clinical_name,
        kind=voice.say("book-kind", kind=exercise.kind),
        status=voice.label("book_draft" if draft else "book_reviewed"),
        draft=draft,
        picture=picture,
        no_picture="" if picture else voice.label("book_no_picture"),
        facts=tuple(_facts(name, exercise, stock, voice)),
        doses=tuple(_dose(exercise, level, voice) for level in LEVELS),
        sources=tuple(_sources(exercise, voice)),
    )


def _facts(name: str, exercise: Exercise, stock: Stock, voice: Voice) -> Iterator[Fact]:
    kind = voice.say("book-kind", kind=exercise.kind)
    regions = [voice.say("book-region", region=region) for region in exercise.regions]
    yield Fact(voice.label("book_kind"), voice.say("book-type", kind=kind, regions=regions))
    yield Fact(voice.label("book_position"), _position(exercise, voice))
    needs = voice.say(
        "you-need",
        things=[stock.things[thing].phrase if thing in stock.things else thing for thing in exercise.equipment],
        footwear=exercise.environment.footwear,
        shoes="shoes" in exercise.equipment,
        standing=bool(UPRIGHT & set(exercise.positions)),
    )
    if needs:
        yield Fact(voice.label("book_needs"), needs)
    yield from _move("book_easier", exercise.too_hard, stock, voice)
    yield from _move("book_harder", exercise.too_easy, stock, voice)
    if programs := [stock.programs[key].name for key in stock.using(name)]:
        said = voice.say("book-programs", names=programs[:MOST], more=max(len(programs) - MOST, 0))
        yield Fact(voice.label("book_programs"), said)


def _position(exercise: Exercise, voice: Voice) -> str:
    """With the weight that legs and arms bear in it."""
    bearing = exercise.weight_bearing
    limbs = {"working": bearing.working_leg, "other": bearing.other_leg, "arms": bearing.arms}
    levels = {key: limb.level for key, limb in limbs.items()}
    percent = {f"{key}_percent": limb.percent for key, limb in limbs.items()}
    return voice.say("book-position", positions=list(exercise.positions), **levels, **percent)


def _move(label: str, move: Move, stock: Stock, voice: Voice) -> Iterator[Fact]:
    if move.then:
        to = move.then if move.then in stock.exercises else ""
        yield Fact(voice.label(label), stock.names.get(move.then, move.then), to)


def _dose(exercise: Exercise, level: Level, voice: Voice) -> Dose:
    dose = doses.merged([("catalog", getattr(exercise.dose, level).given())])
    each_side = settle(exercise, None, None) == "each"
    return Dose(
        voice.label(f"book_level_{level}"),
        phrases.how_much(voice, dose, each_side=each_side),
        phrases.when(voice, dose),
        level == "standard",
    )


def _sources(exercise: Exercise, voice: Voice) -> Iterator[str]:
    """Each source once, with all that comes from it; what is common practice goes without saying."""
    named = [source for source in dict.fromkeys(exercise.source.values()) if source != COMMON]
    for source in named:
        what = [voice.labels.get(f"book_source_{key}", key) for key, each in exercise.source.items() if each == source]
        yield voice.say("book-source", what=what, source=source)
    if not named:
        yield voice.label("book_sources_none")


def _contents(chapters: tuple[Chapter, ...], voice: Voice) -> Listing:
    groups = []
    for chapter in chapters:
        rows: list[Row] = []
        kind = ""
        for entry in chapter.entries:
            rows += [Row(entry.kind, label=True)] if entry.kind != kind else []
            rows.append(Row(entry.name, entry.id))
            kind = entry.kind
        groups.append(Group(chapter.heading, tuple(rows), chapter.id))
    return Listing(CONTENTS, voice.label("book_contents"), tuple(groups))


def _back(stock: Stock, chapters: tuple[Chapter, ...], voice: Voice) -> tuple[Listing, ...]:
    say = voice.label
    entries = sorted((entry for chapter in chapters for entry in chapter.entries), key=lambda each: each.id)
    named = sorted(entries, key=lambda each: (each.name.casefold(), each.id))
    note = tuple(Row(line) for line in voice.lines("book-note"))
    index = (
        Group(say("book_by_name"), tuple(Row(each.name, each.id) for each in named)),
        Group(say("book_by_id"), tuple(Row(each.id, each.id) for each in entries)),
    )
    found = (
        Listing("part:index", say("book_index"), index),
        Listing("part:things", say("book_by_thing"), tuple(_things(named, stock, say("book_no_thing")))),
        Listing("part:programs", say("book_by_program"), tuple(_programs(stock))),
        Listing(SOURCES, say("book_sources"), tuple(_sourced(named)), say("book_sources_rest")),
        Listing(NOTE, say("book_note"), (Group("", note),), columns=1),
    )
    return tuple(listing for listing in found if listing.groups)


def _things(entries: list[Entry], stock: Stock, nothing: str) -> Iterator[Group]:
    needs = {each.id: stock.exercises[each.id].equipment for each in entries}
    names = {
        name: stock.things[name].name if name in stock.things else name for each in needs.values() for name in each
    }
    for thing, name in sorted(names.items(), key=lambda pair: pair[1].casefold()):
        yield Group(name, tuple(Row(each.name, each.id) for each in entries if thing in needs[each.id]))
    if bare := tuple(Row(each.name, each.id) for each in entries if not needs[each.id]):
        yield Group(nothing, bare)


def _programs(stock: Stock) -> Iterator[Group]:
    """Those with an exercise in the book; what is not in it is named without a page."""
    for name, program in sorted(stock.programs.items(), key=lambda pair: pair[1].name.casefold()):
        uses = [item.use for item in program.exercises]
        if any(use in stock.exercises for use in uses):
            rows = [Row(stock.names.get(use, use), use if use in stock.exercises else "") for use in uses]
            yield Group(program.name, (Row(name, label=True), *rows))


def _sourced(entries: list[Entry]) -> Iterator[Group]:
    for entry in entries:
        yield Group(entry.name, tuple(Row(source) for source in entry.sources), entry.id, f"{SOURCE}{entry.id}")
