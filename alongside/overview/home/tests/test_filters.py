"""The list of women narrowed down, and the views a hat keeps for herself."""

import datetime
import re
import uuid
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.core.people import actions as people
from alongside.core.people.models import Client
from alongside.core.team.models import TeamMember
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Service
from alongside.overview.home import actions, rules
from alongside.overview.home.models import Filter
from alongside.overview.home.queries import listing
from alongside.overview.home.rules import Wanted
from alongside.support.engagement.models import Contact
from alongside.support.outcomes.models import Goal
from tests.shared.cast import Cast, actor, lead_for, make_client, send_referral, sign_in
from tests.shared.database import as_admin
from tests.shared.forms import forms_of
from tests.shared.sharing import give, make_leila

TODAY = timezone.localdate()


def woman(cast: Cast, name: str, lead: Membership | None = None, **facts: object) -> uuid.UUID:
    Service.objects.filter(pk=cast.navigators.pk).update(caseload_from=None, caseload_to=None)
    key = make_client(name, lead=cast.amal, service=cast.navigators, triage=cast.bea)
    lead_for(key, lead=lead or cast.amal, manager=cast.bea)
    if facts:
        with acting_as(cast.bea.pk):
            people.set_basics(client_id=key, facts=facts, version=1, by=actor(cast.bea))
    return key


def names(hat: Membership, **wanted: object) -> list[str]:
    with acting_as(hat.pk):
        found = listing.page(Wanted(**wanted), None, timezone.now())  # type: ignore[arg-type]
        return [client.name for client in found.object_list]


def shown(answer: object) -> set[str]:
    html = answer.content.decode()  # type: ignore[attr-defined]
    return set(re.findall(r'<th scope="row"><a href="/women/[0-9a-f-]{36}/">([^<]+)</a>', html))


def keep(browser: Browser, name: str, **asked: object) -> object:
    page = browser.get("/women/", asked or {"show": "before"}).content.decode()
    form = next(one for one in forms_of(page) if one.action == "/women/filters/keep/")
    return browser.post("/women/filters/keep/", {**form.as_sent(), "name": name})


def test_each_way_of_narrowing_it_down_and_several_at_once(cast: Cast) -> None:
    woman(cast, "Iris", languages="Polish, a little English")
    woman(cast, "Juno", lead=cast.bea, languages="Polish")
    hers = {"client_id": cast.marta, "made_by": cast.amal}
    with acting_as(cast.amal.pk):
        Goal(**hers, words="A door", began_on=TODAY, waiting_on="the GP", waiting_since=TODAY).save(
            force_insert=True
        )
    assert names(cast.bea) == ["Iris", "Juno", "Marta"]
    assert names(cast.bea, language="Polish") == ["Iris", "Juno"]
    assert names(cast.bea, lead=cast.bea.pk) == ["Juno"]
    assert names(cast.bea, lead=cast.amal.pk, language="polish") == ["Iris"]
    assert names(cast.bea, service=cast.navigators.pk) == ["Iris", "Juno", "Marta"]
    assert names(cast.bea, service=cast.advocates.pk) == []
    with acting_as(cast.amal.pk):
        assert names(cast.amal, waiting=True) == ["Marta"]
    assert names(cast.bea, waiting=True, lead=cast.bea.pk) == []
    assert names(cast.amal, safe=True) == []


def test_new_referrals_and_those_before_are_views_of_their_own(cast: Cast) -> None:
    send_referral("Nell", sender=cast.petra, service=cast.navigators)
    assert names(cast.bea, show="new") == ["Nell"]
    assert names(cast.bea, show="new", service=cast.navigators.pk) == ["Nell"]
    assert names(cast.bea) == ["Marta"]
    assert names(cast.bea, show="all") == ["Marta", "Nell"]
    assert names(cast.amal, show="new") == []
    assert names(cast.bea, show="before") == []


