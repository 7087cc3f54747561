"""Build pictures: `python -m handouts.figure [SCENE…]` writes images/<id>.svg; `--check` only compares."""

import argparse
import sys
from pathlib import Path

from handouts.figure import checks, panel, scene, svg

IMAGES = Path(__file__).resolve().parents[2] / "images"


def drawn(it: scene.Scene) -> str:
    return svg.text(it.title, panel.pictures(it))


def built(path: Path) -> list[str]:
    """Write one picture beside the scenes' folder."""
    target = IMAGES / f"{path.stem}.svg"
    rough = target.with_suffix(".svg.part")
    rough.write_text(drawn(scene.load(path)), encoding="utf-8")
    rough.replace(target)
    sys.stdout.write(f"{target}\n")
    return []


def checked(path: Path) -> list[str]:
    it = scene.load(path)
    return [*checks.bones(it), *checks.skin(it), *checks.picture(it, drawn(it), IMAGES / f"{path.stem}.svg")]


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m handouts.figure", description=__doc__)
    parser.add_argument("scenes", nargs="*", metavar="SCENE")
    parser.add_argument("--check", action="store_true", help="write nothing; say what is wrong")
    asked = parser.parse_args(words)
    paths = [IMAGES / "scenes" / f"{name}.yaml" for name in asked.scenes] or sorted((IMAGES / "scenes").glob("*.yaml"))
    failed = False
    for path in paths:
        try:
            complaints = checked(path) if asked.check else built(path)
        except (ValueError, OSError) as problem:
            complaints = [str(problem)]
        failed |= bool(complaints)
        sys.stderr.writelines(f"{path.name}: {line}\n" for line in complaints)
    return 3 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
