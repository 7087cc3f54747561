"""What there is to say about a case, gathered so that one run tells everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from handouts.intake.problems import NeedsFixing, Problem, UnsafePlan

if TYPE_CHECKING:
    from handouts.intake.yaml import Tree
    from handouts.plan.plan import Notice

Loc = tuple[str | int, ...]


class Findings(Struct, frozen=True):
    """`problems` want a file mended, `unsafe` stops the plan, `notices` are for the clinician to weigh."""

    tree: Tree
    problems: list[Problem] = field(default_factory=list)
    unsafe: list[Problem] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def complain(self, loc: Loc, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self.tree.place(loc), message, hint))

    def refuse(self, loc: Loc, message: str, hint: str = "") -> None:
        self.unsafe.append(Problem(self.tree.place(loc), message, hint))

    def settle(self) -> None:
        """Raises NeedsFixing, else UnsafePlan, with everything found of its kind."""
        if self.problems:
            raise NeedsFixing(self.problems)
        if self.unsafe:
            raise UnsafePlan(self.unsafe)
