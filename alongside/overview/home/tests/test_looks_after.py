"""Who is named on her page as looking after her while nobody leads."""

from django.urls import reverse

from alongside.core.sharing.actions import away
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key
from tests.shared.asking import put_beside
from tests.shared.cast import Cast, actor, sign_in


def _page(hat: Membership, address: str) -> str:
    return " ".join(sign_in(hat).get(address).content.decode().split())


def test_a_manager_she_keeps_away_is_not_named_as_looking_after_her(cast: Cast) -> None:
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(), client_id=cast.marta, worker=cast.bea.worker, made_by=cast.amal,
            by=actor(cast.amal),
        )  # fmt: skip
    close = reverse("accounts:worker_close", args=[cast.amal.worker_id])
    sign_in(cast.ada).post(close, {"left": "on"})
    told = _page(cast.nadia, reverse("home:her", args=[cast.marta]))
    assert "Her lead worker, Amal, has left." in told
    assert "Bea" not in told
    assert "tell an administrator today" in told
    assert "Marta" not in _page(cast.bea, reverse("team:hand_over"))
