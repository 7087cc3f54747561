"""Build pictures: `python -m handouts.figure [SCENE…]` writes images/<id>.svg; `--check` writes nothing and compares."""

import argparse
import sys
from pathlib import Path

from handouts.figure import panel, scene, svg

IMAGES = Path(__file__).resolve().parents[2] / "images"


def drawn(path: Path) -> str:
    it = scene.load(path)
    return svg.text(it.title, panel.pictures(it))


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m handouts.figure", description=__doc__)
    parser.add_argument("scenes", nargs="*", metavar="SCENE")
    parser.add_argument("--check", action="store_true", help="write nothing; say what is wrong")
    asked = parser.parse_args(words)
    paths = [IMAGES / "scenes" / f"{name}.yaml" for name in asked.scenes] or sorted((IMAGES / "scenes").glob("*.yaml"))
    for path in paths:
        target = IMAGES / f"{path.stem}.svg"
        target.write_text(drawn(path), encoding="utf-8")
        sys.stdout.write(f"{target}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
