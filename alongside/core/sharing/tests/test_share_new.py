"""Sharing something with an agency or one of its workers."""

import datetime
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from alongside.core.sharing.actions import away, locked
from alongside.core.sharing.models import Grant
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership, Worker
from alongside.foundation.accounts.roles import Role
from alongside.foundation.common.keys import new_key
from alongside.foundation.common.refused import Refused
from alongside.foundation.directory.models import Agency
from tests.shared.cast import Cast, actor, make_hat, make_worker, seen_by, sign_in
from tests.shared.forms import day_typed, words_shown
from tests.shared.sharing import give, make_leila, page_of, wish

C = Compartment


@pytest.fixture
def leila(cast: Cast) -> Membership:
    return make_leila()


def send(cast: Cast, leila: Membership, *, by: Membership | None = None, **changed: Any) -> Any:
    """Fill the form as a worker does and send it."""
    today = timezone.localdate()
    typed = {
        "key": str(new_key()), "worker": str(leila.pk), "parts": [C.GOALS.value], "purpose": "A flat",
        "basis": "consent", "agreed_words": "Yes, them.", **day_typed("agreed_on", today),
        **day_typed("until_day", today + datetime.timedelta(days=60)), **changed,
    }  # fmt: skip
    browser = sign_in(by or cast.amal)
    return browser.post(address(cast, leila), {k: v for k, v in typed.items() if v is not None})


def address(cast: Cast, leila: Membership) -> str:
    return reverse("sharing:share_new", args=[cast.marta, leila.agency_id])


def refused(answer: HttpResponse, words: str) -> bool:
    """Say whether the form came back with this sentence and nothing was shared."""
    shown = " ".join(words_shown(answer.content.decode()).split())
    with_it = answer.status_code == 422 and words in shown
    return with_it and "A flat" in shown


def grants(cast: Cast) -> list[Grant]:
    with acting_as(cast.amal.pk):
        return list(Grant.objects.order_by("made_at"))


def test_sharing_shows_her_to_that_worker_and_to_nobody_else(cast: Cast, leila: Membership) -> None:
    answer = send(cast, leila)
    assert answer.status_code == 302
    assert seen_by(leila) == {cast.marta}
    (grant,) = grants(cast)
    assert grant.reads == C.BASICS | C.GOALS
    assert grant.agreed_on == timezone.localdate()


def test_nothing_is_ticked_before_she_says_so_and_locked_parts_are_asked_one_by_one(
    cast: Cast, leila: Membership
) -> None:
    with acting_as(cast.amal.pk):
        locked.must_hold(client_id=cast.marta, part=C.COUNSELLING, by=actor(cast.amal))
    page = page_of(cast.amal, address(cast, leila))
    ticked = [line for line in page.split("<input")[1:] if "checked" in line]
    assert all('name="worker"' in one or 'name="basis"' in one for one in ticked)
    assert f'name="locked_{C.COUNSELLING.value}"' in page
    assert f'name="locked_{C.IMMIGRATION.value}"' not in page
    assert f'name="parts" value="{C.COUNSELLING.value}"' not in page
    assert send(cast, leila, **{f"locked_{C.COUNSELLING.value}": "on"}).status_code == 302
    assert grants(cast)[0].reads == C.BASICS | C.GOALS | C.COUNSELLING


def test_nobody_is_offered_what_she_does_not_hold(cast: Cast, leila: Membership) -> None:
    page = page_of(cast.bea, address(cast, leila))
    assert f'name="parts" value="{C.LOCATION.value}"' not in page
    answer = send(cast, leila, by=cast.bea, parts=[C.LOCATION.value])
    assert refused(answer, "Choose only from the list.")


@pytest.mark.parametrize(
    ("today", "until", "ends"),
    [
        # A Sunday becomes the Friday before.
        (datetime.date(2027, 1, 4), datetime.date(2027, 2, 28), datetime.date(2027, 2, 26)),
        # Boxing Day on a Sunday has its day off later; Christmas Eve is the last workday.
        (datetime.date(2027, 11, 1), datetime.date(2027, 12, 28), datetime.date(2027, 12, 24)),
        (datetime.date(2027, 1, 4), datetime.date(2027, 3, 3), datetime.date(2027, 3, 3)),
    ],
)
def test_it_ends_at_noon_on_a_workday_not_later_than_the_day(
    cast: Cast,
    leila: Membership,
    today: datetime.date,
    until: datetime.date,
    ends: datetime.date,
) -> None:
    with time_machine.travel(datetime.datetime.combine(today, datetime.time(9)), tick=False):
        assert send(cast, leila, **day_typed("until_day", until)).status_code == 302
    local = timezone.localtime(grants(cast)[0].until_at)
    assert (local.date(), local.hour, local.minute) == (ends, 12, 0)


