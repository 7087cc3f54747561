"""Check that a picture can be read 45 mm large on an office printer: what its numbers say of the printed dots.

Five things are lost first when a drawing gets small and coarse; each is measured in dots of 200 to the inch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from handouts.figure.press import Print, printed

if TYPE_CHECKING:
    from collections.abc import Callable

    from handouts.figure.press import Mask
    from handouts.figure.scene import Arrow, Panel, Scene

GLOW_DOTS, GLOW_WIDE, GLOW_APART = 124, 6, 0.30  # 2 square millimetres, 0.75 mm; share of black beside the skin's
RING = 8  # dots round a highlight in which it is compared
HEAD_DOTS, SHAFT_DOTS = 8, 3  # 1 mm, 0.4 mm
SHAFT_SHARE = {False: 0.30, True: 0.10}  # of an arrow's dots; of one with two heads
BLOB_WIDE, BLOB_DOTS = 5, 400  # wider than any line of ours; two lines that run together for a centimetre
THIN_DOTS, THIN_SHARE = 2, 0.70
LEAST_DOTS = 12  # less of a thing is a glimpse, not a part of the picture
THIN = (("band", "band-shade"), ("towel", "towel-shade", "towel-stripe"), ("nail",), ("marble",), ("metal",))


def faults(scene: Scene, svg: str) -> list[str]:
    """One sentence for each thing that would not be seen, beginning with its panel."""
    panels = {panel.id: panel for panel in scene.panels}
    tests: tuple[Callable[[Print, Panel], list[str]], ...] = (highlight, arrows, blobs, thin)
    prints = [(p, panels[p.id]) for p in printed(svg) if p.id in panels]
    return [f"{p.id}: at 45 mm {said}" for p, panel in prints for test in tests for said in test(p, panel)]


def highlight(p: Print, panel: Panel) -> list[str]:
    """The working muscle is a patch, wide enough to see, and darker than the skin right round it."""
    if not panel.highlight:
        return []
    patch = p.of("muscle")
    wide = int(opened(patch, GLOW_WIDE).sum())
    if wide < GLOW_DOTS:
        return [f"the highlight keeps {wide} dots that are {GLOW_WIDE} wide; {GLOW_DOTS} can be seen"]
    near = grown(patch, 2 * RING + 1) & p.of("skin", "skin-shade", "shorts", "shorts-shade")
    if not near.any():
        return []
    apart = float(p.black[patch].mean() - p.black[near].mean())
    return [f"the highlight is {apart:.0%} darker than what is round it; {GLOW_APART:.0%} can be told"] * (
        apart < GLOW_APART
    )


def arrows(p: Print, panel: Panel) -> list[str]:
    """An arrow has a head that is wider than its shaft, and a shaft; letters in the air are strokes without heads."""
    kinds: list[Arrow] = []
    for arrow in panel.arrows:
        kinds += [arrow] * (sum(len(s) - 1 for s in arrow.strokes) or 1)
    return [said for mask, kind in zip(p.arrows, kinds, strict=False) if (said := _arrow(mask, kind))]


def _arrow(mask: Mask, kind: Arrow) -> str:
    if not opened(mask, SHAFT_DOTS).any():
        return f"an arrow is thinner than {SHAFT_DOTS} dots"
    if kind.strokes:
        return ""
    if not opened(mask, HEAD_DOTS).any():
        return f"an arrow's head is narrower than {HEAD_DOTS} dots"
    if (share := shaft(mask)) < SHAFT_SHARE[kind.both]:
        return f"an arrow's shaft is {share:.0%} of it; under {SHAFT_SHARE[kind.both]:.0%} it is a wedge or a bar"
    return ""


def shaft(mask: Mask) -> float:
    """The share of an arrow that is clearly narrower than its widest part."""
    wide = next(n for n in range(60, 0, -1) if opened(mask, n).any())
    return float((mask & ~grown(opened(mask, max(2, round(wide * 0.8))), 3)).sum() / mask.sum())


def blobs(p: Print, _panel: Panel) -> list[str]:
    """Lines side by side stay lines: where they run together they are wider than any single one."""
    found = int(opened(p.ink >= 0.5, BLOB_WIDE).sum())
    return [f"lines run together over {found} dots; {BLOB_DOTS} are let pass"] * (found > BLOB_DOTS)


def thin(p: Print, panel: Panel) -> list[str]:
    """Band, towel, nails: what there is of them is for the most part two dots wide or more.

    Where a ring says that a close-up shows it larger, marbles and nails may be specks.
    """
    out = []
    for roles in THIN[:2] if panel.lens else THIN:
        part = p.of(*roles)
        if (whole := int(part.sum())) >= LEAST_DOTS and (kept := opened(part, THIN_DOTS).sum() / whole) < THIN_SHARE:
            out.append(f"{kept:.0%} of the {roles[0]} is {THIN_DOTS} dots wide; {THIN_SHARE:.0%} should be")
    return out


def opened(mask: Mask, side: int) -> Mask:
    """What is left of a mask when squares of that side must fit in."""
    return _spread(_shrunk(mask, side), side)


def grown(mask: Mask, side: int) -> Mask:
    """The mask and what lies within half a side of it."""
    pad = side // 2
    return np.asarray(_spread(np.pad(mask, pad), side)[side - 1 :, side - 1 :][: mask.shape[0], : mask.shape[1]])


def _shrunk(mask: Mask, side: int) -> Mask:
    """Upper left corners of the squares that fit in, all around as large as the mask."""
    out = np.pad(mask, ((0, side - 1), (0, side - 1)))
    high, wide = mask.shape
    out = np.logical_and.reduce([out[i : i + high] for i in range(side)])
    return np.asarray(np.logical_and.reduce([out[:, i : i + wide] for i in range(side)]))


def _spread(corners: Mask, side: int) -> Mask:
    high, wide = corners.shape
    out = np.pad(corners, ((side - 1, 0), (side - 1, 0)))
    out = np.logical_or.reduce([out[i : i + high] for i in range(side)])
    return np.asarray(np.logical_or.reduce([out[:, i : i + wide] for i in range(side)]))
