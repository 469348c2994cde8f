"""Python source: what must not be written, and how long things may grow."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

RAW_CALLS = {"cursor", "execute", "executemany", "callproc", "raw", "extra"}
RAW_NAMES = {"RawSQL", "RunSQL"}
SIGNALS = (
    "django.dispatch",
    "django.db.models.signals",
    "django.core.signals",
    "allauth.account.signals",
)
STREAMS = {"StreamingHttpResponse", "FileResponse"}
SLOW_TESTS = {
    "transactional_db",
    "TransactionTestCase",
    "LiveServerTestCase",
    "StaticLiveServerTestCase",
    "live_server",
}
FURNITURE = {"models", "rules", "queries", "actions", "notices", "forms", "views", "urls", "apps"}
FURNITURE |= {"tests", "templates", "templatetags", "migrations", "management", "static", "tasks"}
NO_ROOM_FOR = {"utils", "helpers", "services", "managers", "mixins", "base", "selectors", "signals"}


@dataclass(frozen=True)
class File:
    """A source file: its path from the repository's root, and its text."""

    path: str
    text: str

    @property
    def tree(self) -> ast.Module:
        """The file as Python reads it."""
        return ast.parse(self.text)


def _named(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


def _imports(tree: ast.AST) -> Iterator[tuple[int, str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, one.name, one.name) for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, node.module or "", one.name) for one in node.names)


def raw_sql(files: Iterable[File], excused: Mapping[str, str]) -> list[str]:
    """Find SQL written outside the gate: any statement of the app's could switch who is asking."""
    said, met = [], set()
    for file in files:
        for line, what in _raw(file.tree):
            if file.path in excused:
                met.add(file.path)
            else:
                said.append(f"{file.path}:{line} writes SQL ({what})")
    return said + [f"{path} is excused and writes no SQL" for path in excused if path not in met]


def _raw(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in RAW_CALLS:
                yield node.lineno, node.func.attr
        elif isinstance(node, ast.Constant) and "set_config" in str(node.value):
            yield node.lineno, "set_config"
    for line, _, name in _imports(tree):
        if name in RAW_NAMES:
            yield line, name


def signals(files: Iterable[File]) -> list[str]:
    """Find signals: what happens is written in the action that makes it happen."""
    return [
        f"{file.path}:{line} uses signals ({module}.{name})"
        for file in files
        for line, module, name in _imports(file.tree)
        if module in SIGNALS or (name == "receiver" and "signal" in module)
    ]


def streams(files: Iterable[File]) -> list[str]:
    """Find responses that would read the database after the request's transaction has ended."""
    return [
        f"{file.path}:{line} streams ({name})"
        for file in files
        for line, _, name in _imports(file.tree)
        if name in STREAMS
    ]


def flushing_tests(files: Iterable[File]) -> list[str]:
    """Find tests that would empty the database between them, which the app may not; take a fresh one."""
    said = []
    for file in files:
        for node in ast.walk(file.tree):
            names = [node.arg] if isinstance(node, ast.arg) else [_named(node)]
            said += [f"{file.path}:{node.lineno} uses {one}" for one in names if one in SLOW_TESTS]  # type: ignore[attr-defined]
            if isinstance(node, ast.Call) and _named(node.func) == "django_db":
                wanted = {word.arg for word in node.keywords}
                if "transaction" in wanted:
                    said.append(f"{file.path}:{node.lineno} uses django_db(transaction=…)")
    return said


def closed_actions(files: Iterable[File], excused: Mapping[str, str]) -> list[str]:
    """Find writes that are not one action: keyword-only, with `by`, in a transaction of their own."""
    said, met = [], set()
    for file in files:
        for node in file.tree.body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            told = f"{file.path}:{node.name}"
            missing = []
            if node.args.args or node.args.posonlyargs:
                missing.append("takes arguments by place")
            if "by" not in {one.arg for one in node.args.kwonlyargs}:
                missing.append("doesn't say by whom")
            if not any("atomic" in ast.unparse(one) for one in node.decorator_list):
                missing.append("is no transaction of its own")
            if missing and told in excused:
                met.add(told)
            elif missing:
                said.append(f"{told} {', '.join(missing)}")
    return said + [f"{told} is excused but not needed" for told in excused if told not in met]


def misplaced(paths: Iterable[str], excused: Mapping[str, str]) -> list[str]:
    """Find files in a room that are no furniture of a room, and names for everything and nothing."""
    said, met = [], set()
    for path in paths:
        parts = path.removesuffix(".py").split("/")
        if parts[0] != "alongside" or len(parts) < 4:
            continue
        piece, floor = parts[3], parts[1]
        if NO_ROOM_FOR & set(parts[3:]):
            said.append(f"{path}: a name for everything and nothing")
        elif floor not in ("foundation", "config") and piece not in FURNITURE | {"__init__"}:
            if path in excused:
                met.add(path)
            else:
                said.append(f"{path}: no furniture of a room")
    return said + [f"{path} is excused but not there" for path in excused if path not in met]


LIMITS = {"file": 400, "function": 40, "view": 25, "template": 120}


def too_long(files: Iterable[File], excused: Mapping[str, str]) -> list[str]:
    """Find what has grown past its size: a smell and no law, so each may be excused with a reason."""
    found = dict(_long(files))
    said = [f"{what} has {lines} lines" for what, lines in found.items() if what not in excused]
    said += [f"{what} is excused but short enough" for what in excused if what not in found]
    return said + [
        f"{what} is excused without a reason" for what, why in excused.items() if not why.strip()
    ]


def _long(files: Iterable[File]) -> Iterator[tuple[str, int]]:
    for file in files:
        lines = len(file.text.splitlines())
        if file.path.endswith(".html"):
            if lines > LIMITS["template"]:
                yield file.path, lines
            continue
        if lines > LIMITS["file"]:
            yield file.path, lines
        for node in ast.walk(file.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                is_view = "/views" in file.path and not node.name.startswith("_")
                most = LIMITS["view" if is_view else "function"]
                long = (node.end_lineno or 0) - node.lineno + 1
                if long > most:
                    yield f"{file.path}:{node.name}", long
