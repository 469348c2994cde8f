"""Reading the forms of a page as a browser does, to fill and send them."""

import datetime
from dataclasses import dataclass, field
from html.parser import HTMLParser

TEXTUAL = {
    "text",
    "tel",
    "email",
    "search",
    "number",
    "date",
    "time",
    "url",
    "password",
    "textarea",
}


@dataclass
class Field:
    """One control: its kind, the value it comes with, and the values it offers."""

    name: str
    kind: str
    value: str = ""
    offered: list[str] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)

    @property
    def textual(self) -> bool:
        """Whether a person types into it."""
        return self.kind in TEXTUAL


@dataclass
class PageForm:
    """One form of a page."""

    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)

    def as_sent(self) -> dict[str, list[str]]:
        """Give what a browser sends when nothing is touched."""
        sent: dict[str, list[str]] = {}
        for one in self.fields.values():
            if one.textual or one.kind == "hidden":
                sent[one.name] = [one.value]
            elif one.kind != "button" and one.chosen:
                sent[one.name] = list(one.chosen)
        return sent


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[PageForm] = []
        self.open: PageForm | None = None
        self.inside: Field | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        got = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.open = PageForm(got.get("action", ""), got.get("method", "get").lower())
            self.forms.append(self.open)
        elif self.open is not None and got.get("name"):
            self._control(tag, got, {name for name, _ in attrs})
        elif tag == "option" and self.inside is not None:
            self.inside.offered.append(got.get("value", ""))
            if "selected" in {name for name, _ in attrs}:
                self.inside.chosen.append(got.get("value", ""))

    def _control(self, tag: str, got: dict[str, str], flags: set[str]) -> None:
        assert self.open is not None
        if tag not in {"input", "select", "textarea", "button"} or "disabled" in flags:
            return
        kind = got.get("type", "text") if tag == "input" else tag
        kind = "button" if kind in {"submit", "button"} else kind
        one = self.open.fields.setdefault(got["name"], Field(got["name"], kind))
        if kind in {"radio", "checkbox"}:
            one.offered.append(got.get("value", "on"))
            if "checked" in flags:
                one.chosen.append(got.get("value", "on"))
        elif kind == "button":
            one.offered.append(got.get("value", ""))
        else:
            one.value = got.get("value", "")
        self.inside = one if tag in {"select", "textarea"} else None

    def handle_data(self, data: str) -> None:
        if self.inside is not None and self.inside.kind == "textarea":
            self.inside.value += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag in {"select", "textarea"}:
            if self.inside is not None and self.inside.kind == "textarea":
                self.inside.value = self.inside.value.removeprefix("\n")
            self.inside = None


def day_typed(name: str, day: datetime.date) -> dict[str, str]:
    """Type a date in its three boxes."""
    return {f"{name}_0": str(day.day), f"{name}_1": str(day.month), f"{name}_2": str(day.year)}


def forms_of(html: str) -> list[PageForm]:
    """List the forms of a page, in order."""
    reader = _Reader()
    reader.feed(html)
    return reader.forms


def words_shown(html: str) -> str:
    """Give a page's text and field values, unescaped, to look for what somebody typed."""
    reader = _Words()
    reader.feed(html)
    return "\n".join(reader.said)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.said += [value for name, value in attrs if name == "value" and value]

    def handle_data(self, data: str) -> None:
        self.said.append(data)