def test_a_share_lasts_ninety_days_unless_she_says_otherwise(cast: Cast, leila: Membership) -> None:
    page = page_of(cast.amal, address(cast, leila))
    last = timezone.localdate() + datetime.timedelta(days=90)
    for box, value in day_typed("until_day", last).items():
        assert f'name="{box}" value="{value}"' in page


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"parts": None}, "Tick at least one part."),
        ({"purpose": "A flat", "basis": None}, "Choose one."),
        ({"joint": [C.NOTES.value]}, "They can write only in what they see."),
        ({"worker": "nobody"}, "Choose one from the list."),
        (day_typed("until_day", datetime.date(2020, 1, 1)), "would end before it begins"),
        (day_typed("until_day", datetime.date(2099, 1, 1)), "a year at most"),
        (
            {"agreed_on_0": "", "agreed_on_1": "", "agreed_on_2": ""},
            "Write the day she agreed.",
        ),
        (
            {"basis": "legal_duty", "parts": [C.HEALTH.value]},
            "need a reason of their own",
        ),
    ],
)
def test_what_is_missing_is_said_beside_the_box_and_nothing_typed_is_lost(
    cast: Cast, leila: Membership, changed: dict[str, Any], words: str
) -> None:
    assert refused(send(cast, leila, **changed), words)
    assert not grants(cast)


def test_it_can_begin_later(cast: Cast, leila: Membership) -> None:
    begins = timezone.localdate() + datetime.timedelta(days=7)
    assert send(cast, leila, **day_typed("from_day", begins)).status_code == 302
    assert seen_by(leila) == set()
    assert timezone.localtime(grants(cast)[0].starts_at).date() == begins


def test_a_never_of_hers_refuses_and_says_whom_to_ask(cast: Cast, leila: Membership) -> None:
    wish(cast, "never", C.GOALS)
    answer = send(cast, leila, asked_today="on")
    assert refused(answer, "nothing about goals to Housing Options. Ask her; only she can change")


def test_ask_me_each_time_wants_her_to_be_asked_today(cast: Cast, leila: Membership) -> None:
    wish(cast, "ask", C.GOALS, about="agency", agency=leila.agency)
    assert refused(send(cast, leila), "Ask her today, then tick that you did.")
    assert send(cast, leila, asked_today="on").status_code == 302


def test_a_wish_told_in_words_is_read_before_anything_is_shared(
    cast: Cast, leila: Membership
) -> None:
    wish(cast, "never", about="words", whom_words="anybody from her street")
    assert refused(send(cast, leila), "Read her wishes first")
    assert "anybody from her street" in page_of(cast.amal, address(cast, leila))
    assert send(cast, leila, wishes_read="on").status_code == 302


def test_nothing_goes_to_whom_she_keeps_away(cast: Cast, leila: Membership) -> None:
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(), client_id=cast.marta, worker=leila.worker, made_by=cast.amal,
            by=actor(cast.amal),
        )  # fmt: skip
    assert refused(send(cast, leila), "Nobody else works with women there")
    assert "Nobody else there works with women." in page_of(cast.amal, address(cast, leila))
    # Somebody who had the page open before is told why, and so is whoever goes past the page.
    with pytest.raises(Refused, match="She keeps them away."):
        give(cast, leila, C.GOALS)


def test_a_closed_agency_and_a_worker_who_left_are_refused(cast: Cast, leila: Membership) -> None:
    Membership.objects.filter(pk=leila.pk).update(ended_at=timezone.now())
    assert refused(send(cast, leila), "Choose one from the list.")
    Agency.objects.filter(pk=leila.agency_id).update(closed_at=timezone.now())
    assert refused(send(cast, leila, worker=""), "has closed")


def test_shares_that_overlap_are_allowed_and_kindly_told(cast: Cast, leila: Membership) -> None:
    give(cast, leila, C.GOALS)
    page = page_of(cast.amal, address(cast, leila))
    assert "You can share more beside it." in page
    browser = sign_in(cast.amal)
    typed = {
        "key": str(new_key()), "worker": str(leila.pk), "purpose": "A flat", "basis": "consent",
        "parts": [C.GOALS.value, C.NOTES.value], **day_typed("agreed_on", timezone.localdate()),
        **day_typed("until_day", timezone.localdate() + datetime.timedelta(days=9)),
    }  # fmt: skip
    after = browser.post(address(cast, leila), typed, follow=True).content.decode()
    assert "Another share shows them goals as well" in after
    assert len(grants(cast)) == 2


def test_pressed_twice_it_is_shared_once_and_with_other_words_a_second_time(
    cast: Cast, leila: Membership
) -> None:
    key = str(new_key())
    for _press in range(2):
        assert send(cast, leila, key=key).status_code == 302
    assert len(grants(cast)) == 1
    assert send(cast, leila, key=key, purpose="A job").status_code == 302
    assert {one.purpose for one in grants(cast)} == {"A flat", "A job"}


def test_a_partner_cannot_share_her_on(cast: Cast, leila: Membership) -> None:
    give(cast, leila, C.GOALS)
    assert send(cast, leila, by=leila).status_code == 409
    assert len(grants(cast)) == 1


