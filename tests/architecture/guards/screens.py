"""Templates and the words on them."""

import ast
import re
from collections.abc import Iterable, Mapping

from tests.architecture.guards.source import File

INLINE = {
    "a style of its own": re.compile(r"<style\b|\sstyle\s*=", re.I),
    "a script of its own": re.compile(r"<script\b(?![^>]*\bsrc=)|javascript:", re.I),
    "a handler of its own": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    "a form that puts its answers into the address": re.compile(
        r"<form\b(?![^>]*\bmethod=[\"']post[\"'])[^>]*>", re.I
    ),
}
# What the browser would check is what somebody writes in: such a form says that it must not.
WRITTEN_IN = re.compile(r"<form\b(?=[^>]*\bnovalidate)(?:{%.*?%}|[^>])*>")
TAG = re.compile(r"{%.*?%}|{{.*?}}", re.S)
COMMENT = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|<!--.*?-->", re.S)
TOLD = re.compile(
    r"{%\s*(?:trans|translate)\s+(?:'([^']*)'|\"([^\"]*)\")|_\((?:'([^']*)'|\"([^\"]*)\")\)"
)
SAID_BY_TAGS = re.compile(
    r"\b(?:title|label|caption|alt|aria-label|placeholder|above|below|tag|role|content)=\"([^\"]*)\""
)
CALLS = {
    "_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "say", "Refused", "HerText",
    "ValidationError", "Words",
}  # fmt: skip


def inline(files: Iterable[File], excused: Mapping[str, str]) -> list[str]:
    """Find what the content security policy would block, and forms that would put answers into a URL."""
    said = []
    for file in files:
        text = TAG.sub("", COMMENT.sub("", file.text))
        for what, pattern in INLINE.items():
            if pattern.search(text) and f"{file.path}: {what}" not in excused:
                said.append(f"{file.path}: {what}")
    return said


def remembered(files: Iterable[File]) -> list[str]:
    """Find forms with boxes to write in that let the browser keep and offer what was typed there."""
    forms = ((file.path, form) for file in files for form in WRITTEN_IN.findall(file.text))
    return [f"{path}: {form}" for path, form in forms if 'autocomplete="off"' not in form]


def unused(names: Iterable[str], sources: Iterable[str], others: Mapping[str, str]) -> list[str]:
    """Find templates that nothing names; `others` are taken up by name elsewhere, each with how.

    A component `cotton/data_table.html` is named `<c-data-table`.
    """
    text = "\n".join(sources)
    said, met = [], set()
    for name in names:
        if name.startswith("cotton/"):
            tag = (
                name.removeprefix("cotton/")
                .removesuffix(".html")
                .replace("_", "-")
                .replace("/", ".")
            )
            named = re.search(rf"<c-{re.escape(tag)}[\s>/]", text) is not None
        else:
            named = f'"{name}"' in text or f"'{name}'" in text
        excuse = next((one for one in others if re.fullmatch(one, name)), None)
        if excuse:
            met.add(excuse)
        elif not named:
            said.append(f"{name} is used nowhere")
    return said + [f"{one} excuses nothing" for one in others if one not in met]


def shown_in_template(text: str) -> str:
    """Keep what a person reads of a template: text, translated strings and attributes that are spoken."""
    text = COMMENT.sub(" ", text)
    told = [" ".join(part for part in found if part) for found in TOLD.findall(text)]
    spoken = SAID_BY_TAGS.findall(TAG.sub(" ", text))
    plain = TAG.sub(" ", text)
    plain = re.sub(r"<svg\b.*?</svg>|<[^>]*>", " ", plain, flags=re.S)
    return " ".join([plain, *told, *spoken])


def shown_in_python(file: File) -> list[tuple[int, str]]:
    """List the strings of a module that reach a screen: translated ones, labels of choices, sentences."""
    shown: list[tuple[int, str]] = []
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in CALLS:
                shown += _texts(node.args)
            shown += _texts(
                word.value
                for word in node.keywords
                if word.arg in ("label", "help_text", "title", "words")
            )
        elif isinstance(node, ast.ClassDef) and any(
            "Choices" in ast.unparse(b) for b in node.bases
        ):
            for line in node.body:
                if isinstance(line, ast.Assign) and isinstance(line.value, ast.Tuple):
                    shown += _texts(line.value.elts[1:])
    return shown


def _texts(nodes: Iterable[ast.AST]) -> list[tuple[int, str]]:
    return [
        (part.lineno, part.value)
        for node in nodes
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    ]


def in_one_language(files: Iterable[File]) -> list[str]:
    """Find refusals whose sentence can't be said in another language."""
    return [
        f"{file.path}:{node.lineno} refuses in one language"
        for file in files
        for node in ast.walk(file.tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in ("Refused", "ValidationError")
        and node.args
        and isinstance(node.args[0], ast.JoinedStr | ast.Constant)
    ]


def swallowed(files: Iterable[File]) -> list[str]:
    """Find views that hand a template something named `block`, which inside a block is the tag itself."""
    return [
        f"{file.path}:{node.lineno}"
        for file in files
        for node in ast.walk(file.tree)
        if isinstance(node, ast.Dict)
        and any(isinstance(key, ast.Constant) and key.value == "block" for key in node.keys)
    ]


def avoided(
    shown: Iterable[tuple[str, str]], words: Iterable[str], excused: Mapping[tuple[str, str], str]
) -> list[str]:
    """Find words we don't use; `shown` are (where, text) pairs, `excused` (where, word) with a reason."""
    patterns = {
        word: re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])", _case(word)) for word in words
    }
    said, met = [], set()
    for where, text in shown:
        for word, pattern in patterns.items():
            if not pattern.search(text):
                continue
            if (where, word) in excused:
                met.add((where, word))
            else:
                said.append(f"{where} says “{word}”: {' '.join(text.split())[:80]}")
    return said + [f"{one} is excused but not said" for one in excused if one not in met]


def _case(word: str) -> int:
    # An abbreviation is only itself in capitals.
    return 0 if word.isupper() else re.I


def avoid_column(glossary: str) -> set[str]:
    """Read the words to avoid out of the glossary's third column."""
    words: set[str] = set()
    for line in glossary.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and len(cells) == 3 and not set(cells[0]) <= set("- :"):
            words |= {word.strip() for word in cells[2].split(",") if word.strip(" –-")}
    return words - {"avoid"}
