"""/referrals/new/: a referral by somebody who is signed in."""

import datetime
import uuid
from typing import Any

import pytest
from django.test import Client as Browser

from alongside.coordination.referrals import actions
from alongside.coordination.referrals.models import Referral, ReferralDraft
from alongside.core.people.models import Client, Episode, SafeWay
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.keys import new_key
from tests.shared.asking import is_shown
from tests.shared.cast import Cast, seen_by, sign_in
from tests.shared.forms import forms_of
from tests.shared.nasty import NASTY

URL = "/referrals/new/"


def answers(cast: Cast, **more: Any) -> dict[str, Any]:
    return {"key": str(new_key()), "service": cast.navigators.pk, "way": "through Joy", **more}


def test_one_page_is_a_whole_referral(cast: Cast) -> None:
    said = answers(
        cast, way="07700 900123", how="both", when=["mornings"], never=["voicemail"], name="Dee",
        wants="Somewhere quiet", needs="Somebody to go with her", she_knows="yes",
        safe_to_contact="yes", allowed="on", reference="H-1",
    )  # fmt: skip
    answer = sign_in(cast.cleo).post(URL, said)
    assert answer["Location"] == "/referrals/sent/"
    with acting_as(cast.nadia.pk):
        found, episode = Referral.objects.get(), Episode.objects.get(state="referred")
        assert (found.source, found.confirmed, found.needs) == (
            "agency", True, "Somebody to go with her",
        )  # fmt: skip
        assert (episode.sender_id, episode.sender_agency_id, episode.outcome_allowed) == (
            cast.cleo.pk, cast.hearth.pk, True,
        )  # fmt: skip
        assert sorted(SafeWay.objects.values_list("kind", flat=True)) == ["call", "text"]


def test_one_of_our_own_is_said_to_be_so(cast: Cast) -> None:
    sign_in(cast.amal).post(URL, answers(cast))
    with acting_as(cast.nadia.pk):
        assert Referral.objects.get().source == "internal"


def test_the_sender_sees_nothing_of_her_afterwards(cast: Cast) -> None:
    before = seen_by(cast.cleo)
    sign_in(cast.cleo).post(URL, answers(cast))
    assert seen_by(cast.cleo) == before


def test_sending_twice_makes_one(cast: Cast) -> None:
    browser, said = sign_in(cast.petra), answers(cast)
    for _ in range(2):
        assert browser.post(URL, said).status_code == 302
    with acting_as(cast.nadia.pk):
        assert Client.objects.count() == 1


def test_the_same_page_with_other_words_says_that_these_were_not_sent_and_keeps_them(
    cast: Cast,
) -> None:
    browser, said = sign_in(cast.petra), answers(cast, name="Dee")
    browser.post(URL, said)
    changes: list[dict[str, Any]] = [{"wants": "A bed tonight"}, {"service": cast.advocates.pk}]
    for change in changes:
        page = browser.post(URL, {**said, **change})
        assert page.status_code == 422
        assert "This page was sent once already" in page.content.decode()
        form = next(one for one in forms_of(page.content.decode()) if "service" in one.fields)
        sent = form.as_sent()
        assert sent["key"] != [said["key"]]
        assert sent["name"] == ["Dee"]
        assert all([str(value)] == sent[name] for name, value in change.items())
    with acting_as(cast.nadia.pk):
        assert Client.objects.count() == 1
        assert Referral.objects.get().wants == ""
    assert browser.post(URL, sent).status_code == 302
    with acting_as(cast.cleo.pk):
        assert Referral.objects.count() == 1


def test_nothing_that_was_written_stays_in_the_form_that_was_sent(cast: Cast) -> None:
    sign_in(cast.petra).post(URL, answers(cast, name="Dee", wants="A bed tonight"))
    with acting_as(cast.petra.pk):
        kept = ReferralDraft.objects.get().answers
    assert set(kept) == {"digest"}


def test_sending_again_the_next_day_makes_one_too_and_says_so(cast: Cast) -> None:
    browser, said = sign_in(cast.petra), answers(cast)
    browser.post(URL, said)
    with acting_as(cast.petra.pk):
        ReferralDraft.objects.update(changed_at=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))
    assert actions.sweep() == 1
    # By then nothing is left to tell whether these are the words that were sent, so none of them is lost.
    page = browser.post(URL, said)
    assert page.status_code == 422
    assert "This page was sent once already" in page.content.decode()
    assert "through Joy" in page.content.decode()
    with acting_as(cast.nadia.pk):
        assert Client.objects.count() == Referral.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"way": ""}, "Write one way to reach her"),
        ({"way": "", "unknown": "on"}, "Is it safe to contact her at all?"),
        ({"unknown": "on"}, "Keep what is true"),
        ({"service": ""}, "Choose a service."),
        ({"service": str(uuid.uuid4())}, "Choose one of the answers shown"),
        ({"she_knows": "perhaps"}, "Choose one of the answers shown"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    cast: Cast, change: dict[str, str], sentence: str
) -> None:
    page = sign_in(cast.petra).post(URL, answers(cast, wants="To see my girls", **change))
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert "To see my girls" in page.content.decode()
    with acting_as(cast.nadia.pk):
        assert not Client.objects.exists()


def test_without_a_key_nothing_is_sent_and_nothing_is_a_fault(cast: Cast) -> None:
    for key in ("", "no key", "\x00"):
        assert sign_in(cast.petra).post(URL, answers(cast, key=key)).status_code == 422


def test_no_text_breaks_it_or_is_lost(cast: Cast) -> None:
    browser = sign_in(cast.petra)
    for name, text in NASTY.items():
        if "\ud800" in text:
            continue
        page = browser.post(URL, answers(cast, way=text, name=text, good_to_know=text, when="any"))
        assert page.status_code in (302, 422), name
        if page.status_code == 422:
            assert is_shown(text, page.content.decode()), name


def test_it_offers_every_service_and_asks_no_number(cast: Cast) -> None:
    page = sign_in(cast.petra).get(URL).content.decode()
    offered = (
        next(one for one in forms_of(page) if "service" in one.fields).fields["service"].offered
    )
    assert {str(cast.navigators.pk), str(cast.advocates.pk)} <= set(offered)


@pytest.mark.parametrize("who", ["vera", "ada", "conny"])
def test_other_roles_may_not(cast: Cast, who: str) -> None:
    browser = sign_in(getattr(cast, who))
    assert browser.get(URL).status_code == 403
    assert browser.post(URL, answers(cast)).status_code == 403


def test_a_stranger_is_asked_to_sign_in(cast: Cast) -> None:
    assert "/account/login/" in Browser().get(URL)["Location"]