def test_when_somebody_was_last_with_her_is_asked_only_where_notes_are_shared(cast: Cast) -> None:
    assert names(cast.amal, unseen=14) == ["Marta"]
    leila = make_leila()
    give(cast, leila, Compartment.GOALS)
    assert names(leila, show="all") == ["Marta"]
    assert names(leila, show="all", unseen=14) == []
    with acting_as(cast.amal.pk):
        day = TODAY - datetime.timedelta(days=10)
        Contact(client_id=cast.marta, made_by=cast.amal, happened_on=day, kind="walk").save(
            force_insert=True
        )
        Client.objects.filter(pk=cast.marta).update(last_contact_on=day)
    assert names(cast.amal, unseen=14) == []
    assert names(cast.amal, unseen=7) == ["Marta"]


def test_the_form_leads_to_an_address_with_what_was_chosen(cast: Cast) -> None:
    woman(cast, "Iris", languages="Polish and Welsh")
    answer = sign_in(cast.bea).post(
        "/women/filters/",
        {"show": "all", "safe": "", "lead": str(cast.amal.pk), "unseen": "14", "language": "Welsh"},
    )
    assert answer.status_code == 302
    to = urlsplit(answer["Location"])
    assert to.path == "/women/"
    assert parse_qs(to.query) == {
        "show": ["all"], "lead": [str(cast.amal.pk)], "unseen": ["14"], "language": ["Welsh"],
    }  # fmt: skip
    assert shown(sign_in(cast.bea).get(answer["Location"])) == {"Iris"}
    page = sign_in(cast.bea).get(answer["Location"]).content.decode()
    assert '<option value="Welsh" selected>' in page
    assert sign_in(cast.bea).post("/women/filters/", {})["Location"] == "/women/?show="


@pytest.mark.parametrize(
    "asked",
    ["show=nonsense", "lead=x", "lead=00000000-0000-0000-0000-000000000000", "unseen=999999999999",
     "service=%00", "language=%ED%A0%80", "page=-1", "page=99999", "safe=maybe&page=x", "unseen=-7"],
)  # fmt: skip
def test_what_makes_no_sense_in_the_address_is_left_out(cast: Cast, asked: str) -> None:
    answer = sign_in(cast.amal).get(f"/women/?{asked}")
    assert answer.status_code == 200
    if "safe" not in asked:
        assert shown(answer) == {"Marta"}


