"""Lists of women, once one of them asked to stop."""

from django.utils import timezone

from alongside.core.people import actions as people
from alongside.core.people.queries import with_safe_contact
from alongside.foundation.access.context import acting_as
from alongside.overview.home import queries
from alongside.overview.home.queries import Line
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.endings import stop
from tests.shared.forms import words_shown


def line_for(cast: Cast) -> Line:
    with acting_as(cast.bea.pk):
        clients = list(with_safe_contact(queries.women(), listed=True))
        [line] = queries.lines(clients, timezone.now())
    return line


def test_no_list_offers_a_way_to_call_her(cast: Cast) -> None:
    way = {"kind": "call", "value": "+447700900123", "hours": [], "words": "", "never": False}
    with acting_as(cast.amal.pk):
        people.set_safe_contact(
            client_id=cast.marta, facts={}, ways=[way], version=1, by=actor(cast.amal)
        )
    before = line_for(cast)
    assert (before.safe_now, before.open_button is None) == (True, False)
    stop(cast.marta, by=cast.amal)
    after = line_for(cast)
    assert (after.safe_now, after.open_button is None) == (False, True)
    shown = words_shown(sign_in(cast.bea).get("/women/?show=before").content.decode())
    assert "Marta" in shown
    assert "She asked us to stop" in shown
