"""Ways to spoil a piece of SQL: leave out or turn round one condition, one word in it, one statement."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

TOKEN = re.compile(
    r"(?P<skip>\s+|--[^\n]*)|(?P<text>'(?:[^']|'')*')|(?P<word>[A-Za-z_][\w.]*)|(?P<rest>.)", re.S
)
OPENS = {"where", "on", "if", "elsif", "when", "and", "or", "having"}
CLOSES = {
    "and", "or", "then", "group", "order", "limit", "union", "returning", "loop", "join", "left",
    "cross", "for", "having", ";", ")", ",",
}  # fmt: skip
DOES = {"perform", "insert", "update", "delete", "raise", "return"}
STARTS = {";", "then", "else", "begin", "loop"}


@dataclass(frozen=True)
class Token:
    """A word, a text, a bracket or a sign, and where it stands."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        """The word as SQL compares it."""
        return self.text.lower()


@dataclass(frozen=True)
class Term:
    """One condition in a chain of them; `joiner` says what ties it to its neighbours."""

    start: int
    end: int
    joiner: str


@dataclass
class _Level:
    begun: int | None = None
    joiner: str = "and"
    between: bool = False
    grouping: bool = False


def tokens(sql: str) -> list[Token]:
    """Cut SQL into tokens, without blanks and comments."""
    found = []
    for match in TOKEN.finditer(sql):
        kind = str(match.lastgroup)
        if kind != "skip":
            found.append(Token(kind, match.group(), match.start(), match.end()))
    return found


def terms(sql: str) -> list[Term]:
    """Find every condition after where, on, if, when, and, or: the whole ones and those inside brackets."""
    found: list[Term] = []
    levels = [_Level()]
    cut = tokens(sql)
    before = Token("rest", ";", 0, 0)

    def close(level: _Level, upto: int, joiner: str) -> None:
        if level.begun is not None and sql[level.begun : upto].strip():
            tied = "or" if "or" in (joiner, level.joiner) else "and"
            found.append(Term(level.begun, upto, tied))
        level.begun, level.between = None, False

    for place, token in enumerate(cut):
        level, low = levels[-1], token.low if token.kind != "text" else ""
        after = cut[place + 1].low if place + 1 < len(cut) else ""
        if low == "between" and level.begun is not None:
            level.between = True
        elif low == "and" and level.between:
            level.between = False
        elif low == "(":
            opens = before.low in OPENS | {"not", "("} and (level.begun is not None)
            inner = _Level(grouping=opens)
            if opens and after != "select":
                inner.begun = token.end
            levels.append(inner)
        elif low in CLOSES or low in OPENS:
            if low == ")":
                close(level, before.end, "")
                if len(levels) > 1:
                    levels.pop()
            elif not (low == "," and level.begun is None):
                close(level, before.end, low)
            begins = low in OPENS and not (
                (low == "if" and before.low == "end") or (low == "on" and after == "conflict")
            )
            if begins:
                level.begun, level.joiner = token.end, low if low in ("and", "or") else ""
        before = token
    return [_trimmed(sql, one) for one in found]


def _trimmed(sql: str, term: Term) -> Term:
    inside = sql[term.start : term.end]
    return Term(term.start + len(inside) - len(inside.lstrip()), term.end, term.joiner)


def _swap(sql: str, start: int, end: int, put: str) -> str:
    return sql[:start] + put + sql[end:]


def one_line(text: str) -> str:
    return " ".join(text.split())


def left_out(sql: str) -> Iterator[tuple[str, str]]:
    """Leave out each condition."""
    for term in _whole_terms(sql):
        said = sql[term.start : term.end]
        nothing = "false" if term.joiner == "or" else "true"
        yield f"without «{one_line(said)}»", _swap(sql, term.start, term.end, nothing)


def _whole_terms(sql: str) -> list[Term]:
    """Give the terms, each once: what stands in brackets of its own is the same without them."""
    found: dict[tuple[int, int], Term] = {}
    for term in terms(sql):
        start, end = term.start, term.end
        while sql[start] == "(" and _closing(sql, start) == end - 1:
            start, end = start + 1, end - 1
        if sql[start:end].strip().lower() not in ("true", "false"):
            kept = found.get((start, end))
            joiner = "or" if kept and kept.joiner == "or" else term.joiner
            found[start, end] = Term(start, end, joiner)
    return list(found.values())


def _closing(sql: str, start: int) -> int:
    depth = 0
    for token in tokens(sql[start:]):
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if not depth:
            return start + token.start
    return -1


def spoilt_terms(sql: str) -> Iterator[tuple[str, str]]:
    """Leave out each condition, turn each round, and change each text it compares with."""
    yield from left_out(sql)
    for term in _whole_terms(sql):
        said = sql[term.start : term.end]
        yield f"the opposite of «{one_line(said)}»", _swap(sql, term.start, term.end, f"(not ({said}))")
    seen = set()
    for term in terms(sql):
        for token in tokens(sql[term.start : term.end]):
            at = term.start + token.start
            if token.kind == "text" and len(token.text) > 2 and at not in seen:
                seen.add(at)
                yield (
                    f"another word for {token.text} at {at}",
                    _swap(sql, at, at + len(token.text), "'zz'"),
                )


def spoilt_times(sql: str) -> Iterator[tuple[str, str]]:
    """Make each span of time three times as long."""
    for match in re.finditer(r"interval '(\d+) (\w+)'", sql):
        longer = f"interval '{int(match.group(1)) * 3} {match.group(2)}'"
        yield f"{longer} for {match.group()}", _swap(sql, match.start(), match.end(), longer)


def spoilt_statements(sql: str) -> Iterator[tuple[str, str]]:
    """Leave out each thing that a function does."""
    cut = tokens(sql)
    for place, token in enumerate(cut):
        before = cut[place - 1].low if place else "begin"
        if token.low not in DOES or before not in STARTS:
            continue
        end = next(one for one in cut[place:] if one.text == ";")
        instead = "return null" if token.low == "return" else "null"
        said = one_line(sql[token.start : end.start])
        if said.lower() != instead:
            yield f"without «{said}»", _swap(sql, token.start, end.start, instead)
