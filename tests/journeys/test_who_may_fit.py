"""Choosing a lead worker: whoever she keeps away is not hinted at, whatever they know."""

from django.urls import reverse

from alongside.core.people.models import Client, Episode
from alongside.core.sharing.actions import away
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.keys import new_key
from tests.shared.care import knows
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.forms import words_shown


def test_somebody_she_keeps_away_is_not_hinted_at(cast: Cast) -> None:
    knows(cast.nadia, "Polish")
    with acting_as(cast.bea.pk):
        episode = Episode.objects.get(client_id=cast.marta).pk
    page = reverse("team:lead", args=[cast.marta, episode])
    with acting_as(cast.amal.pk):
        Client.objects.filter(pk=cast.marta).update(languages="Polish")
    assert "Speaks Polish, as she does." in words_shown(
        sign_in(cast.bea).get(page).content.decode()
    )
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(), client_id=cast.marta, worker=cast.nadia.worker, made_by=cast.amal,
            by=actor(cast.amal),
        )  # fmt: skip
    shown = words_shown(sign_in(cast.bea).get(page).content.decode())
    assert "Nadia" not in shown
    assert "as she does" not in shown
