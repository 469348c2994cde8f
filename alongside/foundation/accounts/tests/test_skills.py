"""What workers know and which languages they speak, and the list they choose from (R1, R50, R139)."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.foundation.accounts.models import HasSkill, Membership, Skill
from tests.shared.asking import fill
from tests.shared.care import VAWG, knows, skill
from tests.shared.cast import Cast, make_hat, make_worker, sign_in
from tests.shared.forms import words_shown

MINE, LIST = reverse("accounts:my_skills"), reverse("accounts:skills")
COLLEAGUES = reverse("accounts:colleagues")


def known(hat: Membership) -> set[str]:
    rows = HasSkill.objects.filter(membership=hat, ended_at__isnull=True)
    return set(rows.values_list("skill__name", flat=True))


def page(hat: Membership, address: str) -> str:
    answer = sign_in(hat).get(address)
    assert answer.status_code == 200
    return " ".join(words_shown(answer.content.decode()).split())


def change(skill_: Skill) -> str:
    return reverse("accounts:skill_change", args=[skill_.pk])


def test_a_worker_says_what_she_knows_and_colleagues_see_it(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    sent = {"specialism": [str(skill(VAWG).pk)], "language": [str(skill("Farsi").pk)]}
    for _press in range(2):
        assert browser.post(MINE, sent).status_code == 302
    assert known(cast.amal) == {VAWG, "Farsi"}
    assert HasSkill.objects.count() == 2
    told = page(cast.cleo, COLLEAGUES)
    assert f"Knows well: {VAWG}. Speaks Farsi." in told
    # What she unticks ends, and what she knows under another hat stays there.
    assert browser.post(MINE, {"language": [str(skill("Farsi").pk)]}).status_code == 302
    assert known(cast.amal) == {"Farsi"}
    assert known(cast.amal_at_hearth) == set()


def test_her_manager_and_an_administrator_may_write_it_down_too(cast: Cast) -> None:
    address = reverse("accounts:hat_skills", args=[cast.amal.pk])
    for hat in (cast.bea, cast.ada):
        assert sign_in(hat).post(address, {"language": str(skill("Welsh").pk)}).status_code == 302
    assert known(cast.amal) == {"Welsh"}
    other = make_hat(make_worker("Hedy"), cast.hearth, cast.bea.role, cast.advocates)
    assert sign_in(other).get(address).status_code == 404
    assert sign_in(other).post(address, {}).status_code == 404
    assert sign_in(cast.nadia).post(address, {}).status_code == 403
    assert known(cast.amal) == {"Welsh"}
    for hat, whose in ((cast.bea, {cast.amal}), (cast.ada, {cast.amal, cast.cleo})):
        shown = sign_in(hat).get(COLLEAGUES).content.decode()
        for one in (cast.amal, cast.cleo):
            assert (reverse("accounts:hat_skills", args=[one.pk]) in shown) == (one in whose)


@pytest.mark.parametrize("wrong", ["00000000-0000-4000-8000-000000000000", "nothing", "a\x00b"])
def test_what_is_not_on_the_list_gets_a_sentence(cast: Cast, wrong: str) -> None:
    answer = sign_in(cast.amal).post(MINE, {"specialism": wrong})
    assert answer.status_code == 422
    assert "Choose from the list." in answer.content.decode()


def test_the_partnership_names_the_list_itself(cast: Cast) -> None:
    sent = {"key": str(uuid.uuid4()), "kind": "specialism", "name": "Deaf women"}
    browser = sign_in(cast.ada)
    assert {browser.post(LIST, sent).status_code for _press in range(2)} == {302}
    one = skill("Deaf women")
    assert "Deaf women" in page(cast.amal, MINE)
    assert fill(browser, change(one), name="Deaf and hearing-impaired women").status_code == 302
    assert "hearing-impaired" in page(cast.amal, MINE)
    assert sign_in(cast.bea).get(LIST).status_code == 403


def test_what_is_taken_off_the_list_stays_with_whoever_has_it(cast: Cast) -> None:
    knows(cast.amal, "Farsi")
    one = skill("Farsi")
    browser = sign_in(cast.ada)
    answer = browser.post(change(one), {"name": "Farsi", "version": one.version})
    assert answer.status_code == 302
    assert "Farsi" not in page(cast.nadia, MINE)
    assert sign_in(cast.amal).post(MINE, {}).status_code == 302
    assert known(cast.amal) == {"Farsi"}
    assert "Speaks Farsi." in page(cast.bea, COLLEAGUES)


def test_a_name_that_is_there_and_a_line_changed_meanwhile_get_a_sentence(cast: Cast) -> None:
    browser, one = sign_in(cast.ada), skill("Farsi")
    answer = fill(browser, LIST, kind="language", name="welsh")
    assert answer.status_code == 422
    assert "stands on the list already" in answer.content.decode()
    assert fill(browser, change(one), name="Welsh").status_code == 422
    answer = browser.post(change(one), {"name": "Dari", "offered": "on", "version": "0"})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "Somebody else changed it to “Farsi”." in shown
    assert "Dari" in shown


def test_the_list_of_colleagues_takes_the_same_reads_for_any_number(cast: Cast) -> None:
    browser = sign_in(cast.bea)
    knows(cast.amal, VAWG)
    browser.get(COLLEAGUES)
    with CaptureQueriesContext(connection) as few:
        browser.get(COLLEAGUES)
    for number in range(12):
        hat = make_hat(make_worker(f"W{number}"), cast.harbour, cast.amal.role, cast.navigators)
        knows(hat, VAWG, "Farsi")
    with CaptureQueriesContext(connection) as many:
        browser.get(COLLEAGUES)
    assert len(many) == len(few)
