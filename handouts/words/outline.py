"""A document's text in reading order: what `make --dry-run` prints, and what a listener hears."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from handouts.words.document import Card, Document


def lines(document: Document, order: tuple[str, ...] | None = None) -> Iterator[str]:
    """The text in reading order, as `make --dry-run` prints it. Each line is one paragraph, cell or item.

    `order` names the sections of the first page: where it is full, the page moves some of them to the next one.
    """
    yield from _opening(document)
    parts = {"glance": _glance, "before": _before, "stop": _stop}
    for name in order or document.front():
        yield from parts[name](document)
    yield from _cards(document)
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


def _cards(document: Document) -> Iterator[str]:
    for card in document.cards:
        yield from _card(card)


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


PARTS: dict[str, Callable[[Document], Iterator[str]]] = {
    "opening": _opening, "glance": _glance, "before": _before, "stop": _stop,
    "cards": _cards, "back": _back, "log": _log, "pain": _pain, "prompts": _prompts,
}  # fmt: skip
