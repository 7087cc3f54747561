"""Everything the patient will read, in reading order, with no sizes: the waist of the hourglass."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date


@dataclass(frozen=True, slots=True)
class Labelled:
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Letterhead:
    clinic: str
    second_line: str
    phone: str
    clinician: str


@dataclass(frozen=True, slots=True)
class SideMark:
    """Which tiles are lit, and the same in words; `words` is empty for whole-body work."""

    left: bool
    right: bool
    words: str

    @property
    def tiles(self) -> bool:
        return self.left or self.right


@dataclass(frozen=True, slots=True)
class GlanceRow:
    number: int
    name: str
    side: SideMark
    how_much: str
    when: str


@dataclass(frozen=True, slots=True)
class Glance:
    heading: str
    columns: tuple[str, str, str, str, str]  # number, exercise, side, how much, when
    rows: tuple[GlanceRow, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """Something to see to before starting; `warns` if it is about this patient."""

    warns: bool
    lead: str
    text: str


@dataclass(frozen=True, slots=True)
class Before:
    heading: str
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Tier:
    """`kind` is emergency, today or next-visit; an empty answer leaves a line to write on."""

    kind: str
    label: str
    answer: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    heading: str
    tiers: tuple[Tier, ...]


@dataclass(frozen=True, slots=True)
class DoseCell:
    """A numeral with its label on one or two lines; a band has a colour for a numeral."""

    numeral: str
    label: tuple[str, ...]
    band: str = ""
    rhythm: bool = False  # how often, not how much


@dataclass(frozen=True, slots=True)
class Panel:
    id: str
    caption: str
    alt: str


@dataclass(frozen=True, slots=True)
class Picture:
    name: str
    mirrored: bool
    panels: tuple[Panel, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One exercise. Without a picture, `no_picture` says so."""

    number: int
    name: str
    side: SideMark
    dose: tuple[DoseCell, ...]
    picture: Picture | None
    no_picture: str
    steps: tuple[str, ...]
    care: Labelled | None
    facts: tuple[Labelled, ...]
    note: Labelled | None
    short: str  # all steps in a breath
    amount: tuple[str, ...]  # how much and when, in words, a line each
    help: str  # the heading where facts and note have a page of their own


@dataclass(frozen=True, slots=True)
class LogDay:
    letters: str
    number: str
    name: str  # in full, for those who listen


@dataclass(frozen=True, slots=True)
class LogRow:
    """`ticks` holds how many boxes each day has; 0 is a day off."""

    number: int
    name: str
    ticks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Log:
    title: str
    instruction: str
    dates: str
    weeks: tuple[str, ...]
    days: tuple[LogDay, ...]
    rows: tuple[LogRow, ...]
    pain: str  # label of the row for pain; empty if pain is no guide


@dataclass(frozen=True, slots=True)
class Zone:
    """`kind` is go, slow or stop; numbers run from `low` to `high`."""

    kind: str
    low: int
    high: int
    word: str
    text: str


@dataclass(frozen=True, slots=True)
class PainGuide:
    heading: str
    zones: tuple[Zone, ...]


@dataclass(frozen=True, slots=True)
class Prompts:
    heading: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notes:
    """A place to write, where a page has room for it."""

    heading: str
    hint: str


@dataclass(frozen=True, slots=True)
class Running:
    """What stands on every page: whose it is, and which page. `page` holds {page} and {pages}.

    What is empty is left out; `header` says whether the clinic stands at the top of every page but the first.
    """

    whose: str
    date: str
    page: str
    header: bool = True


SECTIONS = ("hero", "glance", "before", "stop", "log", "pain", "prompts", "notes")


