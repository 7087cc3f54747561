"""Compare pictures: read our SVG subset back, measure it by role, and say whether two pictures are the same drawing."""

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from handouts.figure.turn import Array

NS = "{http://www.w3.org/2000/svg}"
TOKEN = re.compile(r"[mlhvczMLHVCZ]|-?(?:\d+\.?\d*|\.\d+)")
TAKES = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6}


@dataclass(frozen=True, slots=True)
class Measure:
    """One panel: its size, the filled area of every role and the length of ink (points)."""

    id: str
    width: float
    height: float
    areas: dict[str, float]
    ink: float


def measured(svg: str) -> list[Measure]:
    root = ET.fromstring(svg)  # noqa: S314 - as above
    out = []
    for panel in root.iter(f"{NS}svg"):
        if panel.get("class") != "panel":
            continue
        areas: dict[str, float] = {}
        ink = 0.0
        for path in panel.iter(f"{NS}path"):
            role, loops = path.get("class", ""), polygons(path.get("d", ""))
            if role in {"ink", "ghost-line"}:
                ink += sum(float(np.hypot(*np.diff(p, axis=0).T).sum()) for p in loops)
            else:
                areas[role] = areas.get(role, 0.0) + sum(abs(_area(p)) for p in loops)
        out.append(
            Measure(panel.get("id", ""), float(panel.get("width", 0)), float(panel.get("height", 0)), areas, ink)
        )
    return out


def _area(p: Array) -> float:
    x, y = p.T
    return float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum()) / 2


def polygons(d: str) -> list[Array]:
    """The path's pieces as points (curves by eight steps)."""
    out: list[list[Array]] = []
    words, i, at, command = TOKEN.findall(d), 0, np.zeros(2), "m"
    while i < len(words):
        if words[i].isalpha():
            command = words[i]
            i += 1
            if command in "zZ":
                at = out[-1][0]
                continue
        numbers = [float(w) for w in words[i : i + TAKES[command.lower()]]]
        i += len(numbers)
        base = at if command.islower() else np.zeros(2)
        stops = _stops(command, numbers, base, at)
        if command in "mM":
            out.append([])
            command = "l" if command == "m" else "L"
        out[-1] += stops
        at = stops[-1]
    return [np.array(p) for p in out]


def _stops(command: str, numbers: list[float], base: Array, at: Array) -> list[Array]:
    kind = command.lower()
    if kind == "h":
        return [np.array([base[0] + numbers[0], at[1]])]
    if kind == "v":
        return [np.array([at[0], base[1] + numbers[0]])]
    points = np.array(numbers).reshape(-1, 2) + base
    if kind != "c":
        return [points[0]]
    t = np.linspace(0, 1, 9)[1:, None]
    curve = (1 - t) ** 3 * at + 3 * (1 - t) ** 2 * t * points[0] + 3 * (1 - t) * t * t * points[1] + t**3 * points[2]
    return list(curve)


def differences(old: str, new: str) -> list[str]:
    """What a reader would see: other panels, sizes over half a point, areas or ink over four in a hundred."""
    a, b = measured(old), measured(new)
    if [m.id for m in a] != [m.id for m in b]:
        return [f"panels are {[m.id for m in a]}, the scene makes {[m.id for m in b]}"]
    out = []
    for was, now in zip(a, b, strict=True):
        if max(abs(was.width - now.width), abs(was.height - now.height)) > 0.5:
            out.append(f"{was.id}: size {was.width:g} x {was.height:g} is now {now.width:g} x {now.height:g}")
        for role in sorted({*was.areas, *now.areas}):
            x, y = was.areas.get(role, 0.0), now.areas.get(role, 0.0)
            if abs(x - y) > 4 + 0.04 * max(x, y):
                out.append(f"{was.id}: {role} covers {x:.0f} square points, the scene makes {y:.0f}")
        if abs(was.ink - now.ink) > 8 + 0.04 * max(was.ink, now.ink):
            out.append(f"{was.id}: {was.ink:.0f} points of ink, the scene makes {now.ink:.0f}")
    return out


MUSCLE_PT2 = 16.0  # 2 square millimetres


def faint(svg: str, asked: dict[str, bool]) -> list[str]:
    """Panels whose highlight hardly shows."""
    return [
        f"{m.id}: the highlight covers {m.areas.get('muscle', 0):.0f} square points; {MUSCLE_PT2:.0f} can be seen"
        for m in measured(svg)
        if asked.get(m.id) and m.areas.get("muscle", 0) < MUSCLE_PT2
    ]


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
