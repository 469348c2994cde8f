"""Every way to spoil the rules that are written in Python: one condition, one word, one answer at a time."""

import ast
import copy
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.deep.mutants.catalog import Mutant

Change = Callable[[ast.AST], None]
ROOT = Path(__file__).resolve().parents[3]
OPPOSITE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE,
    ast.LtE: ast.Gt, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
EDGE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
}  # fmt: skip


def files() -> list[Path]:
    """Give the rules of the gate: of sharing and of teams, of who may do what, and what says who asks."""
    return [
        *sorted(ROOT.glob("alongside/core/sharing/rules/*.py")),
        ROOT / "alongside/core/team/rules/__init__.py",
        ROOT / "alongside/core/team/rules/beside.py",
        ROOT / "alongside/foundation/accounts/access.py",
        ROOT / "alongside/foundation/access/context.py",
        ROOT / "alongside/foundation/access/emergency.py",
    ]


def in_the_rules() -> Iterator[Mutant]:
    """Every way to spoil the rules."""
    for path in files():
        whole = ast.parse(path.read_text())
        short = str(path.relative_to(ROOT))
        kinds, within = _kinds(whole), _functions(whole)
        for place, node in enumerate(ast.walk(whole)):
            if id(node) in kinds:
                continue
            for how, change in _ways(node):
                tree = copy.deepcopy(whole)
                target = list(ast.walk(tree))[place]
                change(target)
                yield Mutant(
                    short, f"{within.get(id(node), 'the file')}: {how}",
                    path=str(path), source=ast.unparse(ast.fix_missing_locations(tree)),
                )  # fmt: skip


def _functions(whole: ast.AST) -> dict[int, str]:
    """Name the function that each piece of the source is in: it stays when lines above it change."""
    return {
        id(inner): one.name
        for one in ast.walk(whole)
        if isinstance(one, ast.FunctionDef)
        for inner in ast.walk(one)
    }


def _kinds(whole: ast.AST) -> set[int]:
    """Find what says of which kind a thing is: it does nothing when the program runs."""
    said = [
        getattr(node, name, None) for node in ast.walk(whole) for name in ("annotation", "returns")
    ]
    return {id(inner) for one in said if one is not None for inner in ast.walk(one)}


def _ways(node: ast.AST) -> Iterator[tuple[str, Change]]:
    for kind, ways in WAYS.items():
        if isinstance(node, kind):
            yield from ways(node)


def _comparisons(node: ast.Compare) -> Iterator[tuple[str, Change]]:
    for table, how in ((OPPOSITE, "the opposite of"), (EDGE, "the other edge of")):
        other = table.get(type(node.ops[0]))
        if other and len(node.ops) == 1:
            yield f"{how} «{ast.unparse(node)}»", _set("ops", [other()])


def _chains(node: ast.BoolOp) -> Iterator[tuple[str, Change]]:
    other = ast.Or if isinstance(node.op, ast.And) else ast.And
    yield f"{other.__name__.lower()} in «{ast.unparse(node)}»", _set("op", other())
    for at, one in enumerate(node.values):
        rest = node.values[:at] + node.values[at + 1 :]
        yield f"without «{ast.unparse(one)}»", _set("values", rest)


def _nots(node: ast.UnaryOp) -> Iterator[tuple[str, Change]]:
    if isinstance(node.op, ast.Not):
        yield f"«{ast.unparse(node)}» without its not", _turned("operand")


def _conditions(node: ast.If | ast.IfExp) -> Iterator[tuple[str, Change]]:
    if isinstance(node.test, ast.Name | ast.Call | ast.Attribute):
        yield f"the opposite of «{ast.unparse(node.test)}»", _turned("test")


def _answers(node: ast.Return) -> Iterator[tuple[str, Change]]:
    if node.value is not None and not _is_none(node.value):
        yield f"None for «{ast.unparse(node.value)[:80]}»", _set("value", ast.Constant(None))


def _sums(node: ast.BinOp) -> Iterator[tuple[str, Change]]:
    others = {ast.BitOr: ast.BitAnd, ast.Add: ast.Sub, ast.Sub: ast.Add}
    other = others.get(type(node.op))
    if other:
        yield f"another sum for «{ast.unparse(node)}»", _set("op", other())


WAYS: dict[type[ast.AST], Callable[..., Iterator[tuple[str, Change]]]] = {
    ast.Compare: _comparisons, ast.BoolOp: _chains, ast.UnaryOp: _nots, ast.If: _conditions,
    ast.IfExp: _conditions, ast.Return: _answers, ast.BinOp: _sums,
}  # fmt: skip


def _is_none(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is None


def _set(name: str, value: object) -> Change:
    return lambda node: setattr(node, name, copy.deepcopy(value))


def _turned(name: str) -> Change:
    return lambda node: setattr(node, name, ast.UnaryOp(ast.Not(), getattr(node, name)))
