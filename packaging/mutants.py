"""变异: one spot of the rules changed, and the module imported with that change; `mutate.py` judges what the tests say of it."""

from __future__ import annotations

import ast
import copy
import importlib.abc
import importlib.machinery
import importlib.util
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, ModuleType

RULES = Path(__file__).resolve().parent.parent / "src" / "bingliang" / "mechanism"

Steps = tuple[str | int, ...]

SWAPS: dict[type[ast.AST], tuple[type[ast.AST], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.FloorDiv,),
    ast.FloorDiv: (ast.Mult,),
    ast.Mod: (ast.Mult,),
    ast.BitOr: (ast.BitAnd,),
    ast.BitAnd: (ast.BitOr,),
    ast.Break: (ast.Continue,),
    ast.Continue: (ast.Break,),
}
CALLS = {"min": "max", "max": "min", "any": "all", "all": "any"}
NEGATED_INSIDE = (ast.Compare, ast.BoolOp, ast.UnaryOp)
LOOKS = {"compare", "frozen", "init", "kw_only", "repr", "slots"}  # of a dataclass: how a value looks, not what it says


@dataclass(frozen=True, slots=True)
class Mutant:
    """变异: one change at one spot; `at` leads from the module to the node, `to` is what comes there.

    `within` is the first line of the function around it, 0 outside of all.
    """

    module: str
    file: Path
    line: int
    source: str
    label: str
    at: Steps
    to: ast.AST
    within: int

    @property
    def key(self) -> tuple[str, str, str]:
        """名: survives an edit elsewhere in the file, as a line number would not."""
        return (self.file.relative_to(RULES).as_posix(), self.source, self.label)


# ── where a change is possible ────────────────────────────────────────────────────────────────────────────────────


def spots(node: ast.AST, at: Steps = ()) -> Iterator[tuple[ast.AST, Steps]]:
    """变异点: every node that says something at run time: no annotation, no decorator, no docstring."""
    yield node, at
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list", "type_params"}:
            continue
        if isinstance(value, ast.AST):
            yield from spots(value, (*at, name))
        elif isinstance(value, list):
            for number, item in enumerate(value):
                if isinstance(item, ast.AST) and not typing_only(item):
                    yield from spots(item, (*at, name, number))


def typing_only(node: ast.AST) -> bool:
    """仅供类型检查: an import, a docstring, an `if TYPE_CHECKING`, a name for a type."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.If):
        return ast.unparse(node.test).endswith("TYPE_CHECKING")
    if isinstance(node, ast.AnnAssign):
        return ast.unparse(node.annotation).endswith("TypeAlias")
    if isinstance(node, ast.keyword):
        return node.arg in LOOKS
    return isinstance(node, ast.Import | ast.ImportFrom)


def changes(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """变异方式: what may come in a node's place, with the words for it."""
    for other in SWAPS.get(type(node), ()):
        yield f"{type(node).__name__} → {other.__name__}", other()
    if isinstance(node, ast.UnaryOp):
        yield f"{type(node.op).__name__} … → …", node.operand
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
        name = CALLS[node.func.id]
        yield f"{node.func.id} → {name}", ast.Call(ast.Name(name, ast.Load()), node.args, node.keywords)
    yield from constants(node)
    yield from statements(node)
    yield from conditions(node)


def constants(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """数与真假: one more, one less, the opposite."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, bool):
            yield f"{node.value} → {not node.value}", ast.Constant(not node.value)
        elif isinstance(node.value, int):
            for other in (node.value + 1, node.value - 1):
                yield f"{node.value} → {other}", ast.Constant(other)


def statements(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """语句: an answer that is not given, a refusal that does not come."""
    if isinstance(node, ast.Return) and node.value and ast.unparse(node.value) != "None":
        yield "return … → return None", ast.Return(ast.Constant(None))
    if isinstance(node, ast.Raise):
        yield "raise … → pass", ast.Pass()


def conditions(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """条件: turned round where no comparison in it is changed anyway; a filter left out."""
    if isinstance(node, ast.If | ast.While | ast.IfExp) and not isinstance(node.test, NEGATED_INSIDE):
        turned = copy.copy(node)
        turned.test = ast.UnaryOp(ast.Not(), node.test)
        yield "if … → if not …", turned
    if isinstance(node, ast.comprehension):
        for number in range(len(node.ifs)):
            unfiltered = copy.copy(node)
            unfiltered.ifs = node.ifs[:number] + node.ifs[number + 1 :]
            yield "[… if …] → […]", unfiltered


def mutants(book: str) -> list[Mutant]:
    """一本制度的全部变异, in the order of its lines."""
    found = []
    seen: Counter[tuple[Path, str, str]] = Counter()
    folder = RULES / book
    for file in sorted(folder.rglob("*.py")) if folder.is_dir() else [RULES / f"{book}.py"]:
        text = file.read_text(encoding="utf-8")
        lines = text.splitlines()
        name = ".".join(("bingliang", "mechanism", *file.relative_to(RULES).with_suffix("").parts))
        line = 0
        module = ast.parse(text)
        for node, at in spots(module):
            line = getattr(node, "lineno", line)  # an operator has no line of its own
            source = lines[line - 1].strip()
            for what, to in changes(node):
                seen[file, source, what] += 1
                count = seen[file, source, what]
                label = what if count == 1 else f"{what} ({count})"
                found.append(
                    Mutant(name.removesuffix(".__init__"), file, line, source, label, at, to, around(module, line))
                )
    return sorted(found, key=lambda mutant: (mutant.file, mutant.line))


def around(module: ast.Module, line: int) -> int:
    """所在函数: the first line (as its code object has it, decorators included) of the innermost function, or 0."""
    first = 0
    for node in ast.walk(module):  # outer ones come first
        if isinstance(node, ast.FunctionDef) and node.lineno <= line <= (node.end_lineno or 0):
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    return first


def mutated(mutant: Mutant) -> CodeType:
    """变异后的程序."""
    module = ast.parse(mutant.file.read_text(encoding="utf-8"))
    node: ast.AST = module
    for step in mutant.at[:-1]:
        node = node[step] if isinstance(step, int) else getattr(node, step)  # type: ignore[index]  # a list on the way
    last = mutant.at[-1]
    if isinstance(last, int):
        node[last] = mutant.to  # type: ignore[index]  # as above
    else:
        setattr(node, last, mutant.to)
    return compile(ast.fix_missing_locations(module), str(mutant.file), "exec")


class Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """加载变异: gives the changed program when its module is imported, and leaves every other to Python."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant
        self.code = mutated(mutant)

    def find_spec(self, name: str, *_: object) -> importlib.machinery.ModuleSpec | None:
        """By the importer's own rules; where to look and what for is not needed."""
        if name != self.mutant.module:
            return None
        return importlib.util.spec_from_file_location(name, self.mutant.file, loader=self)

    def exec_module(self, module: ModuleType) -> None:
        """Runs the changed program in the new module."""
        exec(self.code, module.__dict__)  # noqa: S102 – the checkout's own rules, with one spot changed