@dataclass(frozen=True, slots=True)
class Document:
    """`sections` are those that the clinic wants, in its order; the cards always stand between 'stop' and 'log'."""

    language: str
    day: date
    title: str
    letterhead: Letterhead
    byline: str
    message: tuple[str, ...]
    reasons: tuple[Labelled, ...]
    glance: Glance
    before: Before
    stop: Stop
    cards: tuple[Card, ...]
    notes: Notes
    log: Log
    pain: PainGuide | None
    prompts: Prompts
    closing: tuple[str, ...]
    contact: tuple[Labelled, ...]
    running: Running
    small_print: str
    imprint: str = ""  # the clinic's address and web page
    sections: tuple[str, ...] = SECTIONS

    def front(self) -> tuple[str, ...]:
        """The sections of the first page, in order."""
        return tuple(name for name in self.sections if name in ("glance", "before", "stop"))

    def rear(self) -> tuple[str, ...]:
        """The sections of the last page: the log, if it is wanted, then the others in order."""
        there = ("pain", "prompts") if self.pain else ("prompts",)
        log = ("log",) if "log" in self.sections else ()
        return (*log, *(name for name in self.sections if name in there))


def lines(document: Document, order: tuple[str, ...] | None = None) -> Iterator[str]:
    """The text in reading order, as `make --dry-run` prints it. Each line is one paragraph, cell or item.

    `order` names the sections of the first page: where it is full, the page moves some of them to the next one.
    """
    yield from _opening(document)
    parts = {"glance": _glance, "before": _before, "stop": _stop}
    for name in order or document.front():
        yield from parts[name](document)
    for card in document.cards:
        yield from _card(card)
    yield from _back(document)


def _opening(document: Document) -> Iterator[str]:
    head = document.letterhead
    yield from filter(None, (head.clinic, head.second_line, head.phone, head.clinician))
    yield document.title
    yield document.byline
    yield from document.message
    yield from (f"{reason.label} {reason.text}" for reason in document.reasons)


def _glance(document: Document) -> Iterator[str]:
    yield document.glance.heading
    yield from document.glance.columns
    for row in document.glance.rows:
        yield from filter(None, (str(row.number), row.name, row.side.words, row.how_much, row.when))


def _before(document: Document) -> Iterator[str]:
    if document.before.checks:
        yield document.before.heading
        yield from (f"{check.lead} {check.text}".strip() for check in document.before.checks)


def _stop(document: Document) -> Iterator[str]:
    yield document.stop.heading
    for tier in document.stop.tiers:
        yield from filter(None, (tier.label, tier.answer, *tier.lines))


def _card(card: Card) -> Iterator[str]:
    yield f"{card.number} {card.name}"
    if card.side.words:
        yield card.side.words
    yield from (" ".join(filter(None, (cell.numeral, *cell.label))) for cell in card.dose)
    if card.picture:
        yield from filter(None, (panel.caption for panel in card.picture.panels))
    elif card.no_picture:
        yield card.no_picture
    yield from (f"{number} {step}" for number, step in enumerate(card.steps, 1))
    if card.care:
        yield f"{card.care.label} {card.care.text}"
    for fact in (*card.facts, *((card.note,) if card.note else ())):
        yield fact.label
        yield fact.text


def _back(document: Document) -> Iterator[str]:
    parts = {"log": _log, "pain": _pain, "prompts": _prompts}
    for name in document.rear():
        yield from parts[name](document)
    yield from document.closing
    yield from filter(None, (document.imprint, document.small_print))
    for line in document.contact:
        yield from filter(None, (line.label, line.text))


def _log(document: Document) -> Iterator[str]:
    log = document.log
    yield log.title
    yield log.instruction
    yield log.dates
    yield from log.weeks
    for day in log.days:
        yield f"{day.letters} {day.number}"
    for row in log.rows:
        yield f"{row.number} {row.name}"
    if log.pain:
        yield log.pain


def _pain(document: Document) -> Iterator[str]:
    if document.pain:
        yield document.pain.heading
        for zone in document.pain.zones:
            yield " ".join(map(str, range(zone.low, zone.high + 1)))
        for zone in document.pain.zones:
            yield zone.word
            yield zone.text


def _prompts(document: Document) -> Iterator[str]:
    yield document.prompts.heading
    yield from document.prompts.questions
