"""Opening pages and reading what they say, as a worker does."""

from typing import Any

from alongside.foundation.accounts.models import Membership
from tests.shared.cast import sign_in
from tests.shared.forms import words_shown


def page(hat: Membership, address: str) -> str:
    """Open a page that this worker may see, and give its words."""
    answer = sign_in(hat).get(address)
    assert answer.status_code == 200, answer.status_code
    return words_of(answer)


def words_of(answer: Any) -> str:
    """Give the words of an answer on one line."""
    return " ".join(words_shown(answer.content.decode()).split())


def press(hat: Membership, address: str, **sent: Any) -> int:
    """Press a button, and give the status."""
    return int(sign_in(hat).post(address, sent).status_code)
