"""Draw the guide for people who make scenes: one small figure for each word that bends a joint."""

from html import escape
from typing import Any

from handouts.figure import panel, svg
from handouts.figure.pose import spread
from handouts.figure.scene import Scene

STAND: dict[str, Any] = {"pelvis": {"at": [0, 0.88, 0]}, "shoulder": {"abduct": 10}, "elbow": {"flex": 10}}
WORDS: tuple[tuple[str, dict[str, Any], dict[str, float]], ...] = (
    ("pelvis: {tilt: 30}", {"pelvis": {"at": [0, 0.88, 0], "tilt": 30}, "hip": {"flex": 30}}, {"around": 10}),
    ("spine: {flex: 40}", {"spine": {"flex": 40}}, {"around": 10}),
    ("hip_r: {flex: 60}", {"hip_r": {"flex": 60}}, {"around": 20}),
    ("hip_r: {abduct: 30}", {"hip_r": {"abduct": 30}}, {"around": 80}),
    ("hip_r: {rotate_out: 40}", {"hip_r": {"rotate_out": 40}}, {"around": 80, "above": 14}),
    ("knee_r: {flex: 90}", {"knee_r": {"flex": 90}}, {"around": 10}),
    ("shoulder_r: {flex: 120}", {"shoulder_r": {"flex": 120}}, {"around": 20}),
    ("elbow_r: {flex: 90}", {"elbow_r": {"flex": 90}}, {"around": 20}),
)
FEET: tuple[tuple[str, dict[str, Any], dict[str, float]], ...] = (
    ("ankle_r: {dorsiflex: 20}", {"ankle_r": {"dorsiflex": 20}}, {"around": 10}),
    ("ankle_r: {dorsiflex: -35}", {"ankle_r": {"dorsiflex": -35}}, {"around": 10}),
    ("ankle_r: {invert: 30}", {"ankle_r": {"invert": 30}}, {"around": 85}),
    ("ankle_r: {invert: -20}", {"ankle_r": {"invert": -20}}, {"around": 85}),
    ("toes_r: {extend: 45}", {"toes_r": {"extend": 45}}, {"around": 10}),
    ("toes_r: {curl: 45}", {"toes_r": {"curl": 45}}, {"around": 10}),
    ("toes_r: {big: 45}", {"toes_r": {"extend": 0, "big": 45}}, {"around": 200}),
    ("arch_r: 1", {"arch_r": 1.0}, {"around": 192, "above": 4}),
)
GAP, LINE = 14.0, 16.0  # points


def text() -> str:
    """The whole guide as one SVG, with words under its figures."""
    rows = [panel.pictures(_scene(WORDS, close=False)), panel.pictures(_scene(FEET, close=True))]
    names = [[word for word, _, _ in row] for row in (WORDS, FEET)]
    wide = max(sum(max(p.width, 84) + GAP for p in row) for row in rows)
    out, y = [], 0.0
    for row, words in zip(rows, names, strict=True):
        x, high = GAP / 2, max(p.height for p in row)
        for picture, word in zip(row, words, strict=True):
            cell = max(picture.width, 84)
            out.append(svg.framed(picture, x + (cell - picture.width) / 2, y + high - picture.height))
            out.append(f'<text x="{x + cell / 2:.1f}" y="{y + high + 10:.1f}">{escape(word)}</text>')
            x += cell + GAP
        y += high + LINE + 4
    style = svg.style() + "text{font:6.6px monospace;text-anchor:middle}"
    frame = f'viewBox="0 0 {wide:.0f} {y:.0f}" width="{wide:.0f}pt" height="{y:.0f}pt"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {frame}>'
    return "\n".join([head, "<title>The words for joints</title>", f"<style>{style}</style>", *out, "</svg>", ""])


def _scene(words: tuple[tuple[str, dict[str, Any], dict[str, float]], ...], *, close: bool) -> Scene:
    poses = {f"p{i}": spread({**STAND, **pose}) for i, (_, pose, _) in enumerate(words)}
    panels = []
    for i, (_, _, view) in enumerate(words):
        made: dict[str, Any] = {"id": f"start-{i + 1}", "pose": f"p{i}", "view": view}
        if close:
            made |= {"kind": "inset", "only": ["leg r", "nails r"], "close": {"of": "instep_r", "radius": 0.16}}
        panels.append(made)
    return Scene.model_validate({"id": "guide", "title": "Guide", "poses": poses, "panels": panels})
