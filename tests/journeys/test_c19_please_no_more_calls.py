"""C19: she says, please, no more calls. It stops that day; nobody asks why; the way back is her answer."""

from alongside.coordination.endings.models import Ending
from alongside.core.people import actions as people
from alongside.core.people.models import SafeWay
from alongside.foundation.access.context import acting_as
from tests.shared.asking import fill, put_beside
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.endings import time_of
from tests.shared.forms import words_shown


def test_it_stops_that_day(cast: Cast) -> None:
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    way = {"kind": "call", "value": "+447700900123", "hours": [], "words": "", "never": False}
    with acting_as(cast.amal.pk):
        people.set_safe_contact(
            client_id=cast.marta, facts={}, ways=[way], version=1, by=actor(cast.amal)
        )
        number = SafeWay.objects.get()
    # Whoever of her team she tells: two pages, no reason asked, nobody else needed.
    nadia = sign_in(cast.nadia)
    time = nadia.get(f"/women/{cast.marta}/time/").content.decode()
    assert f'href="/women/{cast.marta}/time/stop/"' in time
    page = words_shown(nadia.get(f"/women/{cast.marta}/time/stop/").content.decode())
    assert "why" in page
    for asked in ("Reason", "Why does she", "manager"):
        assert asked not in page
    answer = fill(
        nadia, f"/women/{cast.marta}/time/stop/", heard_how="call", try_again="never",
        offered="The day centre on Tuesdays. Nobody will ask.",
    )  # fmt: skip
    assert answer.status_code == 302
    for hat in (cast.amal, cast.nadia, cast.bea):
        browser = sign_in(hat)
        her = words_shown(browser.get(f"/women/{cast.marta}/").content.decode())
        assert "She asked us to stop. We don’t contact her" in her
        # Not even a reason that would open another hour opens this.
        for data in ({}, {"reason": "danger"}, {"reason": "she_asked"}):
            answer = browser.post(f"/women/{cast.marta}/contact/{number.pk}/", data)
            assert answer.status_code == 409
            assert b"07700 900123" not in answer.content
    with acting_as(cast.amal.pk):
        [one] = Ending.objects.all()
        assert (one.kind, one.state, one.try_again) == ("stop", "agreed", "never")
    # She changes her mind and comes in: one press.
    assert "She is back" in sign_in(cast.amal).get(f"/women/{cast.marta}/").content.decode()
    with acting_as(cast.amal.pk):
        back = f"/women/{cast.marta}/back/{time_of(cast.marta).pk}/"
    assert sign_in(cast.amal).post(back).status_code == 302
    assert sign_in(cast.amal).get(f"/women/{cast.marta}/contact/{number.pk}/").status_code == 200
