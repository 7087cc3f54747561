"""One handout in a process that stays: profile file → PDF, beside Typst, WeasyPrint and the floor."""

from __future__ import annotations

from statistics import geometric_mean
from typing import TYPE_CHECKING, Any

from tests.benchmarks import cases, clock, floor, peers
from tests.benchmarks.setting import setting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.build import Workshop
    from tests.benchmarks.cases import Desk

US, PAGES, FLOOR = "us, profile → PDF", "us, Document → PDF", "floor"
GOALS = {"Typst ua-1": 0.5, "WeasyPrint pdf/ua-1": 1 / 40, FLOOR: 2.0}
SLOW = {"WeasyPrint pdf/ua-1": 4}  # takes part in every fourth round only


def report(desk: Desk) -> Iterator[str]:
    others: list[Any] = []
    for peer in (peers.Typst, peers.WeasyPrint):
        try:
            others.append(peer(desk.folder))
        except (ImportError, OSError) as error:
            yield f"{peer.name} is missing ({error}): pip install weasyprint typst"
    shop = cases.workshop()
    times = {name: _times(desk, shop, name, others) for name in desk.profiles()}
    contenders = list(next(iter(times.values())))
    yield "WARM, ms a handout; peers and floor set the finished Document, every round another patient's"
    rows = [(name, *(f"{taken[each] * 1000:.1f}" for each in contenders)) for name, taken in times.items()]
    yield from clock.table(("", *contenders), rows)
    yield ""
    yield "us, profile → PDF, as a part of …"
    rest = [each for each in contenders if each not in {US, PAGES}]
    rows = [(name, *(f"{taken[US] / taken[each]:.3f}" for each in rest)) for name, taken in times.items()]
    means = [geometric_mean(taken[US] / taken[each] for taken in times.values()) for each in rest]
    rows.append(("geometric mean", *(f"{mean:.3f}" for mean in means)))
    rows.append(("goal at most", *(f"{GOALS[each]:.3f}" for each in rest)))
    rows.append(("", *("met" if mean <= GOALS[each] else "missed" for mean, each in zip(means, rest, strict=True))))
    yield from clock.table(("", *rest), rows)


def _times(desk: Desk, shop: Workshop, name: str, others: list[Any]) -> dict[str, float]:
    paths = desk.patients(name, desk.rounds + 1)
    handouts = [shop.handout(path, cases.CHOICE) for path in paths]
    look = shop.look(handouts[0], cases.CHOICE)
    contenders: dict[str, clock.Contender] = {
        US: (lambda n: cases.made(shop, paths[n]), 1),
        PAGES: (lambda n: shop.pdf(handouts[n], cases.CHOICE), 1),
    }
    marks = [floor.record(each.document, look) for each in handouts]
    contenders[FLOOR] = (lambda n: floor.replay(marks[n], look), 1)
    for peer in others:
        ready = [peer.ready(setting(each.document, look, desk.folder)) for each in handouts]
        contenders[peer.name] = (lambda n, peer=peer, ready=ready: peer.pdf(ready[n]), SLOW.get(peer.name, 1))
    return clock.race(contenders, desk.rounds)
