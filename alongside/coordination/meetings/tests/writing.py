"""What these tests send and read."""

import re
import uuid
from typing import Any

from django.test import Client as Browser
from django.urls import reverse

from tests.shared.cast import Cast, sign_in


def at(name: str, cast: Cast, *keys: uuid.UUID) -> str:
    """Give the address of one of Marta's pages of this room."""
    return reverse(f"meetings:{name}", args=[cast.marta, *keys])


def fresh() -> str:
    """Make the key of a form."""
    return str(uuid.uuid4())


def send(cast: Cast, url: str, hat: Any = None, **typed: Any) -> Any:
    """Send a form with a key of its own, as Marta's worker."""
    return sign_in(hat or cast.amal).post(url, {"key": fresh(), **typed})


def text(browser: Browser, url: str) -> str:
    """Read a page that has to open."""
    answer = browser.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def same_bytes(page: str) -> str:
    """Give a page without what is new each time: the token of its forms, and their keys."""
    bare = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
    return re.sub(r'name="key" value="[^"]+"', "", bare)


def strangers(cast: Cast, url: str, *, writes: bool = True, **typed: Any) -> None:
    """See that only those alongside her open a page; a stranger hears that there is nothing."""
    for hat, status in (
        (cast.cleo, 404),
        (cast.vera, 403),
        (cast.ada, 403),
        (cast.amal_at_hearth, 404),
    ):
        assert sign_in(hat).get(url).status_code == status
        if writes:
            assert sign_in(hat).post(url, {"key": fresh(), **typed}).status_code == status
    assert Browser().get(url).status_code == 302
