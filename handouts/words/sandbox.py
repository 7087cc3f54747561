"""A small language for a clinic's own sentences: blanks and choices, and nothing that could reach out or run on.

Jinja's sandbox keeps templates from Python; this also keeps them from growing without end. No attributes, no
arithmetic that multiplies, no loop within a loop, no macro, no second file, and only filters that keep text short.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

if TYPE_CHECKING:
    from jinja2 import Template

LETTERS_MAX = 4000  # of one sentence or list; a page of text has fewer
NAMES_MAX = 10  # each could double the text of the one before
FILTERS = ("capitalize", "first", "join", "last", "length", "lower", "trim", "upper")
_ALLOWED = (
    nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Assign, nodes.Name, nodes.Const,
    nodes.List, nodes.Tuple, nodes.Dict, nodes.Pair, nodes.Getitem, nodes.Filter, nodes.Test, nodes.Call, nodes.Concat,
    nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Neg, nodes.CondExpr, nodes.Slice, nodes.Add,
    nodes.Sub, nodes.FloorDiv, nodes.Mod, nodes.Keyword, nodes.Getattr,
)  # fmt: skip
_NUMBERS = frozenset({"+", "-", "//", "%"})


class Sandbox(ImmutableSandboxedEnvironment):
    """Compiles templates that keep to the small language."""

    intercepted_binops = _NUMBERS

    def __init__(self, words: dict[str, Any]) -> None:
        """`words` are the names that every template knows."""
        super().__init__(undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True)
        self.globals = words
        self.filters = {name: self.filters[name] for name in FILTERS}

    def compiled(self, source: str, name: str, file: str) -> Template:
        """Raises TemplateSyntaxError, with its line, for what the small language lacks."""
        tree = self.parse(source, name, file)
        _narrow(tree, name, file)
        return self.template_class.from_code(self, self.compile(tree, name, file), self.globals)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002  Jinja's signature
        """Facts are plain values: nothing of them is asked for by name, only where a loop stands."""
        return isinstance(obj, LoopContext) and attr in ("first", "last")

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Numbers, and lists one after the other: '%' and '+' on text build text, and '~' does that."""
        numbers = isinstance(left, int) and isinstance(right, int)
        lists = operator == "+" and isinstance(left, list) and isinstance(right, list)
        if not (numbers or lists):
            raise SecurityError(f"'{operator}' is for numbers; put texts together with '~'")
        return super().call_binop(context, operator, left, right)


def _narrow(tree: nodes.Template, name: str, file: str) -> None:
    """Raises TemplateSyntaxError for anything that the small language does not have."""

    def refuse(node: nodes.Node, what: str) -> None:
        raise TemplateSyntaxError(what, node.lineno, name, file)

    for node in tree.find_all(nodes.Node):
        if not isinstance(node, _ALLOWED):
            refuse(node, f"'{type(node).__name__.lower()}' is not for these templates")
    for loop in tree.find_all(nodes.For):
        inside = list(loop.find_all((nodes.For, nodes.Assign)))
        if loop.recursive or inside:
            refuse(loop, "a loop holds no loop and sets no name")
    for extra in list(tree.find_all(nodes.Assign))[NAMES_MAX:]:
        refuse(extra, f"sets more than {NAMES_MAX} names")