def test_what_she_wants_one_worker_never_to_see_is_not_shared_with_all_of_her_agency(
    cast: Cast, leila: Membership
) -> None:
    other = make_hat(make_worker("Omar"), leila.agency, Role.PARTNER)
    wish(cast, "never", C.GOALS, about="worker", worker=leila.worker)
    answer = send(cast, leila, worker="")
    assert refused(answer, "She said never to Leila, who works there.")
    assert seen_by(leila) == set()
    assert send(cast, leila, worker=str(other.pk)).status_code == 302
    assert (seen_by(leila), seen_by(other)) == (set(), {cast.marta})
    # What she said nothing about may go to all of them.
    assert send(cast, leila, worker="", parts=[C.MONEY.value]).status_code == 302


def test_a_wish_about_one_worker_says_so_of_a_share_with_all_of_her_agency(
    cast: Cast, leila: Membership
) -> None:
    give(cast, leila, C.GOALS, membership=None)
    wish(cast, "never", C.GOALS, about="worker", worker=leila.worker)
    page = page_of(cast.amal, reverse("sharing:who_sees", args=[cast.marta]))
    assert "She has since said never: goals." in page


def test_a_yes_to_one_worker_is_no_yes_to_all_of_her_agency(cast: Cast, leila: Membership) -> None:
    wish(cast, "ask", C.GOALS)
    wish(cast, "share", C.GOALS, about="worker", worker=leila.worker)
    answer = send(cast, leila, worker="")
    assert refused(answer, "She wants to be asked each time about goals.")
    assert send(cast, leila).status_code == 302


def test_a_share_does_not_begin_in_the_past(cast: Cast, leila: Membership) -> None:
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    assert refused(
        send(cast, leila, **day_typed("from_day", yesterday)), "The date is in the past."
    )
    today = day_typed("from_day", timezone.localdate())
    assert send(cast, leila, **today).status_code == 302


# --- where somebody works whom she keeps away ------------------------------------------------------------


def keep_away(cast: Cast, worker: Worker) -> None:
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(),
            client_id=cast.marta,
            worker=worker,
            made_by=cast.amal,
            by=actor(cast.amal),
        )


def test_nothing_goes_to_everybody_where_he_works_and_he_is_nobody_s_choice(
    cast: Cast, leila: Membership
) -> None:
    tariq = make_hat(make_worker("Tariq"), leila.agency, Role.PARTNER)
    # Two hats of one man are one name.
    make_hat(tariq.worker, leila.agency, Role.VOLUNTEER)
    assert "Tariq" in page_of(cast.amal, address(cast, leila))
    keep_away(cast, tariq.worker)
    page = page_of(cast.amal, address(cast, leila))
    assert "With Tariq there, whom she keeps away or may keep away" in page
    assert str(tariq.pk) not in page
    assert "Anybody there" not in page
    assert refused(send(cast, leila, worker=""), "Choose one.")
    with pytest.raises(Refused, match="She keeps Tariq away, who works there."):
        give(cast, leila, C.GOALS, membership=None)
    assert refused(send(cast, leila, worker=str(tariq.pk)), "Choose one from the list.")
    assert send(cast, leila).status_code == 302
    assert [grant.membership_id for grant in grants(cast)] == [leila.pk]


def test_a_yes_of_more_than_a_year_ago_is_asked_for_again(cast: Cast, leila: Membership) -> None:
    old = timezone.localdate() - datetime.timedelta(days=367)
    answer = send(cast, leila, **day_typed("agreed_on", old))
    assert refused(answer, "That is more than a year ago.")
    less = old + datetime.timedelta(days=1)
    assert send(cast, leila, **day_typed("agreed_on", less)).status_code == 302


@pytest.mark.parametrize("days", [None, 400])
def test_nor_does_the_action_share_on_a_yes_without_a_day_or_of_long_ago(
    cast: Cast, leila: Membership, days: int | None
) -> None:
    agreed = days and timezone.localdate() - datetime.timedelta(days=days)
    with pytest.raises(Refused, match="the day she"):
        give(cast, leila, Compartment.GOALS, agreed_on=agreed)
    give(cast, leila, Compartment.GOALS, agreed_on=None, basis="public_task")


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"basis": "recognised"}, "Say which of the reasons that the law recognises."),
        ({"parts": [C.JUSTICE.value]}, "Facts about crimes need a reason of their own."),
        (
            {"parts": [C.HEALTH.value]},
            "Health, children, where she is from and the like need a reason",
        ),
    ],
)
def test_another_basis_than_her_yes_asks_for_all_that_the_law_does(
    cast: Cast, leila: Membership, sent: dict[str, Any], said: str
) -> None:
    sent = {"basis": "public_task", **sent}
    assert refused(send(cast, leila, **sent), said)
    assert grants(cast) == []
    chosen = {"recognised": "vulnerable", "special": "at_risk", "offence": "at_risk"}
    assert send(cast, leila, **sent, **chosen).status_code == 302
    page = page_of(cast.amal, f"/women/{cast.marta}/sharing/")
    assert "Data Protection Act 2018, Schedule 1, paragraphs 18 and 36" in page
    # Past the page as well.
    with pytest.raises(Refused, match=said):
        give(
            cast,
            leila,
            sum(sent.get("parts", [C.GOALS.value])),
            basis=sent["basis"],
            agreed_on=None,
        )
