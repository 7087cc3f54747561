"""Awkward logos, made here: name → bytes, and what becomes of each."""

from __future__ import annotations

import io
import random
from collections.abc import Callable

from PIL import Image, ImageDraw

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 40">{}</svg>'
TEAL = (7, 92, 112)


def saved(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def disc(width: int, height: int, mode: str = "RGB", colour: object = TEAL, paper: object = "white") -> Image.Image:
    image = Image.new(mode, (width, height), paper)
    ImageDraw.Draw(image).ellipse((0, 0, width - 1, height - 1), fill=colour)
    return image


def bordered() -> Image.Image:
    """A small mark in the middle of much white, as logos come from a printer's."""
    image = Image.new("RGB", (600, 600), "white")
    image.paste(disc(200, 200), (200, 200))
    return image


def turned() -> bytes:
    """Upright only by what its EXIF says."""
    exif = Image.Exif()
    exif[0x0112] = 6
    return saved(disc(400, 200), "JPEG", exif=exif)


def noisy() -> bytes:
    dice = random.Random(1)
    return saved(Image.frombytes("L", (300, 300), dice.randbytes(90_000)).convert("RGB"))


def see_through(colour: tuple[int, int, int], opacity: int) -> Image.Image:
    return disc(300, 150, "RGBA", (*colour, opacity), (255, 255, 255, 0))


def frames() -> dict[str, object]:
    return {"save_all": True, "append_images": [disc(200, 200, colour=(9, 9, 9))], "duration": 100}


# name → (file name, bytes, width over height as it should be printed)
FITTING: dict[str, tuple[str, Callable[[], bytes], float]] = {
    "a CMYK JPEG of 4000 pixels": (
        "a.jpg", lambda: saved(disc(4000, 2000, "CMYK", (90, 20, 0, 40), (0, 0, 0, 0)), "JPEG"), 2
    ),
    "a JPEG turned by EXIF": ("a.jpg", turned, 0.5),
    "twenty times as wide as high": ("a.png", lambda: saved(disc(2000, 100)), 20),
    "twenty times as high as wide": ("a.png", lambda: saved(disc(100, 2000)), 1 / 20),
    "a see-through PNG": ("a.png", lambda: saved(see_through(TEAL, 255)), 2),
    "half see-through": ("a.png", lambda: saved(see_through(TEAL, 128)), 2),
    "a palette with a see-through colour": ("a.png", lambda: saved(see_through(TEAL, 255).quantize(8)), 2),
    "gray of 16 bits": ("a.png", lambda: saved(Image.new("I;16", (200, 100), 20_000)), 2),
    "one bit": ("a.png", lambda: saved(disc(200, 200, "1", 0, 1)), 1),
    "much white around it": ("a.png", lambda: saved(bordered()), 1),
    "noise": ("a.png", noisy, 1),
    "few pixels": ("a.png", lambda: saved(disc(40, 40)), 1),
    "an SVG with transforms and styles": (
        "a.svg",
        lambda: SVG.format(
            "<style>.a{fill:#075c70}</style>"
            '<g transform="translate(20 20) rotate(90) scale(.5)"><path class="a" d="M-40-40h80v80h-80z"/></g>'
        ).encode(),
        1,
    ),
    "a wide SVG": ("a.svg", lambda: SVG.replace("40 40", "400 40").format('<path d="M0 0h400v40H0z"/>').encode(), 10),
}  # fmt: skip

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
USES = "".join(
    f'<g id="g{n}">' + f'<use href="#g{n - 1}"/>' * 10 + "</g>" if n else '<g id="g0"><path d="M0 0h9v9z"/></g>'
    for n in range(10)
)

# name → (file name, bytes, what the complaint says)
REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a single pixel": ("a.png", lambda: saved(Image.new("RGB", (1, 1), TEAL)), "1 x 1 pixels, too few to print"),
    "an animated GIF": ("a.png", lambda: saved(disc(200, 200), "GIF", **frames()), "GIF is not read"),
    "an animated PNG": ("a.png", lambda: saved(disc(200, 200), "PNG", **frames()), "animated PNG"),
    "white on nothing": ("a.png", lambda: saved(see_through((255, 255, 255), 255)), "would not be seen on paper"),
    "nothing but transparency": ("a.png", lambda: saved(Image.new("RGBA", (90, 90), (0, 0, 0, 0))), "not be seen"),
    "a white SVG": ("a.svg", lambda: SVG.format('<circle r="9" fill="#fff"/>').encode(), "would not be seen on paper"),
    "an SVG with a script": ("a.svg", lambda: SVG.format("<script>alert(1)</script>").encode(), "scripts"),
    "an SVG that listens": ("a.svg", lambda: SVG.format('<rect onclick="go()"/>').encode(), "onclick"),
    "an SVG that links": ("a.svg", lambda: SVG.format('<a href="https://x.example"/>').encode(), "links"),
    "an SVG that fetches a photo": (
        "a.svg", lambda: SVG.format('<image href="https://x.example/a.png" width="9" height="9"/>').encode(), "photo"
    ),
    "an SVG that fetches a drawing": (
        "a.svg", lambda: SVG.format('<use href="https://x.example/a.svg#b"/>').encode(), "outside its own file"
    ),
    "an SVG that fetches a style": (
        "a.svg", lambda: SVG.format("<style>@import url(//x.example/a);</style>").encode(), "outside its own file"
    ),
    "a bomb of entities": ("a.svg", (BOMB + SVG.format("<desc>&c;</desc>")).encode, "doctype"),
    "a bomb of copies": ("a.svg", lambda: SVG.format(f'{USES}<use href="#g9"/>').encode(), "too many shapes"),
    "an SVG of nothing": ("a.svg", lambda: SVG.format("").encode(), "nothing to show"),
    "an SVG with a gradient": ("a.svg", lambda: SVG.format('<path d="M0 0h9" fill="url(#g)"/>').encode(), "gradient"),
    "a PDF by another name": ("a.png", lambda: b"%PDF-1.7\n", "PDF is not read"),
    "half a JPEG": ("a.jpg", lambda: saved(disc(400, 400), "JPEG")[:1500], "damaged or cut off"),
    "an empty file": ("a.png", lambda: b"", "not read"),
    "far too many pixels": ("a.png", lambda: saved(Image.new("1", (9000, 9000))), "million"),
}  # fmt: skip
