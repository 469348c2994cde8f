"""groups/, groups/new/ and groups/<uuid>/people/: what groups there are, who leads them and who comes."""

from typing import Any

import pytest
from django.test import Client as Browser

from alongside.foundation.access.context import acting_as
from alongside.support.activities.models import Activity, Belonging, Leader
from tests.shared.asking import fill
from tests.shared.beside import comes, group, says
from tests.shared.cast import Cast, make_hat, make_worker, sign_in
from tests.shared.forms import words_shown


def told(browser: Browser, url: str) -> str:
    answer = browser.get(url)
    assert answer.status_code == 200, url
    return words_shown(answer.content.decode())


def new(cast: Cast, **answers: Any) -> Any:
    whole = {
        "service": str(cast.navigators.pk), "name": "Saturday runners", "place": "by the river", "day": "5",
        "at_time": "9:00", "supervisor": str(cast.bea.pk), "call_words": "Ring me.", **answers,
    }  # fmt: skip
    return fill(sign_in(cast.bea), "/groups/new/", **whole)


def test_a_manager_begins_a_group(cast: Cast) -> None:
    assert new(cast).status_code == 302
    assert "Saturday, 09:00 · by the river" in told(sign_in(cast.amal), "/groups/")


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"name": ""}, "Write what it is called."),
        ({"day": "9"}, "Choose one from the list."),
        ({"at_time": "late"}, "Write the time like 14:30."),
        ({"at_time": ""}, "Write a time like 9:00."),
        ({"supervisor": ""}, "Choose who."),
        ({"call_words": ""}, "Write when they should call, and whom."),
        ({"service": ""}, "Choose one."),
        ({"children": "perhaps"}, "Choose one from the list."),
    ],
)
def test_what_is_wrong_is_said(cast: Cast, answers: dict[str, Any], said: str) -> None:
    answer = new(cast, **answers)
    assert answer.status_code == 422
    assert said in words_shown(answer.content.decode())
    assert not Activity.objects.exists()


@pytest.mark.parametrize(
    ("children", "said"),
    [("come", "children can come along"), ("after", "children are looked after"), ("", "")],
)
def test_it_says_whether_children_can_come(cast: Cast, children: str, said: str) -> None:
    assert new(cast, children=children).status_code == 302
    page = told(sign_in(cast.amal), "/groups/")
    assert ("children" in page) == bool(said)
    assert said in page
    people = told(sign_in(cast.amal), f"/groups/{Activity.objects.get().pk}/people/")
    assert (said[:1].upper() + said[1:]) in people


def test_a_group_of_another_service_can_t_be_begun(cast: Cast) -> None:
    answer = new(cast, service=str(cast.advocates.pk))
    assert answer.status_code == 422
    assert not Activity.objects.exists()


def test_the_same_page_twice_begins_one(cast: Cast) -> None:
    bea = sign_in(cast.bea)
    page = bea.get("/groups/new/").content.decode()
    sent = {
        "key": page.split('name="key" value="')[1].split('"')[0], "service": str(cast.navigators.pk),
        "kind": "group", "name": "Walkers", "place": "", "day": "2", "at_time": "10:00",
        "supervisor": str(cast.bea.pk), "call_words": "Ring me.",
    }  # fmt: skip
    for _ in range(3):
        assert bea.post("/groups/new/", sent).status_code == 302
    assert Activity.objects.count() == 1


def test_a_volunteer_sees_the_groups_they_lead_and_no_others(cast: Cast) -> None:
    group(cast, cast.vera, name="Runners")
    group(cast, name="Swimmers")
    page = told(sign_in(cast.vera), "/groups/")
    assert "Runners" in page
    assert "Swimmers" not in page
    assert "Who comes" not in page
    assert "Swimmers" in told(sign_in(cast.amal), "/groups/")
    assert "Runners" not in told(sign_in(cast.cleo), "/groups/")


def test_her_worker_puts_her_on_the_list_at_her_word(cast: Cast) -> None:
    one = group(cast, cast.vera)
    url = f"/groups/{one.pk}/people/"
    amal = sign_in(cast.amal)
    # Not before she has said what a leader may know.
    refused = fill(amal, url, who=str(cast.marta))
    assert refused.status_code == 422
    says(cast)
    assert fill(amal, url, who=str(cast.marta)).status_code == 302
    assert fill(amal, url, who=str(cast.marta)).status_code == 422
    assert "Marta" in told(amal, url)
    assert "Marta" in told(sign_in(cast.vera), f"/groups/{one.pk}/")
    with acting_as(cast.amal.pk):
        assert Belonging.objects.count() == 1


def test_who_does_not_see_her_does_not_see_that_she_comes(cast: Cast) -> None:
    says(cast)
    one = group(cast, cast.vera, cast.nadia)
    comes(cast, one)
    for hat in (cast.nadia,):
        page = told(sign_in(hat), f"/groups/{one.pk}/people/")
        assert "Marta" not in page.split("One more")[0]
    assert sign_in(cast.cleo).get(f"/groups/{one.pk}/people/").status_code == 404
    assert sign_in(cast.vera).get(f"/groups/{one.pk}/people/").status_code == 403
    assert sign_in(cast.ada).get(f"/groups/{one.pk}/people/").status_code == 403


def test_only_who_runs_the_service_says_who_leads(cast: Cast) -> None:
    one = group(cast, cast.vera)
    leader = Leader.objects.get()
    off = f"/groups/{one.pk}/leaders/{leader.pk}/off/"
    for hat, status in ((cast.amal, 403), (cast.vera, 403), (cast.cleo, 403), (cast.ada, 403)):
        assert sign_in(hat).post(off).status_code == status
        assert sign_in(hat).post(f"/groups/{one.pk}/leaders/").status_code == status
    hedda = make_hat(make_worker("Hild"), cast.hearth, cast.bea.role, cast.advocates)
    assert sign_in(hedda).post(off).status_code == 404
    for _ in range(2):
        assert sign_in(cast.bea).post(off).status_code == 302
    assert sign_in(cast.vera).get(f"/groups/{one.pk}/").status_code == 404


def test_whom_the_leaders_turn_to_does_not_lead(cast: Cast) -> None:
    one = group(cast)
    page = sign_in(cast.bea).get(f"/groups/{one.pk}/people/").content.decode()
    lead = f"/groups/{one.pk}/leaders/"
    key = page.split(f'action="{lead}"')[1].split('name="key" value="')[1].split('"')[0]
    answer = sign_in(cast.bea).post(lead, {"key": key, "who": str(cast.bea.pk)})
    assert answer.status_code == 422
    assert "somebody else leads" in words_shown(answer.content.decode())
