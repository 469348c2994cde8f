"""A woman reads with her worker who has opened her record, and somebody stands behind her.

Marta is helped with her papers by a solicitor whom only she and her worker know of. Nadia covered for Amal,
Cleo opened the record in an emergency, and a man at Hearth whom Marta keeps away tries again and again.
"""

import datetime
import re
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.core.sharing.actions import away, emergency, shares
from alongside.foundation.access import actions as gate
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.roles import Role
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency
from tests.shared.asking import put_beside
from tests.shared.cast import Cast, actor, make_hat, make_worker, sign_in


def her_page(hat: Membership, client_id: uuid.UUID) -> int:
    return sign_in(hat).get(reverse("home:her", args=[client_id])).status_code


@pytest.fixture
def solicitor(cast: Cast) -> Membership:
    """Soraya sees Marta's immigration part, for which Amal is named, and nothing else."""
    firm = Agency.objects.create(name="Canary Immigration Law", confirmed_at=timezone.now())
    soraya = make_hat(make_worker("Soraya"), firm, Role.PARTNER)
    now = timezone.now()
    with acting_as(cast.amal.pk):
        part = Compartment.IMMIGRATION
        assert gate.hold_locked(key=new_key(), client_id=cast.marta, part=part)
        shares.share(
            agreed_on=timezone.localdate(),
            key=new_key(), client_id=cast.marta, agency=firm, membership=soraya, parts=part,
            purpose="Her papers", starts_at=now, until_at=now + datetime.timedelta(days=30),
            made_by=cast.amal, by=actor(cast.amal),
        )  # fmt: skip
    return soraya


@pytest.fixture
def drew(cast: Cast) -> Membership:
    """He works at Hearth, and Marta keeps him away."""
    drew = make_hat(make_worker("Drew"), cast.hearth, Role.NAVIGATOR, cast.advocates)
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(), client_id=cast.marta, worker=drew.worker, made_by=cast.amal, by=actor(cast.amal)
        )  # fmt: skip
    return drew


def lived(cast: Cast, solicitor: Membership, drew: Membership) -> None:
    """Let the days before happen, through the pages where there are pages."""
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    assert her_page(cast.nadia, cast.marta) == 200
    assert her_page(solicitor, cast.marta) == 200
    assert her_page(drew, cast.marta) == 404
    with acting_as(cast.cleo.pk):
        emergency.break_glass(
            key=new_key(), reason="she_asked", words="", by=actor(cast.cleo),
            reference=cast.marta.hex[-10:],
        )  # fmt: skip
    assert her_page(cast.cleo, cast.marta) == 200


def test_she_reads_who_helped_and_whoever_stands_behind_her_learns_nothing_else(
    cast: Cast, solicitor: Membership, drew: Membership
) -> None:
    lived(cast, solicitor, drew)
    browser = sign_in(cast.amal)
    # Amal is on Marta's page, and finds the way to it there.
    opened = reverse("herspace:opened", args=[cast.marta])
    assert (
        f'href="{opened}"' in browser.get(reverse("home:her", args=[cast.marta])).content.decode()
    )
    answer = browser.get(opened)
    page = answer.content.decode()
    main = re.sub(r"\s+", " ", page[page.index("<main") : page.index("</main>")])
    # What she may want to know.
    assert "Nadia, Harbour" in main
    assert "Opened it because someone could be in danger." in main
    assert "Cleo, Hearth" in main
    assert "named person will decide and tell you why" in main
    # What somebody behind her must not learn: her name, the solicitor, a locked part, who is kept away.
    for hidden in (
        "Marta",
        "Soraya",
        "Canary",
        "mmigration",
        "Drew",
        "kept away",
        "locked",
        "refused",
    ):
        assert hidden not in main
    # Nothing on the screen's edge either, and nothing stays.
    assert "<title>My page</title>" in page
    assert "no-store" in answer["Cache-Control"]
    assert page.count("data-exit rel=") == 2


def test_he_cannot_read_it_himself_and_hears_what_a_stranger_hears(
    cast: Cast, solicitor: Membership, drew: Membership
) -> None:
    lived(cast, solicitor, drew)
    there = sign_in(drew).get(reverse("herspace:opened", args=[cast.marta]))
    nowhere = sign_in(drew).get(reverse("herspace:opened", args=[new_key()]))
    assert (there.status_code, there.content) == (404, nowhere.content)


def test_leaving_ends_it_at_once(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    opened = reverse("herspace:opened", args=[cast.marta])
    assert browser.get(opened).status_code == 200
    browser.get(reverse("accounts:exit"))
    assert browser.get(opened).status_code == 302


def test_a_paper_waits_for_the_question_whether_it_is_safe(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    paper = reverse("herspace:opened_paper", args=[cast.marta])
    assert browser.get(paper).status_code == 405
    assert browser.post(paper, {"page": "1"}).status_code == 422
    assert browser.post(paper, {"page": "1", "safe": "on"})["Content-Type"] == "application/pdf"
