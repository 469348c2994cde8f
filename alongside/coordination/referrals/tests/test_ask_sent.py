"""The receipt: the same for everybody."""

from django.test import Client as Browser
from django.utils import timezone

from alongside.coordination.referrals import actions
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency
from tests.shared.asking import NO_RING, UNSAFE, send, start_of
from tests.shared.cast import Cast, actor


def link_to(cast: Cast) -> str:
    Agency.objects.filter(pk=cast.practice.pk).update(confirmed_at=timezone.now())
    with acting_as(cast.bea.pk):
        token = actions.make_link(
            key=new_key(), service=cast.navigators, agency=cast.practice, membership=cast.bea,
            by=actor(cast.bea),
        )  # fmt: skip
    return f"/r/{token}/"


def test_herself_a_friend_and_an_agency_get_the_same_bytes_and_no_name(cast: Cast) -> None:
    open_start = start_of(cast.navigators)
    receipts = set()
    for start, answers in (
        (open_start, {"more": {"name": "Surpreet"}}),
        (open_start, {"someone": True, "reach": UNSAFE, "who": {"safe_to_contact": "no"}}),
        (open_start, {"someone": True, "reach": NO_RING, "who": {"writer": "agency"}}),
        (link_to(cast), {"someone": True, "reach": NO_RING, "who": {"allowed": "on"}}),
    ):
        browser = Browser()
        sent = send(browser, start, **answers)
        receipts.add(browser.get(sent["Location"]).content)
    assert len(receipts) == 1
    page = receipts.pop().decode()
    for name in ("Surpreet", "Harbour", "Quay", "Navigators"):
        assert name not in page


def test_whoever_sent_nothing_reads_the_same(cast: Cast) -> None:
    browser = Browser()
    sent = send(browser, start_of(cast.navigators))
    assert browser.get(sent["Location"]).content == Browser().get("/ask/sent/").content
