"""Taking a worker's name off a locked part."""

from django.urls import reverse

from alongside.core.sharing.actions import locked
from alongside.core.sharing.models import Named
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.access.queries import rights
from tests.shared.asking import put_beside
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.sharing import page_of

PART = Compartment.IMMIGRATION


def test_who_is_taken_off_sees_nothing_of_it_on_the_next_request(cast: Cast) -> None:
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    with acting_as(cast.amal.pk):
        locked.must_hold(client_id=cast.marta, part=PART, by=actor(cast.amal))
        locked.name(
            client_id=cast.marta, part=PART, membership=cast.nadia, named_by=cast.amal,
            by=actor(cast.amal),
        )  # fmt: skip
        hers = Named.objects.get(membership=cast.nadia)
        own = Named.objects.get(membership=cast.amal)
    url = reverse("sharing:unname", args=[cast.marta, hers.pk])
    assert sign_in(cast.bea).get(url).status_code == 404
    assert "Nadia" in page_of(cast.amal, url)
    assert sign_in(cast.amal).post(url).status_code == 302
    with acting_as(cast.nadia.pk):
        assert not rights(cast.marta).may_read(PART)
    assert sign_in(cast.amal).post(url).status_code == 409
    last = sign_in(cast.amal).post(reverse("sharing:unname", args=[cast.marta, own.pk]))
    assert last.status_code == 409
    assert "Somebody has to hold this part." in last.content.decode()
