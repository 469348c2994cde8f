"""The second look at what could not wait."""

from django.urls import reverse

from alongside.foundation.access import actions as gate
from alongside.foundation.accounts.roles import Role
from tests.shared.cast import Cast, make_hat, sign_in
from tests.shared.sharing import page_of, went

TYPED = {"verdict": "talk", "words": "Less would have done."}


def test_somebody_else_looks_it_over_once(cast: Cast) -> None:
    one = went(cast, urgent=True)
    url = reverse("sharing:review", args=[cast.marta, one.pk])
    assert "Look it over by" in page_of(cast.bea, "/")
    assert "Look it over by" not in page_of(cast.amal, "/")
    assert "Look it over" in page_of(cast.bea, reverse("sharing:passed", args=[cast.marta, one.pk]))
    answer = sign_in(cast.bea).post(url, TYPED)
    assert answer.status_code == 302
    assert "Less would have done." in page_of(cast.amal, answer["Location"])
    assert "Look it over by" not in page_of(cast.bea, "/")
    assert sign_in(cast.bea).post(url, TYPED).status_code == 409


def test_nobody_looks_over_her_own_under_any_hat(cast: Cast) -> None:
    one = went(cast, urgent=True)
    url = reverse("sharing:review", args=[cast.marta, one.pk])
    again = make_hat(cast.amal.worker, cast.harbour, Role.MANAGER, cast.navigators)
    gate.recompute_membership(again.pk)
    for hat in (cast.amal, again):
        answer = sign_in(hat).post(url, TYPED)
        assert answer.status_code == 409
        assert "Somebody else looks it over: ask your manager." in answer.content.decode()


def test_what_could_wait_needs_no_second_look(cast: Cast) -> None:
    url = reverse("sharing:review", args=[cast.marta, went(cast).pk])
    assert sign_in(cast.bea).get(url).status_code == 409


def test_without_a_verdict_it_comes_back_with_the_words(cast: Cast) -> None:
    url = reverse("sharing:review", args=[cast.marta, went(cast, urgent=True).pk])
    answer = sign_in(cast.bea).post(url, {**TYPED, "verdict": ""})
    assert answer.status_code == 422
    assert "Less would have done." in answer.content.decode()
