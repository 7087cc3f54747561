"""Build pictures: `python -m handouts.figure [SCENE…]` writes images/<id>.svg; `--check` only compares."""

import argparse
import sys
from pathlib import Path

from handouts.figure import checks, guide, panel, read, svg
from handouts.figure.scene import Scene
from handouts.intake.problems import HandoutsError

IMAGES = Path(__file__).resolve().parents[2] / "images"


def drawn(it: Scene) -> str:
    return svg.text(it.title, panel.pictures(it))


def built(path: Path) -> list[str]:
    """Write one picture beside the scenes' folder."""
    target = IMAGES / f"{path.stem}.svg"
    rough = target.with_suffix(".svg.part")
    rough.write_text(drawn(read.load(path)), encoding="utf-8")
    rough.replace(target)
    sys.stdout.write(f"{target}\n")
    return []


def checked(path: Path) -> list[str]:
    it = read.load(path)
    return [*checks.bones(it), *checks.skin(it), *checks.picture(it, drawn(it), IMAGES / f"{path.stem}.svg")]


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m handouts.figure", description=__doc__)
    parser.add_argument("scenes", nargs="*", metavar="SCENE")
    parser.add_argument("--check", action="store_true", help="write nothing; say what is wrong")
    parser.add_argument("--guide", action="store_true", help="draw images/scenes/guide.svg, the words for joints")
    asked = parser.parse_args(words)
    if asked.guide:
        (IMAGES / "scenes" / "guide.svg").write_text(guide.text(), encoding="utf-8")
        return 0
    paths = [IMAGES / "scenes" / f"{name}.yaml" for name in asked.scenes] or sorted((IMAGES / "scenes").glob("*.yaml"))
    failed = False
    for path in paths:
        try:
            complaints = checked(path) if asked.check else built(path)
        except (HandoutsError, ValueError, OSError) as problem:
            complaints = [str(problem)]
        failed |= bool(complaints)
        sys.stderr.writelines(f"{path.name}: {line}\n" for line in complaints)
    return 3 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
