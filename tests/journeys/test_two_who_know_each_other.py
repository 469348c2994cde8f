"""Two women who are together, each with a record of her own: nothing of the one shows from the other (R47).

Marta is with Amal, Roza with Cleo at another agency; then Marta's record is shared with Cleo. Each names the
other as exactly as anybody can.
"""

import re
import uuid

import pytest
from django.apps import apps
from django.db import connection, models
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from alongside.core.around import queries
from alongside.core.around.models import Person
from alongside.core.people import actions as people
from alongside.core.people.models import Client
from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.compartments import bits
from alongside.foundation.access.context import acting_as
from alongside.foundation.directory.models import Agency
from tests.shared.around import a_person
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.sharing import give

FULL = {"marta": "Marta Zarembska", "roza": "Roza Demirel"}


def pages(client_id: uuid.UUID) -> list[str]:
    """Give every page about one woman that needs no other key."""
    names = (
        "home:her", "home:timeline", "around:around", "around:near", "around:pets", "around:paper",
        "around:person_new", "sharing:who_sees", "papers:papers", "outcomes:goals", "herspace:my_path",
        "people:contact", "away:list",
    )  # fmt: skip
    return [reverse(name, args=[client_id]) for name in names]


def name_both(cast: Cast) -> tuple[Person, Person]:
    """Give both their full names, and let each name the other as exactly as anybody can."""
    for key, hat, name in (
        (cast.marta, cast.amal, FULL["marta"]), (cast.roza, cast.cleo, FULL["roza"]),
    ):  # fmt: skip
        with acting_as(hat.pk):
            version = Client.objects.get(pk=key).version
            people.set_basics(
                client_id=key, facts={"full_name": name}, version=version, by=actor(hat)
            )
    hers = a_person(
        cast, FULL["roza"], words="We share a tent.", roles=("partner",), close=3, trust=2
    )
    others = a_person(
        cast, FULL["marta"], words="She snores.", roles=("partner",), close=3, hat=cast.cleo,
        client_id=cast.roza,
    )  # fmt: skip
    return hers, others


def without_tokens(page: str) -> str:
    return re.sub(r'name="(csrfmiddlewaretoken|key)" value="[\w-]+"', "", page)


def read(browser: Browser, urls: list[str]) -> list[str]:
    answers = [browser.get(url) for url in urls]
    assert {answer.status_code for answer in answers} == {200}
    return [without_tokens(answer.content.decode()) for answer in answers]


def test_no_page_of_the_one_changes_when_the_other_names_her(cast: Cast) -> None:
    amal, cleo = sign_in(cast.amal), sign_in(cast.cleo)
    hers = a_person(cast, FULL["roza"], words="We share a tent.", roles=("partner",), close=3)
    before = read(amal, pages(cast.marta))
    today = without_tokens(amal.get(reverse("home:today")).content.decode())
    a_person(
        cast, "Marta", words="She snores.", roles=("partner",), close=3, hat=cast.cleo,
        client_id=cast.roza,
    )  # fmt: skip
    assert read(amal, pages(cast.marta)) == before
    assert without_tokens(amal.get(reverse("home:today")).content.decode()) == today
    page = amal.get(reverse("around:person", args=[cast.marta, hers.pk])).content.decode()
    assert str(cast.roza) not in page
    assert "She snores." not in "".join(before)
    assert "We share a tent." not in "".join(read(cleo, pages(cast.roza)))


def test_a_worker_who_sees_both_reads_each_record_as_if_the_other_were_not_there(
    cast: Cast,
) -> None:
    hers, others = name_both(cast)
    Agency.objects.filter(pk=cast.hearth.pk).update(confirmed_at=timezone.now())
    cast.cleo.agency.refresh_from_db()
    give(cast, cast.cleo, bits(C.STORY, C.CHILDREN, C.NOTES, C.GOALS))
    browser, opened = sign_in(cast.cleo), 0
    for mine, other, row, back in (
        (cast.marta, cast.roza, hers, others), (cast.roza, cast.marta, others, hers),
    ):  # fmt: skip
        for url in [*pages(mine), reverse("around:person", args=[mine, row.pk])]:
            answer = browser.get(url)
            page = answer.content.decode()
            opened += answer.status_code == 200
            assert str(other) not in page, url
            assert str(back.pk) not in page, url
        crossed = browser.get(reverse("around:person", args=[mine, back.pk]))
        never = browser.get(reverse("around:person", args=[mine, uuid.uuid4()]))
        assert (crossed.status_code, crossed.content) == (404, never.content)
    assert opened > 18


def test_finding_by_her_name_finds_no_record_that_only_names_her(cast: Cast) -> None:
    name_both(cast)
    for hat, hers, other in ((cast.amal, "Marta", "Roza"), (cast.cleo, "Roza", "Marta")):
        page = sign_in(hat).post(reverse("home:find"), {"q": FULL[other.lower()]}).content.decode()
        assert str(cast.marta) not in page
        assert str(cast.roza) not in page
        found = sign_in(hat).post(reverse("home:find"), {"q": hers}).content.decode()
        assert str(getattr(cast, hers.lower())) in found


def test_counts_of_the_one_know_nothing_of_the_other(cast: Cast) -> None:
    name_both(cast)
    with acting_as(cast.amal.pk):
        (month,) = queries.months(queries.everybody(cast.marta), timezone.localdate())
        assert (month.named, month.close) == (1, 1)
        assert queries.everybody(cast.roza).people == []
        assert not Person.objects.filter(client_id=cast.roza).exists()


def test_no_key_leads_from_somebody_around_her_to_a_record_of_a_woman() -> None:
    room = [one for one in apps.get_models() if one.__module__.startswith("alongside.core.around.")]
    assert len(room) == 9
    for model in room:
        keys = {
            field.name for field in model._meta.get_fields()
            if isinstance(field, models.ForeignKey) and field.related_model is Client
        }  # fmt: skip
        assert keys == {"client"}, model
    # Nor does anything of another room lead here, where the two could meet.
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if field.related_model in room:
                assert model in room, f"{model.__name__}.{field.name}"


@pytest.mark.parametrize("table", ["around_person", "around_standing"])
def test_the_database_ties_each_row_to_one_woman_alone(cast: Cast, table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select confrelid::regclass::text from pg_constraint "
            "where conrelid = %s::regclass and contype = 'f'",
            [table],
        )
        keys = [row[0] for row in cursor.fetchall()]
    assert keys.count("people_client") == 1
