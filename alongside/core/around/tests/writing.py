"""What these tests send and read."""

import re
import uuid
from typing import Any

from django.test import Client as Browser
from django.urls import reverse

from alongside.foundation.access.compartments import Compartment as C
from tests.shared.cast import Cast, sign_in


def at(name: str, cast: Cast, *keys: uuid.UUID) -> str:
    """Give the address of one of Marta's pages of this room."""
    return reverse(f"around:{name}", args=[cast.marta, *keys])


def fresh() -> str:
    """Make the key of a form."""
    return str(uuid.uuid4())


def send(cast: Cast, url: str, hat: Any = None, **typed: Any) -> Any:
    """Send a form with a key of its own, as Marta's worker."""
    return sign_in(hat or cast.amal).post(url, {"key": fresh(), **typed})


def person_typed(**typed: Any) -> dict[str, Any]:
    """Fill in the form about somebody."""
    return {
        "name": "Joy",
        "words": "She makes me laugh.",
        "compartment": str(C.STORY.value),
        **typed,
    }


def pet_typed(**typed: Any) -> dict[str, Any]:
    """Fill in the form about an animal."""
    return {"name": "Kula", "kind": "dog", "compartment": str(C.STORY.value), **typed}


def text(browser: Browser, url: str) -> str:
    """Read a page that has to open."""
    answer = browser.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def same_bytes(page: str) -> str:
    """Give a page without the token of its forms, which is new each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
