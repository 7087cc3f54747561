"""The little CSS that drawing programs write into SVG: declarations, plain rules, and colours."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from handouts.page.colour import Colour
from handouts.page.markup import Element, refuse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
FUNCTION = re.compile(r"rgb\(\s*(\d+%?)[\s,]+(\d+%?)[\s,]+(\d+%?)\s*\)")


def declarations(text: str) -> dict[str, str]:
    """`fill:red; stroke:none` as a dict."""
    pairs = (part.partition(":") for part in text.split(";") if ":" in part)
    return {name.strip().lower(): value.replace("!important", "").strip() for name, _, value in pairs}


def rules(elements: Iterable[Element]) -> Mapping[str, Mapping[str, str]]:
    """What the style sheets say, by `.class` or element name; anything more involved is refused."""
    found: dict[str, dict[str, str]] = {}
    for element in elements:
        if element.name == "style":
            for selector, said in _sheet(element):
                found.setdefault(selector, {}).update(said)
    return found


def _sheet(element: Element) -> Iterable[tuple[str, dict[str, str]]]:
    text = re.sub(r"/\*.*?\*/", "", element.text, flags=re.DOTALL)
    if "@" in text or re.search(r"url\s*\(\s*['\"]?\s*[^#'\"\s]", text):
        refuse(element.line, "a style sheet cannot use @ rules or refer to anything outside its own file")
    for selectors, body in RULE.findall(text):
        for selector in selectors.split(","):
            name = selector.strip()
            if not name:
                continue
            if not re.fullmatch(r"\.?[A-Za-z_][\w-]*", name):
                refuse(element.line, f"the style rule '{name[:40]}' is too involved; save with presentation attributes")
            yield name, declarations(body)


def paint(text: str) -> Colour | None:
    """The colour of a fill or stroke, None for none; `ValueError` for what is no plain colour."""
    word = text.strip().lower()
    if word in {"none", "transparent"}:
        return None
    if word.startswith("url"):
        raise ValueError("gradients and patterns are not shown; use a plain colour")
    if re.fullmatch("#[0-9a-f]{3}", word):
        word = "#" + "".join(digit * 2 for digit in word[1:])
    if re.fullmatch("#[0-9a-f]{6}", word):
        return Colour.hex(word)
    if found := FUNCTION.fullmatch(word):
        red, green, blue = (
            min(float(part.rstrip("%")) / (100 if "%" in part else 255), 1.0) for part in found.groups()
        )
        return Colour(red, green, blue)
    if word in names():
        return Colour(*names()[word])
    raise ValueError(f"'{text[:40]}' is not a colour that can be read")


@lru_cache(maxsize=1)
def names() -> dict[str, tuple[float, float, float]]:
    """CSS colour names; `currentColor` is black, as in a file of its own."""
    from reportlab.lib.colors import getAllNamedColors  # noqa: PLC0415 (only a clinic's drawing needs them)

    named = {name.lower(): (colour.red, colour.green, colour.blue) for name, colour in getAllNamedColors().items()}
    return named | {"currentcolor": (0.0, 0.0, 0.0)}
