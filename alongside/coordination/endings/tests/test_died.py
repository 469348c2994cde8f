"""women/<uuid>/time/died/: everything falls quiet at once, a second person confirms, and it can be undone."""

from typing import Any

import pytest
from django.utils import timezone

from alongside.coordination.endings.actions import dying
from alongside.coordination.endings.models import Ending, ToTell
from alongside.core.people.models import Client, SafeWay
from alongside.core.sharing.actions import one_woman
from alongside.core.sharing.models import Grant
from alongside.foundation.access import actions as gate
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.access.queries import my_sources, rights
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key
from alongside.support.workforce.models import Debrief
from tests.shared.asking import fill, put_beside, refer
from tests.shared.cast import Cast, actor, seen_by, sign_in
from tests.shared.database import as_admin
from tests.shared.endings import stop, time_of
from tests.shared.forms import words_shown
from tests.shared.sharing import give, make_leila, wish


def url(cast: Cast) -> str:
    return f"/women/{cast.marta}/time/died/"


def day(**more: Any) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "died_on_0": today.day,
        "died_on_1": today.month,
        "died_on_2": today.year,
        "sure": "on",
        **more,
    }


def tell(cast: Cast) -> None:
    assert fill(sign_in(cast.amal), url(cast), **day()).status_code == 302


def confirm(cast: Cast, who: str = "bea") -> Any:
    return sign_in(getattr(cast, who)).post(url(cast), {"confirm": "1"})


def quiet(cast: Cast) -> str:
    with acting_as(cast.bea.pk):
        return Client.objects.get(pk=cast.marta).quiet


def test_from_the_first_word_nothing_goes_out(cast: Cast) -> None:
    with acting_as(cast.amal.pk):
        way = SafeWay(client_id=cast.marta, kind="call", value="+447700900123")
        way.save(force_insert=True)
    tell(cast)
    assert quiet(cast) == "died"
    for hat in (cast.amal, cast.bea):
        page = words_shown(sign_in(hat).get(f"/women/{cast.marta}/").content.decode())
        assert "We were told that she has died. Nothing goes out to her" in page
        assert sign_in(hat).get(f"/women/{cast.marta}/contact/{way.pk}/").status_code == 409
    # Until somebody else confirms, her team sees everything as before.
    with acting_as(cast.amal.pk):
        assert time_of(cast.marta).state == "active"
        assert my_sources(cast.marta) == {"lead"}


def test_who_knew_her_is_listed_and_told_by_a_person(cast: Cast) -> None:
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    give(cast, make_leila(), Compartment.NOTES)
    tell(cast)
    browser = sign_in(cast.amal)
    page = words_shown(browser.get(url(cast)).content.decode())
    for words in (
        "Who is told, by a person",
        "Nadia",
        "Housing Options",
        "No message tells anybody.",
    ):
        assert words in page
    with acting_as(cast.amal.pk):
        rows = list(ToTell.objects.order_by("pk"))
    told = f"{url(cast)}told/{rows[0].pk}/"
    for _ in range(2):
        assert browser.post(told).status_code == 302
    assert "Amal told them" in words_shown(browser.get(url(cast)).content.decode())
    assert fill(browser, url(cast), who="Her sister in Hull").status_code == 302
    assert "Her sister in Hull" in words_shown(browser.get(url(cast)).content.decode())
    assert browser.post(url(cast), {"who": ""}).status_code == 422


def test_confirmed_her_record_is_at_rest(cast: Cast) -> None:
    share = give(cast, leila := make_leila(), Compartment.NOTES)
    wish(cast, "never", her_words="Not my brother.", about="words", whom_words="my brother")
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    assert cast.marta in seen_by(leila)
    tell(cast)
    assert confirm(cast).status_code == 302
    assert quiet(cast) == "rests"
    # Nobody but her last team, who takes new referrals and who runs it; and they little.
    assert cast.marta not in seen_by(leila)
    for hat in (cast.amal, cast.nadia, cast.bea):
        with acting_as(hat.pk):
            assert my_sources(cast.marta) - {"link"} == {"memory"}
            mine = rights(cast.marta)
            assert mine.may_read(Compartment.CHILDREN)
            assert not mine.may_read(Compartment.NOTES)
            assert time_of(cast.marta).state == "ended"
    assert gate.passes_that_differ() == 0
    page = words_shown(sign_in(cast.amal).get(url(cast)).content.decode())
    assert "Her record is at rest." in page
    assert "Not my brother." in page
    with acting_as(cast.amal.pk):
        assert Grant.objects.get(pk=share.pk).ended_at is None


