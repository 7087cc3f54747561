"""Print a panel as an office printer would: in gray, at a given height, as black dots and nothing else."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageChops, ImageDraw

from handouts.figure import match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from handouts.figure.turn import Array

    Mask = NDArray[np.bool_]

DPI, HEIGHT_MM, FINER = 200, 45.0, 3
MUSCLE_LINE_PT, HALO_PT = 0.75, 0.8
DASH_PT = (2.4, 1.8)
STROKED = {"ink", "ghost-line", "frame"}
#  the grays of the printed page (a test holds them against its own), 0 black to 255 white
GRAYS = {
    "skin": 0xFF, "skin-shade": 0xDC, "nail": 0xFF, "hair": 0x56, "hair-shade": 0x38, "shirt": 0xCF,
    "shirt-shade": 0xB6, "shorts": 0x9A, "shorts-shade": 0x83, "mat": 0xE2, "towel-stripe": 0xB9, "band": 0x4A,
    "band-shade": 0x33, "muscle": 0x6A, "accent": 0x11, "ink": 0x11, "frame": 0x11, "shoe": 0xFF, "shoe-shade": 0xD6,
    "sole": 0x6E, "prop": 0xFF, "prop-shade": 0xDE, "prop-dark": 0x8A, "wood": 0xE0, "wood-shade": 0xBD, "metal": 0xBC,
    "towel": 0xFF, "towel-shade": 0xDC, "paper": 0xFF, "ball": 0xD6, "ball-shade": 0xB4, "marble": 0x7A, "ghost": 0xE4,
    "ghost-line": 0x55, "shadow": 0xE2, "halo": 0xFF,
}  # fmt: skip
ROLES = ("", *GRAYS)
SURE = (12, 225)  # nearly white has no dots, nearly black no holes
#  dots of a screen grow from the middle of a cell of 4 x 4, as a laser printer sets them
SCREEN = (np.array([[12, 5, 6, 13], [4, 0, 1, 7], [11, 3, 2, 8], [15, 10, 9, 14]]) + 0.5) / 16 * 255


@dataclass(frozen=True, slots=True)
class Print:
    """A printed panel, a cell for each dot; `arrows` has the dots of each shape of the accent by itself."""

    id: str
    black: Mask
    role: NDArray[np.uint8]  # index into ROLES of what lies on top
    ink: Array  # share of the dot that lines cover
    arrows: tuple[Mask, ...]

    def of(self, *names: str) -> Mask:
        """Where one of these roles is on top."""
        return np.asarray(np.isin(self.role, [ROLES.index(name) for name in names]))


def printed(svg: str) -> list[Print]:
    """Every panel, its longer side 45 mm: about the smallest that a handout shows."""
    root = ET.fromstring(svg)  # noqa: S314  our own file, just made or committed
    return [_panel(box) for box in root.iter(f"{match.NS}svg") if box.get("class") == "panel"]


def _panel(box: ET.Element) -> Print:
    wide, high = float(box.get("width", 0)), float(box.get("height", 0))
    scale = HEIGHT_MM / 25.4 * DPI * FINER / max(wide, high)
    sheet = _Sheet(round(wide * scale / FINER), round(high * scale / FINER), scale)
    for shape in box.iter():
        sheet.paint(shape)
    return sheet.done(box.get("id", ""))


class _Sheet:
    """Paints roles three times finer than they are printed."""

    def __init__(self, wide: int, high: int, scale: float) -> None:
        self.size, self.scale = (wide * FINER, high * FINER), scale
        self.roles = Image.new("L", self.size, 0)
        self.arrows: list[Mask] = []

    def paint(self, shape: ET.Element) -> None:
        role, tag = shape.get("class", ""), shape.tag.rpartition("}")[2]
        if tag not in {"path", "circle"}:
            return
        loops = [p * self.scale for p in (match.polygons(shape.get("d", "")) if tag == "path" else [_round(shape)])]
        if role in STROKED:
            self._line(loops, float(shape.get("stroke-width", 0.5)), role)
            return
        area = self._area(loops)
        if role == "accent":
            self._line(loops, 2 * HALO_PT, "halo")
            self.arrows.append(np.asarray(area)[1::FINER, 1::FINER] > 0)
        self.roles.paste(ROLES.index(role), None, area)
        if role == "muscle":
            self._line(loops, MUSCLE_LINE_PT, "ink")

    def _area(self, loops: list[Array]) -> Image.Image:
        """Even-odd: what lies in an even number of loops is a hole."""
        out = Image.new("1", self.size)
        for loop in loops:
            if len(loop) > 2:
                one = Image.new("1", self.size)
                ImageDraw.Draw(one).polygon([tuple(p) for p in loop.tolist()], fill=1)
                out = ImageChops.logical_xor(out, one)
        return out

    def _line(self, loops: list[Array], width_pt: float, role: str) -> None:
        """Lines keep their printed width at any size of the picture."""
        width = max(1, round(width_pt / 72 * DPI * FINER))
        pen = ImageDraw.Draw(self.roles)
        closed = role in {"halo", "frame"} or width_pt == MUSCLE_LINE_PT
        for loop in loops:
            points = np.r_[loop, loop[:1]] if closed else loop
            for part in _dashes(points) if role == "ghost-line" else [points]:
                pen.line([tuple(p) for p in part.tolist()], fill=ROLES.index(role), width=width, joint="curve")
                for x, y in (part[0], part[-1]):
                    pen.circle((float(x), float(y)), width / 2, fill=ROLES.index(role))

    def done(self, name: str) -> Print:
        fine = np.asarray(self.roles)
        tones = np.array([255, *GRAYS.values()], dtype=np.float64)
        gray = _coarse(tones[fine])
        high, wide = gray.shape
        screen = np.tile(SCREEN, (high // 4 + 1, wide // 4 + 1))[:high, :wide]
        ink = _coarse((fine == ROLES.index("ink")).astype(np.float64))
        return Print(name, gray <= 255 - np.clip(screen, *SURE), fine[1::FINER, 1::FINER], ink, tuple(self.arrows))


def _coarse(fine: Array) -> Array:
    high, wide = fine.shape
    return np.asarray(fine.reshape(high // FINER, FINER, wide // FINER, FINER).mean((1, 3)))


def _round(shape: ET.Element) -> Array:
    x, y, r = (float(shape.get(k, 0)) for k in ("cx", "cy", "r"))
    t = np.linspace(0, 2 * np.pi, 120, endpoint=False)
    return np.stack([x + r * np.cos(t), y + r * np.sin(t)], 1)


def _dashes(points: Array) -> Iterator[Array]:
    way = np.r_[0, np.cumsum(np.hypot(*np.diff(points, axis=0).T))]
    on, off = (length / 72 * DPI * FINER for length in DASH_PT)
    for start in np.arange(0, way[-1], on + off):
        at = np.linspace(start, min(start + on, way[-1]), 4)
        yield np.stack([np.interp(at, way, points[:, 0]), np.interp(at, way, points[:, 1])], 1)
