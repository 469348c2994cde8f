"""What the page shell needs on every staff page."""

from typing import Any

from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    """Give templates the worker and the hat she wears."""
    membership = getattr(request, "membership", None)
    return {"hat": membership}
