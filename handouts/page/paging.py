"""Cards onto pages: two where they fit, room spent on larger figures, and an open half page given to notes. SPEC §9."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from handouts.page.cards import SNUG

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handouts.page.cards import Cutter, Measured
    from handouts.words.document import Card

GAP_WANTED, GAP_MOST, GROW_STEP, GROW_MOST = 30.0, 34.0, 2.0, 30.0
ROOMY = (230.0, 210.0, 190.0, 170.0, 150.0)  # heights of standing figures to try, largest first
NOTES_LEAST = 150.0  # less than this is no place to write


class CardPage(Struct, frozen=True):
    """Cards with the height of their tops; `notes` is where a place to write starts, if there is one."""

    cards: tuple[tuple[float, Measured], ...]
    notes: float | None


def paged(words: Sequence[Card], cutter: Cutter, first_top: float) -> list[CardPage]:
    """All cards in order. `first_top` is where the first page's cards may start, below what stands there already.

    Cards are set more snugly, all of them, where that saves a page.
    """
    easy = _dealt([cutter.card(card) for card in words], cutter, first_top)
    if len(easy) > (len(words) + 1) // 2:  # two on every page is the best that can be
        tight = replace(cutter, fit=SNUG)
        snug = _dealt([tight.card(card) for card in words], tight, first_top)
        if len(snug) < len(easy):
            return _set(snug, tight, first_top)
    return _set(easy, cutter, first_top)


def _dealt(cards: list[Measured], cutter: Cutter, first_top: float) -> list[list[Measured]]:
    """Which cards share a page; the first may hold none, where what stands there leaves no room."""
    pages: list[list[Measured]] = []
    top, left = first_top, cards
    while left:
        room = cutter.sheet.bottom - top
        if top > cutter.sheet.top and left[0].height > room:
            count = 0
        else:
            count = 2 if sum(card.height for card in left[:2]) + cutter.fit.between <= room and len(left) > 1 else 1
        pages.append(left[:count])
        left, top = left[count:], cutter.sheet.top
    return pages


def _set(dealt: list[list[Measured]], cutter: Cutter, first_top: float) -> list[CardPage]:
    """Every page with its cards grown into the room that it has."""
    tops = [first_top, *[cutter.sheet.top] * (len(dealt) - 1)]
    last = len(dealt) - 1
    pages = []
    for index, (cards, top) in enumerate(zip(dealt, tops, strict=True)):
        if len(cards) == 2:
            pages.append(_pair(cards, cutter, top))
        elif cards:
            pages.append(_lone(cards[0], cutter, top, last=index == last))
        else:
            pages.append(CardPage((), None))
    return pages


def _lone(card: Measured, cutter: Cutter, top: float, *, last: bool) -> CardPage:
    """The last card of an odd number leaves room for notes; in the middle, room goes to larger pictures."""
    room = cutter.sheet.bottom - top
    if not last and card.block.shots:
        for tall in ROOMY:
            roomy = cutter.roomy(card.card, tall)
            if roomy.height <= room:
                return CardPage(((top, roomy),), None)
    lone = _grown([card], cutter, room)[0]
    notes = top + lone.height + GAP_WANTED
    return CardPage(((top, lone),), notes if cutter.sheet.bottom - notes >= NOTES_LEAST else None)


def _pair(chosen: list[Measured], cutter: Cutter, top: float) -> CardPage:
    room = cutter.sheet.bottom - top
    gap = min(GAP_WANTED, room - sum(card.height for card in chosen))
    first, second = _grown(chosen, cutter, room - gap)
    gap = min(max(room - first.height - second.height, gap), GAP_MOST)
    return CardPage(((top, first), (top + first.height + gap, second)), None)


def _grown(chosen: list[Measured], cutter: Cutter, room: float) -> list[Measured]:
    """Figures grow in small steps, the first card first, while the page has room."""
    grown = list(chosen)
    for index, card in enumerate(chosen):
        if not card.block.tall:
            continue
        grow = GROW_MOST
        while grow > 0:
            tried = cutter.card(card.card, grow)
            others = sum(other.height for place, other in enumerate(grown) if place != index)
            if tried.height + others <= room:
                grown[index] = tried
                break
            grow -= GROW_STEP
    return grown
