"""The page about the team around her, and who is named there from elsewhere."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.core.team.models import Ally
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency
from tests.shared.asking import fill, put_beside
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import words_shown
from tests.shared.sharing import give, keep_away, make_leila


def her_team(cast: Cast, hat: Membership) -> str:
    answer = sign_in(hat).get(reverse("home:team", args=[cast.marta]))
    assert answer.status_code == 200
    return " ".join(words_shown(answer.content.decode()).split())


def name(cast: Cast, hat: Membership | None = None, **said: str) -> object:
    told = {"place": str(cast.practice.pk), "role": "housing", "her_say": "yes", **said}
    return fill(sign_in(hat or cast.amal), reverse("home:ally_new", args=[cast.marta]), **told)


def test_it_names_her_workers_partners_by_their_share_and_who_is_elsewhere(cast: Cast) -> None:
    Agency.objects.filter(pk=cast.harbour.pk).update(phone="+441632960100")
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    give(cast, make_leila(), Compartment.GOALS)
    name(cast, for_her="Her rent", name="Sam", reached="Ask at the desk")
    page = her_team(cast, cast.amal)
    for words in (
        "Amal , lead worker", "Nadia , beside the lead", "at work: 01632 960100",
        "They see: how to contact her, goals.", "Sam , Quay Practice", "Housing: Her rent", "Ask at the desk",
        "her choice", "not asked yet whether she wants them",
    ):  # fmt: skip
        assert words in page, words


def test_a_partner_sees_her_workers_and_nothing_of_what_she_shares_or_whom_else_she_has(
    cast: Cast,
) -> None:
    leila = make_leila()
    give(cast, leila, Compartment.ACCOMMODATION)
    name(cast, for_her="Her rent")
    page = her_team(cast, leila)
    assert "Amal , lead worker" in page
    for words in (
        "Her rent",
        "With whom she shares",
        "From elsewhere",
        "Take off",
        "somebody else",
    ):
        assert words not in page


def test_whom_she_keeps_away_is_not_there_and_leaves_no_sign(cast: Cast) -> None:
    leila = make_leila()
    give(cast, leila, Compartment.GOALS)
    name(cast, name="Sam")
    keep_away(cast, agency=cast.practice)
    keep_away(cast, agency=leila.agency)
    page = her_team(cast, cast.amal)
    assert "Quay Practice" not in page
    assert leila.agency.name not in page
    choices = sign_in(cast.amal).get(reverse("home:ally_new", args=[cast.marta])).content.decode()
    assert "Quay Practice" not in choices
    answer = sign_in(cast.amal).post(
        reverse("home:ally_new", args=[cast.marta]),
        {
            "key": str(new_key()),
            "place": str(cast.practice.pk),
            "role": "housing",
            "her_say": "yes",
        },
    )
    assert answer.status_code == 422
    assert "Choose one from the list." in answer.content.decode()


def test_a_person_she_keeps_away_is_not_named_by_another_door(cast: Cast) -> None:
    name(cast, name="Tariq M.")
    keep_away(cast, person_name="Tariq M.", works_at=cast.practice)
    assert "Tariq" not in her_team(cast, cast.amal)
    answer = name(cast, name="tariq m.")
    assert answer.status_code == 422  # type: ignore[attr-defined]
    said = words_shown(answer.content.decode())  # type: ignore[attr-defined]
    assert "She keeps somebody of this name away, or may." in said
    keep_away(cast, worker=cast.nadia.worker)
    put_beside_anyway = her_team(cast, cast.bea)
    assert "Nadia" not in put_beside_anyway


def test_it_is_named_once_and_taken_off_once(cast: Cast) -> None:
    page = sign_in(cast.amal).get(reverse("home:ally_new", args=[cast.marta])).content.decode()
    key = page.split('name="key" value="')[1].split('"')[0]
    for _ in range(3):
        name(cast, key=key, for_her="Her rent")
    with acting_as(cast.amal.pk):
        one = Ally.objects.get(client_id=cast.marta)
        assert (one.compartment, one.her_choice) == (Compartment.ACCOMMODATION, True)
    off = reverse("home:ally_end", args=[cast.marta, one.pk])
    for _ in range(2):
        assert sign_in(cast.amal).post(off)["Location"] == reverse("home:team", args=[cast.marta])
    assert "Her rent" not in her_team(cast, cast.amal)
    with acting_as(cast.amal.pk):
        assert Ally.objects.get(pk=one.pk).ended_by_id == cast.amal.pk


def test_what_it_is_about_decides_who_reads_it_and_locked_parts_are_no_choice(cast: Cast) -> None:
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    name(cast, role="mind", for_her="Fridays")
    page = sign_in(cast.nadia).get(reverse("home:ally_new", args=[cast.marta])).content.decode()
    for words in ("Mental health", "right to stay", "sex working", "Counselling"):
        assert words not in page
    assert "Fridays" in her_team(cast, cast.nadia)
    assert name(cast, cast.nadia, role="mind").status_code == 422  # type: ignore[attr-defined]


@pytest.mark.parametrize("missing", ["place", "role", "her_say"])
def test_what_is_missing_is_said_beside_the_box(cast: Cast, missing: str) -> None:
    answer = name(cast, **{missing: ""})
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "Choose one of these." in answer.content.decode()  # type: ignore[attr-defined]


def test_who_may_and_who_finds_nothing(cast: Cast) -> None:
    for page in ("home:team", "home:ally_new"):
        where = reverse(page, args=[cast.marta])
        assert sign_in(cast.vera).get(where).status_code == 403
        there, absent = (
            sign_in(cast.cleo).get(one) for one in (where, reverse(page, args=[new_key()]))
        )
        assert (there.status_code, there.content) == (404, absent.content)
    assert sign_in(cast.bea).get(reverse("home:ally_new", args=[cast.marta])).status_code == 409
    off = reverse("home:ally_end", args=[cast.marta, new_key()])
    assert sign_in(cast.amal).post(off).status_code == 404
    assert sign_in(cast.amal).get(off).status_code == 405


def test_it_takes_the_same_reads_for_any_number(cast: Cast) -> None:
    browser, where = sign_in(cast.amal), reverse("home:team", args=[cast.marta])
    name(cast, for_her="one")
    give(cast, make_leila(), Compartment.GOALS)
    browser.get(where)
    with CaptureQueriesContext(connection) as few:
        browser.get(where)
    for number in range(4):
        name(cast, for_her=f"more {number}")
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    with CaptureQueriesContext(connection) as more:
        assert "more 3" in browser.get(where).content.decode()
    assert len(more) == len(few)
