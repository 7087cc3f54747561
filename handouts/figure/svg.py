"""Write pictures: shapes with roles as a small, plain SVG (see images/README.md)."""

from dataclasses import dataclass
from html import escape

import numpy as np

from handouts.figure.curve import Cubic

GRAIN = 0.05  # points; the finest step that a 600 dpi page could still show
LOOK = {
    "skin": "#f2cdb0", "skin-shade": "#dfae8c", "hair": "#5d4436", "hair-shade": "#463127", "shirt": "#5fa3b3",
    "shirt-shade": "#4a8898",
    "shorts": "#33506e", "shorts-shade": "#263f59", "shoe": "#f4f4f4", "shoe-shade": "#cfd6dc", "sole": "#8b98a5",
    "nail": "#fbe6da",
    "prop": "#e3e7ea", "prop-shade": "#c9d0d6", "prop-dark": "#8d969e", "wood": "#e6d2b3", "wood-shade": "#cfb68f",
    "mat": "#cfe0d8",
    "towel": "#ffffff", "towel-shade": "#dcdfe0", "towel-stripe": "#7fb2c2", "band": "#d9a520",
    "band-shade": "#b08313", "metal": "#9aa3ab",
    "paper": "#ffffff", "muscle": "#e0533a", "accent": "#c2281e", "ghost": "#e4e8eb", "shadow": "#dfe2e4",
    "marble": "#3f72b5",
    "ball": "#e8b84a", "ball-shade": "#cb9a30",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shape:
    role: str
    loops: tuple[tuple[Cubic, ...], ...] = ()  # in points, y down
    width: float | None = None  # of a stroke
    circle: tuple[float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """One panel."""

    id: str
    kind: str
    width: float
    height: float
    shapes: tuple[Shape, ...]


def style() -> str:
    """Colours for viewers; widths stand on the strokes themselves."""
    fills = "".join(f".{k}{{fill:{v}}}" for k, v in LOOK.items())
    lines = ".ink,.ghost-line,.frame{fill:none;stroke:#20262b;stroke-linecap:round;stroke-linejoin:round}"
    lines += ".ghost-line{stroke:#8b949b;stroke-dasharray:2 1.6}path{fill-rule:evenodd}"
    return fills + lines + ".muscle{stroke:#20262b;stroke-width:.6}"


def text(title: str, pictures: list[Picture], figure: str = "") -> str:
    """The file; `figure` tells the page who is drawn."""
    gap = 8.0
    wide = sum(p.width for p in pictures) + gap * (len(pictures) - 1)
    high = max(p.height for p in pictures)
    frame = f'viewBox="0 0 {wide:g} {high:g}" width="{wide:g}pt" height="{high:g}pt"'
    who = f' data-figure="{figure}"' if figure else ""
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" {frame}{who}>']
    out += [f"<title>{escape(title, quote=False)}</title>", f"<style>{style()}</style>"]
    x = 0.0
    for p in pictures:
        out.append(framed(p, x, high - p.height))
        x += p.width + gap
    return "\n".join([*out, "</svg>", ""])


def framed(p: Picture, x: float, y: float) -> str:
    """A panel at its place in the file."""
    place = f'x="{x:g}" y="{y:g}" width="{p.width:g}" height="{p.height:g}" viewBox="0 0 {p.width:g} {p.height:g}"'
    head = f'<svg class="panel" id="{p.id}" data-kind="{p.kind}" {place}>'
    return "\n".join([head, *(_shape(s) for s in p.shapes), "</svg>"])


def _shape(s: Shape) -> str:
    width = "" if s.width is None else f' stroke-width="{_short(s.width)}"'
    if s.circle is not None:
        cx, cy, r = (_short(v) for v in s.circle)
        return f'<circle class="{s.role}"{width} cx="{cx}" cy="{cy}" r="{r}"/>'
    return f'<path class="{s.role}"{width} d="{path(s)}"/>'


def path(s: Shape) -> str:
    """Relative commands in whole grains, so that rounding never adds up."""
    out, here, closed = (
        "",
        np.zeros(2, dtype=np.int64),
        s.width is None and s.role not in {"ink", "ghost-line", "frame"},
    )
    for loop in s.loops:
        start = _grains(loop[0][0])
        out += "m" + _pair(start - here) if out else "M" + _pair(start)
        here, last = start, "m"
        for cubic in loop:
            stops = [_grains(p) for p in cubic[1:]]
            word, numbers = _command(here, stops, cubic)
            if word:
                out += (word if word != last else "" if numbers.startswith("-") else " ") + numbers
                last = word
                here = stops[2]
        if closed:
            out += "z"
            here = start
    return out


def _command(here: np.ndarray, stops: list[np.ndarray], cubic: Cubic) -> tuple[str, str]:
    step = stops[2] - here
    if not step.any() and not (stops[0] - here).any():
        return "", ""
    chord = cubic[3] - cubic[0]
    long = float(np.hypot(*chord)) or 1e-9
    bow = max(abs(float(chord[0] * (p - cubic[0])[1] - chord[1] * (p - cubic[0])[0])) / long for p in cubic[1:3])
    if bow < GRAIN * 0.7:
        return "l", _pair(step)
    numbers = ""
    for s in stops:
        pair = _pair(s - here)
        numbers += pair if not numbers or pair.startswith("-") else " " + pair
    return "c", numbers


def _grains(p: np.ndarray) -> np.ndarray:
    return np.round(np.asarray(p) / GRAIN).astype(np.int64)


def _pair(p: np.ndarray) -> str:
    a, b = (_short(float(v) * GRAIN) for v in p)
    return a + (b if b.startswith("-") else " " + b)


def _short(v: float) -> str:
    s = f"{v:.2f}".rstrip("0").rstrip(".")
    s = "0" if s in {"-0", ""} else s
    return s.replace("0.", ".", 1) if s.startswith(("0.", "-0.")) else s
