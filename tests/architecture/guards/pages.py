"""Addresses: everybody's access is declared, and nothing about anybody stands in a URL."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver
from django.urls.converters import IntConverter, SlugConverter, UUIDConverter

# A key, a number, or a word of ours. Never a text somebody typed.
HARMLESS = (UUIDConverter, IntConverter, SlugConverter)


@dataclass(frozen=True)
class Page:
    """One address of the product and the view behind it."""

    route: str
    name: str
    view: Callable[..., Any]
    converters: Mapping[str, object]

    @property
    def view_name(self) -> str:
        """Name the view by where it is written."""
        return (
            f"{self.view.__module__}.{getattr(self.view, '__qualname__', type(self.view).__name__)}"
        )


def pages(
    patterns: Iterable[URLPattern | URLResolver], route: str = "", space: str = ""
) -> Iterator[Page]:
    """Walk a URLconf down to every view."""
    for one in patterns:
        here = route + str(one.pattern)
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from pages(one.url_patterns, here, inner)
        else:
            yield Page(here, f"{space}{one.name}", one.callback, one.pattern.converters)


def undeclared(found: Iterable[Page], others: Mapping[str, str]) -> list[str]:
    """Find views that don't say who may open them; `others` are not ours, each with its reason."""
    said, met = [], set()
    for page in found:
        if page.view_name in others:
            met.add(page.view_name)
        elif not getattr(page.view, "access", None):
            said.append(f"{page.route}: {page.view_name} doesn't say who may open it")
    said += [f"{name} is excused but not routed" for name in others if name not in met]
    said += [
        f"{name} is excused without a reason" for name, why in others.items() if not why.strip()
    ]
    return said


def telling(found: Iterable[Page], excused: Mapping[str, str]) -> list[str]:
    """Find addresses that carry a text; `excused` names the routes that may, each with its reason."""
    said, met = [], set()
    for page in found:
        for name, converter in page.converters.items():
            if isinstance(converter, HARMLESS):
                continue
            if page.route in excused:
                met.add(page.route)
            else:
                said.append(f"{page.route}: {name} puts a text into the address")
    return said + [f"{route} is excused but not routed" for route in excused if route not in met]


def unnamed_or_twice(found: Iterable[Page]) -> list[str]:
    """Find addresses without a name, and names that lead to two views."""
    views: dict[str, set[str]] = {}
    said = []
    for page in found:
        if page.name.endswith("None"):
            said.append(f"{page.route} has no name")
        views.setdefault(page.name, set()).add(page.view_name)
    return said + [f"{name} leads to two views" for name, two in views.items() if len(two) > 1]