def test_it_was_not_so_and_everything_is_back_shares_included(cast: Cast) -> None:
    give(cast, leila := make_leila(), Compartment.NOTES)
    before = {hat.pk: seen_by(hat) for hat in (cast.amal, cast.bea, leila)}
    tell(cast)
    confirm(cast)
    assert sign_in(cast.amal).post(f"{url(cast)}undo/").status_code == 302
    for hat in (cast.amal, cast.bea, leila):
        assert seen_by(hat) == before[hat.pk]
    with acting_as(cast.amal.pk):
        assert (time_of(cast.marta).state, my_sources(cast.marta)) == ("active", {"lead"})
        assert Client.objects.get(pk=cast.marta).quiet == ""
        assert Ending.objects.get().state == "undone"
    assert gate.passes_that_differ() == 0
    # Pressed again, nothing more is put back.
    assert sign_in(cast.amal).post(f"{url(cast)}undo/").status_code == 302


def test_a_time_that_had_ended_before_is_not_opened_by_taking_it_back(cast: Cast) -> None:
    stop(cast.marta, by=cast.amal)
    assert fill(sign_in(cast.bea), url(cast), **day()).status_code == 302
    assert confirm(cast, "bea").status_code == 409
    assert sign_in(cast.bea).post(f"{url(cast)}undo/").status_code == 302
    with acting_as(cast.bea.pk):
        assert time_of(cast.marta).state == "ended"
    assert quiet(cast) == "stopped"


def test_one_person_alone_confirms_nothing(cast: Cast) -> None:
    tell(cast)
    page = words_shown(sign_in(cast.amal).get(url(cast)).content.decode())
    assert "A second person has to confirm it." in page
    assert "I confirm it" not in page
    assert confirm(cast, "amal").status_code == 409
    assert quiet(cast) == "died"
    assert "I confirm it" in words_shown(sign_in(cast.bea).get(url(cast)).content.decode())


def test_told_twice_it_is_told_once(cast: Cast) -> None:
    tell(cast)
    # A second page that was open meanwhile shows what stands, and asks for nobody new.
    answer = sign_in(cast.bea).post(url(cast), day(key="01a21cbb-f445-791b-8f8d-4bdd681ec4b7"))
    assert answer.status_code == 422
    with acting_as(cast.bea.pk):
        assert Ending.objects.count() == 1


@pytest.mark.parametrize(
    ("other", "wanted"),
    [
        ({"sure": ""}, "Make sure first."),
        ({"died_on_2": 2090}, "The date is in the future."),
        ({"died_on_2": 1890}, "Look at the year again."),
        ({"died_on_0": "x"}, "Write the date in figures"),
    ],
)
def test_what_is_missing_is_said_beside_it(cast: Cast, other: dict[str, Any], wanted: str) -> None:
    answer = fill(sign_in(cast.amal), url(cast), **day(**other))
    assert answer.status_code == 422
    assert wanted in words_shown(answer.content.decode())
    assert quiet(cast) == ""


def test_who_may_and_who_finds_nothing(cast: Cast) -> None:
    assert sign_in(cast.cleo).get(url(cast)).status_code == 404
    assert sign_in(cast.vera).get(url(cast)).status_code == 403
    assert sign_in(cast.cleo).post(f"{url(cast)}undo/").status_code == 404
    assert sign_in(cast.amal).get(f"{url(cast)}undo/").status_code == 405


# --- a talk for those who were alongside her ---------------------------------------------------------------


def offers(hat: Membership) -> list[Debrief]:
    with acting_as(hat.pk):
        return list(Debrief.objects.filter(offered_to=hat))


def test_each_of_her_team_is_offered_a_talk_once_it_is_confirmed(cast: Cast) -> None:
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    tell(cast)
    assert offers(cast.nadia) == []
    assert confirm(cast).status_code == 302
    for hat in (cast.amal, cast.nadia):
        [one] = offers(hat)
        assert (one.after, one.words, one.offered_by_id) == ("death", "", cast.bea.pk)
        today = words_shown(sign_in(hat).get("/").content.decode())
        assert "Bea offers you a talk, after a death." in today
        assert "With somebody else" in today
    for hat in (cast.bea, cast.cleo, cast.vera):
        assert offers(hat) == []
    # Whoever confirmed finds where to ask for one herself.
    page = words_shown(sign_in(cast.bea).get(url(cast)).content.decode())
    assert "Would you like one too?" in page
    # Confirmed twice, it is offered once.
    assert confirm(cast).status_code == 409
    assert len(offers(cast.amal)) == 1


