"""A small world with one of everything, so that every page of the product can be opened by somebody."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.urls import URLPattern, URLResolver, get_resolver

from tests.shared.cast import Cast


@dataclass(frozen=True)
class Place:
    """One named address of the product: its name, its pattern and the names of its parts."""

    name: str
    route: str
    parts: tuple[str, ...]


def places(
    resolver: URLResolver | None = None, space: str = "", route: str = ""
) -> Iterator[Place]:
    """Walk the whole URLconf and yield every named address in it."""
    for pattern in (resolver or get_resolver()).url_patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from places(pattern, inner, here)
        elif isinstance(pattern, URLPattern):
            name = f"{space}{pattern.name}" if pattern.name else here
            yield Place(name, here, tuple(pattern.pattern.converters))


@dataclass
class World:
    """The cast and, by the name a URL gives it, one of everything that is Marta's or the Navigators'."""

    cast: Cast
    parts: dict[str, object] = field(default_factory=dict)

    def filled(self, place: Place, **instead: object) -> dict[str, object]:
        """Fill the parts of an address; a part nobody made is a test that has fallen behind."""
        return {part: instead.get(part, self.parts[part]) for part in place.parts}

    def absent(self, place: Place) -> dict[str, object]:
        """Fill an address with keys that never existed."""
        return {
            part: uuid.uuid4() if isinstance(self.parts[part], uuid.UUID) else self.parts[part]
            for part in place.parts
        }