def test_a_view_is_kept_under_a_name_and_thrown_away(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    assert keep(browser, "Quiet ones", unseen="14")["Location"] == "/women/?unseen=14"  # type: ignore[index]
    page = browser.get("/women/").content.decode()
    assert '<a class="al-chip" href="?unseen=14">Quiet ones</a>' in page
    assert (
        'aria-current="true">Quiet ones 1</a>' in browser.get("/women/?unseen=14").content.decode()
    )
    with acting_as(cast.amal.pk):
        one = Filter.objects.get()
    assert browser.post(f"/women/filters/{one.pk}/drop/").status_code == 302
    assert "Quiet ones" not in browser.get("/women/").content.decode()
    assert browser.post(f"/women/filters/{one.pk}/drop/").status_code == 404


def test_the_list_begins_with_the_one_she_chose(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    page = browser.get("/women/?show=before").content.decode()
    form = next(one for one in forms_of(page) if one.action == "/women/filters/keep/")
    browser.post("/women/filters/keep/", {**form.as_sent(), "name": "Before", "first": "on"})
    assert shown(browser.get("/women/")) == set()
    assert shown(browser.get("/women/?show=")) == {"Marta"}
    assert "the list begins with it" in browser.get("/women/").content.decode()
    # Another one that the list begins with takes its place.
    with acting_as(cast.amal.pk):
        actions.keep_filter(
            key=new_key(), name="Now", asked={"show": "all"}, first=True, by=actor(cast.amal)
        )
        assert [one.name for one in Filter.objects.filter(first=True)] == ["Now"]
    assert shown(browser.get("/women/")) == {"Marta"}


def test_the_same_name_again_replaces_it_and_twice_sent_is_kept_once(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    keep(browser, "Mine", unseen="14")
    keep(browser, "mine", unseen="28")
    with acting_as(cast.amal.pk):
        assert [one.asked for one in Filter.objects.all()] == [{"unseen": "28"}]
    page = browser.get("/women/?unseen=7").content.decode()
    form = next(one for one in forms_of(page) if one.action == "/women/filters/keep/")
    for _press in range(3):
        browser.post("/women/filters/keep/", {**form.as_sent(), "name": "Week"})
    with acting_as(cast.amal.pk):
        assert Filter.objects.filter(name="Week").count() == 1


def test_a_view_without_a_name_comes_back_to_be_mended(cast: Cast) -> None:
    answer = keep(sign_in(cast.amal), "  ", unseen="14")
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "Give it a short name." in answer.content.decode()  # type: ignore[attr-defined]
    assert 'name="unseen" value="14"' in answer.content.decode()  # type: ignore[attr-defined]


def test_nobody_sees_or_throws_away_anothers(cast: Cast) -> None:
    keep(sign_in(cast.amal), "Quiet ones", unseen="14")
    with acting_as(cast.amal.pk):
        key = Filter.objects.get().pk
    for hat in (cast.bea, cast.amal_at_hearth, cast.nadia):
        with acting_as(hat.pk):
            assert list(Filter.objects.all()) == []
        assert sign_in(hat).post(f"/women/filters/{key}/drop/").status_code == 404
    with acting_as(None):
        assert list(Filter.objects.all()) == []
    assert sign_in(cast.ada).post(f"/women/filters/{key}/drop/").status_code == 403
    with acting_as(cast.amal.pk):
        assert Filter.objects.count() == 1


def test_she_keeps_no_more_than_fit_on_the_page(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    for number in range(rules.MOST_FILTERS):
        assert keep(browser, f"View {number}", unseen="14").status_code == 302  # type: ignore[attr-defined]
    answer = keep(browser, "One more", unseen="14")
    assert answer.status_code == 409  # type: ignore[attr-defined]
    assert "Throw one away first." in answer.content.decode()  # type: ignore[attr-defined]


def test_only_the_last_kept_stands_in_the_record_and_no_name(committed_cast: Cast) -> None:
    keep(sign_in(committed_cast.amal), "Quiet ones", unseen="14")
    rows = as_admin("select what, client_digest, basis from audit_entry where event = 'staff'")
    assert ("home.keep_filter", "", "") in rows


def test_the_number_of_questions_is_fixed(cast: Cast) -> None:
    browser = sign_in(cast.bea)
    # The gauge is read while a service uses it.
    Service.objects.filter(pk=cast.navigators.pk).update(caseload_from=None, caseload_to=None)
    asked = {
        "lead": str(cast.amal.pk),
        "unseen": "7",
        "waiting": "1",
        "service": str(cast.navigators.pk),
    }

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            browser.get("/women/", asked)
        return len(queries)

    def wait(client_id: uuid.UUID) -> None:
        with acting_as(cast.amal.pk):
            Goal(
                client_id=client_id, made_by=cast.amal, words="x", began_on=TODAY, waiting_on="GP",
                waiting_since=TODAY,
            ).save(force_insert=True)  # fmt: skip

    wait(cast.marta)
    assert shown(browser.get("/women/", asked)) == {"Marta"}
    few = count()
    for number in range(6):
        wait(woman(cast, f"W{number}", languages=f"Language{number}"))
        keep(browser, f"View {number}", unseen="14")
    # What was said of the last one is shown once.
    browser.get("/women/")
    assert count() == few
    assert few <= 30


def test_a_lead_that_ended_is_no_lead(cast: Cast) -> None:
    woman(cast, "Iris", lead=cast.bea)
    assert names(cast.bea, lead=cast.bea.pk) == ["Iris"]
    with acting_as(cast.bea.pk):
        TeamMember.objects.filter(membership=cast.bea).update(ended_at=timezone.now())
        assert not listing.listed(Wanted(lead=cast.bea.pk), TODAY).exists()