def test_nothing_in_the_offer_says_who_died(committed_cast: Cast) -> None:
    cast = committed_cast
    tell(cast)
    assert confirm(cast).status_code == 302
    [row] = as_admin("select d::text from workforce_debrief d")
    [ending] = as_admin("select id, client_id from endings_ending")
    for tells in ("Marta", str(cast.marta), *map(str, ending)):
        assert tells not in row[0]
    whose = as_admin(
        "select distinct client_digest from audit_entry where what = 'workforce.offer_debrief'"
    )
    assert whose == [("",)]


@pytest.mark.parametrize("which", ["yes", "not_now", "else"])
def test_it_is_taken_left_or_wished_with_somebody_else(cast: Cast, which: str) -> None:
    tell(cast)
    confirm(cast)
    [one] = offers(cast.amal)
    answer = sign_in(cast.amal).post(f"/care/talks/{one.pk}/answer/", {"answer": which})
    assert answer.status_code == 302
    assert ("kind=debrief" in answer.headers["Location"]) == (which == "else")
    assert "offers you a talk" not in words_shown(sign_in(cast.amal).get("/").content.decode())
    # Whoever offered it hears of a yes, and of nothing else.
    heard = words_shown(sign_in(cast.bea).get("/care/").content.decode())
    assert ("Amal would like a talk." in heard) == (which == "yes")


def test_with_somebody_else_the_page_asks_with_whom(cast: Cast) -> None:
    tell(cast)
    confirm(cast)
    [one] = offers(cast.amal)
    browser = sign_in(cast.amal)
    there = browser.post(f"/care/talks/{one.pk}/answer/", {"answer": "else"}).headers["Location"]
    assert "Ask for a talk" in words_shown(browser.get(there).content.decode())
    assert fill(browser, there, supervisor=str(cast.nadia.pk), skill="").status_code == 302
    asked = words_shown(sign_in(cast.nadia).get("/").content.decode())
    assert "Amal asks for talk after something hard." in asked


def test_on_every_record_of_hers_that_one_looks_after_it_is_said_confirmed_and_taken_back(
    cast: Cast,
) -> None:
    refer(cast.navigators, by=cast.petra, more={"name": "Martha"})
    with acting_as(cast.bea.pk):
        other = Client.objects.get(name="Martha")
        one_woman.say_of_two(
            client_id=cast.marta,
            other_id=other.pk,
            same=True,
            goes_on=cast.marta,
            by=actor(cast.bea),
        )
        ending = dying.tell_of_death(
            key=new_key(), client=Client.objects.get(pk=cast.marta), died_on=timezone.localdate(),
            membership=cast.bea, by=actor(cast.bea),
        )  # fmt: skip
        both = Client.objects.filter(pk__in=[cast.marta, other.pk])
        assert set(both.values_list("quiet", flat=True)) == {"died"}
        dying.undo_death(ending=ending, membership=cast.bea, by=actor(cast.bea))
        assert set(both.values_list("quiet", flat=True)) == {""}


def test_who_only_takes_new_referrals_for_the_other_record_confirms_the_one_she_is_beside(
    cast: Cast,
) -> None:
    refer(cast.navigators, by=cast.petra, more={"name": "Martha"})
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    with acting_as(cast.bea.pk):
        other = Client.objects.get(name="Martha")
        one_woman.say_of_two(
            client_id=cast.marta, other_id=other.pk, same=True, goes_on=cast.marta, by=actor(cast.bea)
        )  # fmt: skip
        dying.tell_of_death(
            key=new_key(), client=Client.objects.get(pk=cast.marta), died_on=timezone.localdate(),
            membership=cast.bea, by=actor(cast.bea),
        )  # fmt: skip
    with acting_as(cast.nadia.pk):
        assert "triage" in my_sources(other.pk)
        ending = Ending.objects.get(client_id=cast.marta)
        dying.confirm_death(
            ending=ending, version=ending.version, membership=cast.nadia, by=actor(cast.nadia)
        )
    with acting_as(cast.bea.pk):
        assert Client.objects.get(pk=other.pk).quiet == "died"
        assert Ending.objects.get(client_id=other.pk).state == Ending.State.PROPOSED
        assert not Client.objects.filter(pk=cast.marta).exclude(quiet="rests").exists()
