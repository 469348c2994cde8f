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


def tokens(sql: str) -> list[Token]:
    """Cut SQL into tokens, without blanks and comments."""
    found = []
    for match in TOKEN.finditer(sql):
        kind = str(match.lastgroup)
        if kind != "skip":
            found.append(Token(kind, match.group(), match.start(), match.end()))
    return found


@dataclass
class _Level:
    """What stands between one pair of brackets: where the condition that is read now began, if one is."""

    begun: int | None = None
    joiner: str = ""
    between: bool = False


class _Reader:
    """Reads SQL from left to right and notes each condition where it ends."""

    def __init__(self, sql: str) -> None:
        self.sql, self.found, self.levels = sql, list[Term](), [_Level()]
        self.before = Token("rest", ";", 0, 0)

    def read(self) -> list[Term]:
        """Give every condition found."""
        cut = tokens(self.sql)
        for token, after in zip(cut, [*cut[1:], cut[-1]], strict=True):
            if token.kind != "text":
                self._take(token, after.low)
            self.before = token
        return self.found

    def _take(self, token: Token, after: str) -> None:
        level, low = self.levels[-1], token.low
        if low == "between" and level.begun is not None:
            level.between = True
        elif low == "and" and level.between:
            level.between = False
        elif low == "(":
            self._open(token, after)
        elif low in CLOSES or low in OPENS:
            self._close(low)
            if low == ")" and len(self.levels) > 1:
                self.levels.pop()
            elif low in OPENS and (self.before.low, low) != ("end", "if") and after != "conflict":
                level.begun, level.joiner = token.end, low if low in ("and", "or") else ""

    def _open(self, token: Token, after: str) -> None:
        level = self.levels[-1]
        groups = self.before.low in OPENS | {"not", "("} and level.begun is not None
        self.levels.append(_Level(token.end if groups and after != "select" else None))

    def _close(self, by: str) -> None:
        level = self.levels[-1]
        if level.begun is not None and self.sql[level.begun : self.before.end].strip():
            tied = "or" if "or" in (by, level.joiner) else "and"
            self.found.append(_trimmed(self.sql, Term(level.begun, self.before.end, tied)))
        level.begun, level.between = None, False


def terms(sql: str) -> list[Term]:
    """Find every condition after where, on, if, when, and, or: the whole ones and those inside brackets."""
    return _Reader(sql).read()


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
        yield (
            f"the opposite of «{one_line(said)}»",
            _swap(sql, term.start, term.end, f"(not ({said}))"),
        )
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
