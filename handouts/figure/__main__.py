"""Build pictures: `python -m handouts.figure [SCENE…]` writes images/<id>.svg; `--check` only compares."""

import argparse
import sys
from pathlib import Path

from handouts.figure import guide, studio
from handouts.intake.problems import HandoutsError

IMAGES = Path(__file__).resolve().parents[2] / "images"


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
            complaints = studio.checked(path, IMAGES) if asked.check else []
            if not asked.check:
                sys.stdout.write(f"{studio.built(path, IMAGES)}\n")
        except (HandoutsError, ValueError, OSError) as problem:
            complaints = [str(problem)]
        failed |= bool(complaints)
        sys.stderr.writelines(f"{path.name}: {line}\n" for line in complaints)
    return 3 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
