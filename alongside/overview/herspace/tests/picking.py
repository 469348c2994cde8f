"""Choosing and opening her page, as she and her worker do."""

import uuid

from django.urls import reverse

from alongside.foundation.accounts.models import Membership
from tests.shared.cast import sign_in
from tests.shared.forms import forms_of


def address(name: str, client_id: uuid.UUID) -> str:
    """Give the address of one of her pages."""
    return reverse(f"herspace:{name}", args=[client_id])


def offered(hat: Membership, client_id: uuid.UUID) -> dict[str, bool]:
    """Read what may be chosen and what is ticked."""
    page = sign_in(hat).get(address("pick", client_id)).content.decode()
    form = next(one for one in forms_of(page) if "with_name" in one.fields)
    boxes = {name: one for name, one in form.fields.items() if one.kind == "checkbox"}
    return {name: bool(one.chosen) for name, one in boxes.items()}


def choose(hat: Membership, client_id: uuid.UUID, *ticked: object) -> None:
    """Tick some boxes and keep them."""
    sent = {str(name): "on" for name in ticked}
    answer = sign_in(hat).post(address("pick", client_id), sent)
    assert answer.url == address("my_path", client_id)


def shown(hat: Membership, client_id: uuid.UUID) -> str:
    """Open her page."""
    answer = sign_in(hat).get(address("my_path", client_id))
    assert answer.status_code == 200
    return answer.content.decode()
