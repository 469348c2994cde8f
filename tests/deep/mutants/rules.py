"""Every way to spoil the rules that are written in Python: one condition, one word, one answer at a time."""

import ast
import copy
from collections.abc import Iterator
from pathlib import Path

from tests.deep.mutants.catalog import Mutant

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
        ROOT / "alongside/core/team/rules.py",
        ROOT / "alongside/foundation/accounts/access.py",
        ROOT / "alongside/foundation/access/context.py",
        ROOT / "alongside/foundation/access/emergency.py",
    ]


def in_the_rules() -> Iterator[Mutant]:
    """Every way to spoil the rules."""
    for path in files():
        whole = ast.parse(path.read_text())
        short = str(path.relative_to(ROOT))
        kinds = _kinds(whole)
        for place, node in enumerate(ast.walk(whole)):
            if id(node) in kinds:
                continue
            for how, change in _ways(node):
                tree = copy.deepcopy(whole)
                target = list(ast.walk(tree))[place]
                change(target)
                yield Mutant(
                    short, f"line {getattr(node, 'lineno', 0)}: {how}",
                    path=str(path), source=ast.unparse(ast.fix_missing_locations(tree)),
                )  # fmt: skip


def _kinds(whole: ast.AST) -> set[int]:
    """Find what says of which kind a thing is: it does nothing when the program runs."""
    said = [
        getattr(node, name, None) for node in ast.walk(whole) for name in ("annotation", "returns")
    ]
    return {id(inner) for one in said if one is not None for inner in ast.walk(one)}


def _ways(node: ast.AST) -> Iterator[tuple[str, object]]:
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        for table, how in ((OPPOSITE, "the opposite of"), (EDGE, "the other edge of")):
            other = table.get(type(node.ops[0]))
            if other:
                yield f"{how} «{ast.unparse(node)}»", _set("ops", [other()])
    elif isinstance(node, ast.BoolOp):
        other_word = ast.Or if isinstance(node.op, ast.And) else ast.And
        yield f"and for or in «{ast.unparse(node)}»", _set("op", other_word())
        for at in range(len(node.values)):
            rest = [one for place, one in enumerate(node.values) if place != at]
            if len(rest) > 1:
                yield f"without «{ast.unparse(node.values[at])}»", _set("values", rest)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield f"«{ast.unparse(node)}» without its not", _set("op", ast.UAdd(), wrap=True)
    elif isinstance(node, ast.If | ast.IfExp) and isinstance(node.test, ast.Name | ast.Call | ast.Attribute):
        yield f"the opposite of «{ast.unparse(node.test)}»", _turned
    elif isinstance(node, ast.Return) and node.value is not None:
        if not (isinstance(node.value, ast.Constant) and node.value.value is None):
            yield f"None for «{ast.unparse(node.value)[:80]}»", _set("value", ast.Constant(None))
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr | ast.Add):
        yield f"less than «{ast.unparse(node)}»", _set(
            "op", ast.BitAnd() if isinstance(node.op, ast.BitOr) else ast.Sub()
        )


def _set(name: str, value: object, *, wrap: bool = False) -> object:
    def change(node: ast.AST) -> None:
        if wrap:  # `not x` becomes `bool(x)`, by saying it twice
            inner = node.operand  # type: ignore[attr-defined]
            node.op = ast.Not()  # type: ignore[attr-defined]
            node.operand = ast.UnaryOp(ast.Not(), inner)  # type: ignore[attr-defined]
        else:
            setattr(node, name, copy.deepcopy(value))

    return change


def _turned(node: ast.AST) -> None:
    node.test = ast.UnaryOp(ast.Not(), node.test)  # type: ignore[attr-defined]
