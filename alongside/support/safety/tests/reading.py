"""Opening and sending the pages of this room as a browser does."""

from typing import Any

from django.urls import reverse

from alongside.foundation.accounts.models import Membership
from tests.shared.asking import fill
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import words_shown


def at(cast: Cast, name: str = "plan", *more: Any) -> str:
    return reverse(f"safety:{name}", args=[cast.marta, *more])


def page(hat: Membership, url: str) -> str:
    answer = sign_in(hat).get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return words_shown(answer.content.decode())


def send(hat: Membership, url: str, **typed: Any) -> Any:
    return fill(sign_in(hat), url, **typed)


def status(hat: Membership, url: str) -> int:
    return int(sign_in(hat).get(url).status_code)
