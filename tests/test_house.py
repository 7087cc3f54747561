"""The house: which room may use which, one home for each library, and nothing heavy before it is needed."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "handouts"
MODULES = sorted(PACKAGE.rglob("*.py"))
LINES_MAX = 300

# room → the rooms it may use besides itself; `figure` draws ahead of time and stands beside
BELOW = {
    "intake": set(),
    "plan": {"intake"},
    "words": {"plan", "intake"},
    "page": {"words", "intake"},
    "brands": {"page", "intake"},
    "starter": {"brands", "page", "intake"},
    "build": {"brands", "page", "words", "plan", "intake"},
    "book": {"build", "page", "words", "plan", "intake"},
    "scenes": {"figure", "intake"},
    "check": {"scenes", "brands", "build", "page", "words", "plan", "intake"},
    "batch": {"check", "brands", "build", "page", "words", "plan", "intake"},
    "cli": {"starter", "batch", "book", "check", "brands", "build", "page", "words", "plan", "intake", "figure"},
    "figure": {"intake"},
    "__main__": {"cli"},
    "__init__": set(),
}
HOMES = {
    "typer": {"cli"},
    "jinja2": {"words"},
    "yaml": {"intake", "figure"},  # figure reads its scenes ahead of time, on the artist's own machine
    "pydantic": {"intake", "figure"},
    "pydantic_core": {"intake"},
    "reportlab": {"page"},
    "font_source_sans_pro": {"page"},
    "fontTools": {"page"},
    "numpy": {"figure"},
    "contourpy": {"figure"},
    "PIL": {"page", "figure"},
    "rich": set(),
    "socket": set(),
    "urllib": set(),
    "http": set(),
    "pickle": set(),
}


def room(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imported(path: Path, *, at_start: bool = False) -> set[str]:
    """Dotted names that a module imports; with `at_start`, only those that run when it is imported itself."""
    found: set[str] = set()
    nodes = _running(ast.parse(path.read_text(encoding="utf-8"))) if at_start else ast.walk(
        ast.parse(path.read_text(encoding="utf-8"))
    )  # fmt: skip
    for node in nodes:
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: imports are written in full"
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def _running(tree: ast.AST):
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef) or (
            isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        ):
            continue
        yield node
        yield from _running(node)


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_imports_go_down_only(path):
    here = room(path)
    for name in imported(path):
        if name.startswith("handouts."):
            there = name.split(".")[1]
            if (PACKAGE / there).exists() or (PACKAGE / f"{there}.py").exists():
                assert there == here or there in BELOW[here], f"{here} may not use {there}"


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_every_library_has_one_home(path):
    for name in imported(path):
        homes = HOMES.get(name.split(".")[0])
        assert homes is None or room(path) in homes, f"{name} is at home in {sorted(homes or ())}"


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_is_one_idea_and_says_its_role(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LINES_MAX
    assert ast.get_docstring(ast.parse(text)), "its first line says its role in the pipeline"


@pytest.mark.parametrize("path", [path for path in MODULES if room(path) == "cli"], ids=named)
def test_a_command_opens_the_heavy_rooms_only_when_it_runs(path):
    heavy = ("book", "build", "check", "page", "words", "plan")
    assert not [name for name in imported(path, at_start=True) for each in heavy if name.startswith(f"handouts.{each}")]


def loaded(code: str) -> set[str]:
    """Top names of the modules loaded after `code` in a new process."""
    script = (
        f"import sys\nsys.argv = ['handouts', *{code!r}.split()]\nfrom handouts.cli import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        "print('LOADED', *sorted({name.split('.')[0] for name in sys.modules}))\n"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=env, cwd=ROOT)
    return set(ran.stdout.rpartition("LOADED ")[2].split())


@pytest.mark.parametrize(
    ("command", "without"),
    [("--help", {"pydantic", "yaml", "reportlab", "jinja2", "PIL", "numpy", "rich"}),
     ("--version", {"pydantic", "yaml", "reportlab", "jinja2", "PIL", "numpy", "rich"}),
     ("make --help", {"yaml", "reportlab", "jinja2", "PIL", "numpy", "rich"}),
     ("exercises", {"reportlab", "jinja2", "PIL", "numpy", "rich"}),
     ("programs", {"reportlab", "jinja2", "PIL", "numpy", "rich"}),
     ("show heel-raise", {"reportlab", "jinja2", "PIL", "numpy", "rich"}),
     ("make templates/profiles/sore-ankle-runner.yaml --dry-run --date 2026-11-21", {"numpy", "contourpy", "rich"})],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_command_loads_nothing_that_it_does_not_need(command, without):
    assert not loaded(command) & without


def test_the_door_is_light():
    code = "import sys, handouts.cli; print(*{name.split('.')[0] for name in sys.modules})"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    names = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env).stdout
    assert not {"typer", "pydantic", "yaml"} & set(names.split())


def test_nothing_starts_by_being_imported():
    """No module prints, opens or listens at import: everything top-level is a definition or a constant."""
    for path in MODULES:
        if path.name == "__main__.py":
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
                called = ast.unparse(node.value.func)
                assert called.startswith("app."), f"{named(path)}:{node.lineno} calls {called} at import"
