"""A safety lead, a matching person and a keeper do their one thing, and decide nothing for her."""

import datetime

import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from alongside.core.sharing.models import Agreement, Duty, Grant, Wish
from alongside.core.sharing.tests.doors import break_glass, make_keeper, seal
from alongside.foundation.access import actions as gate
from alongside.foundation.access.compartments import Compartment, bits
from alongside.foundation.access.context import acting_as
from alongside.foundation.access.queries import rights
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.roles import Role
from alongside.foundation.common.keys import new_key
from tests.shared.cast import Cast, make_hat, make_worker, sign_in
from tests.shared.pairs import make_wren, marta_comes_twice
from tests.shared.sharing import agree, give, make_leila, wish

DUTIES = ("safety lead", "matching person", "keeper")


def with_a_duty(cast: Cast, duty: str) -> Membership:
    """Somebody who sees Marta for her duty and for nothing else, in a role that does casework."""
    if duty == "keeper":
        keeper = make_keeper(cast)
        seal(cast, cast.amal)
        return keeper
    if duty == "matching person":
        wren = make_wren(cast)
        marta_comes_twice(cast)
        return wren
    sal = make_hat(make_worker("Sal"), cast.practice, Role.MANAGER)
    Duty(membership=sal, kind=Duty.Kind.SAFETY, given_by=cast.ada).save()
    gate.recompute_membership(sal.pk)
    break_glass(cast.nadia, cast.marta)
    return sal


@pytest.mark.parametrize("duty", DUTIES)
def test_no_page_lets_them_decide_for_her(cast: Cast, duty: str) -> None:
    leila = make_leila()
    said, agreed = wish(cast, "never", Compartment.HEALTH), agree(cast)
    grant = give(cast, leila, bits(Compartment.BASICS))
    hat = with_a_duty(cast, duty)
    with acting_as(hat.pk):
        assert rights(cast.marta).may_write(Compartment.SHARING)
    browser = sign_in(hat)
    for name, *keys in (
        ("wish_new",),
        ("wish_change", said.pk),
        ("wish_end", said.pk),
        ("agreement_new",),
        ("agreement_end", agreed.pk),
        ("share_whom",),
        ("share_new", leila.agency_id),
        ("stop", grant.pk),
        ("pass_on",),
        ("named",),
    ):
        for ask in (browser.get, browser.post):
            answer = ask(reverse(f"sharing:{name}", args=[cast.marta, *keys]))
            # A keeper's role does no casework at all.
            assert answer.status_code == (403 if duty == "keeper" else 409), name
            told = "kept by those alongside her" in answer.content.decode()
            assert told == (duty != "keeper"), name
    with acting_as(cast.amal.pk if duty != "keeper" else hat.pk):
        assert Wish.objects.get(ended_at__isnull=True).pk == said.pk
        assert Agreement.objects.filter(ended_at__isnull=True).count() == 1


@pytest.mark.parametrize("duty", DUTIES)
def test_nor_does_the_database(cast: Cast, duty: str) -> None:
    leila = make_leila()
    wish(cast, "never")
    agree(cast)
    hat, now = with_a_duty(cast, duty), timezone.now()
    share = Grant(
        pk=new_key(), client_id=cast.marta, agency=leila.agency, membership=leila, purpose="A home",
        reads=Compartment.BASICS, writes=0, basis="consent", starts_at=now, made_by=hat,
        until_at=now + datetime.timedelta(days=9),
    )  # fmt: skip
    for write, refused in (
        (lambda: Wish.objects.update(ended_at=now, ended_by=hat), "those alongside her"),
        (lambda: Agreement.objects.update(ended_at=now, ended_by=hat), "those alongside her"),
        (lambda: share.save(force_insert=True), "does not hold"),
    ):
        with (
            acting_as(hat.pk), pytest.raises(ProgrammingError, match=refused), transaction.atomic()
        ):  # fmt: skip
            write()
