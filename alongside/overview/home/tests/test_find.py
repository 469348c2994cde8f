"""Finding anything: by name, ear and eye, number, reference and day; only among the women the hat sees."""

import datetime
import re
import uuid
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from alongside.core.people import actions as people
from alongside.core.people.models import Client, SafeContact
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.directory.models import Agency, Service
from alongside.overview.home import rules
from alongside.overview.home.queries import finding
from tests.shared.cast import Cast, actor, lead_for, make_client, sign_in
from tests.shared.nasty import NASTY
from tests.shared.sharing import give, make_leila

BORN = datetime.date(1991, 4, 17)


def text_of(cast: Cast, value: str = "+447700900123", kind: str = "text", **more: object) -> None:
    """Write a way to reach Marta, beside those that stand."""
    with acting_as(cast.amal.pk):
        version = SafeContact.objects.get(client_id=cast.marta).version
        way = {"kind": kind, "value": value, "hours": [], "words": "", "never": False, **more}
        people.set_safe_contact(
            client_id=cast.marta, facts={}, ways=[way], version=version, by=actor(cast.amal)
        )


def rename(cast: Cast, client_id: uuid.UUID, **facts: object) -> None:
    with acting_as(cast.amal.pk):
        version = Client.objects.get(pk=client_id).version
        people.set_basics(client_id=client_id, facts=facts, version=version, by=actor(cast.amal))


def woman(cast: Cast, name: str) -> uuid.UUID:
    Service.objects.filter(pk=cast.navigators.pk).update(caseload_from=None, caseload_to=None)
    key = make_client(name, lead=cast.amal, service=cast.navigators, triage=cast.bea)
    lead_for(key, lead=cast.amal, manager=cast.bea)
    return key


def found(hat: Membership, words: str) -> tuple[list[str], list[str]]:
    """Say who is found, and who is nearly found."""
    with acting_as(hat.pk):
        here = finding.found(words, datetime.datetime.now(datetime.UTC))
        return [one.client.name for one in here.exact], [one.client.name for one in here.near]


def page(browser: Browser, words: str) -> str:
    answer = browser.post("/find/", {"q": words})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    "words", ["mar", "MARTA", "kowal", "marta kow", "kowalska marta", "  marta  "]
)
def test_a_piece_of_any_name_finds_her(cast: Cast, words: str) -> None:
    rename(cast, cast.marta, full_name="Marta Kowalska")
    assert found(cast.amal, words) == (["Marta"], [])


@pytest.mark.parametrize("words", ["siobhan", "Siobhán", "oneill", "o'neill", "O’Neill"])
def test_accents_and_apostrophes_need_not_be_typed(cast: Cast, words: str) -> None:
    woman(cast, "Siobhán O’Neill")
    assert found(cast.amal, words) == (["Siobhán O’Neill"], [])


@pytest.mark.parametrize(
    "words", ["marte", "mata", "marrta", "matra", "kartta"[:5], "narta", "marts"]
)
def test_one_letter_wrong_finds_her_below(cast: Cast, words: str) -> None:
    exact, near = found(cast.amal, words)
    assert exact == []
    assert near == (["Marta"] if rules.one_letter_apart(words, "marta") else [])
    assert rules.one_letter_apart(words, "marta") is (words != "kartt")


@pytest.mark.parametrize(
    ("name", "typed"),
    [("Siobhán", "shevaun"), ("Fatima", "fatimah"), ("Yusuf", "yousef"), ("Aisha", "aysha"),
     ("Kathryn", "catrin"), ("Łucja Nowak", "novak")],
)  # fmt: skip
def test_a_name_that_sounds_so_finds_her_below(cast: Cast, name: str, typed: str) -> None:
    woman(cast, name)
    assert found(cast.amal, typed) == ([], [name])


def test_every_word_has_to_fit_somehow(cast: Cast) -> None:
    woman(cast, "Fatima Yusuf")
    assert found(cast.amal, "fatimah yousef")[1] == ["Fatima Yusuf"]
    assert found(cast.amal, "fat yousef")[1] == ["Fatima Yusuf"]
    assert found(cast.amal, "fatimah kowalska") == ([], [])


def test_whoever_fits_stands_before_whoever_nearly_does(cast: Cast) -> None:
    woman(cast, "Martha")
    woman(cast, "Marta Nowak")
    assert found(cast.amal, "marta") == (["Marta", "Marta Nowak"], ["Martha"])


@pytest.mark.parametrize("words", ["ma", "xyz", "zzyzx", "qqqqq"])
def test_what_is_too_short_or_unlike_finds_nobody_nearly(cast: Cast, words: str) -> None:
    woman(cast, "Amira")
    assert found(cast.amal, words)[1] == []


@pytest.mark.parametrize(
    "typed", ["07700 900123", "+447700900123", "0044 7700 900123", "900123", "07700-900 123"]
)
def test_her_number_finds_her_however_it_is_typed(cast: Cast, typed: str) -> None:
    text_of(cast)
    assert found(cast.amal, typed) == (["Marta"], [])
    assert found(cast.bea, typed) == (["Marta"], [])
    assert found(cast.amal, "07700 900124") == ([], [])


def test_a_number_never_to_use_and_one_that_was_ended_find_nobody(cast: Cast) -> None:
    text_of(cast, never=True)
    assert found(cast.amal, "07700 900123") == ([], [])
    text_of(cast)
    assert found(cast.amal, "07700 900123") == (["Marta"], [])
    text_of(cast, value="+447700900456")
    assert found(cast.amal, "07700 900123") == ([], [])


def test_figures_in_a_place_or_a_persons_name_are_no_number_of_hers(cast: Cast) -> None:
    text_of(cast, kind="through", value="flat 900123")
    assert found(cast.amal, "900123") == ([], [])


def test_no_number_stands_in_what_is_found(cast: Cast) -> None:
    text_of(cast)
    said = page(sign_in(cast.amal), "900123")
    assert "Marta" in said
    assert "900123" not in re.sub(r'value="[^"]*"', "", said)


def test_her_reference_finds_her(cast: Cast) -> None:
    with acting_as(cast.amal.pk):
        reference = Client.objects.get(pk=cast.marta).reference
    for typed in (reference, reference.lower(), reference.replace("-", "")):
        assert found(cast.amal, typed) == (["Marta"], [])
    other = "0" * 10 if reference[0] != "0" else "1" * 10
    assert found(cast.amal, other) == ([], [])


@pytest.mark.parametrize("typed", ["17 April 1991", "17/4/91", "1991-04-17", "17th apr 1991"])
def test_the_day_she_was_born_finds_her(cast: Cast, typed: str) -> None:
    rename(cast, cast.marta, born_on=BORN)
    assert found(cast.amal, typed) == (["Marta"], [])
    assert found(cast.amal, "18 April 1991") == ([], [])


def test_where_she_is_finds_nobody(cast: Cast) -> None:
    """Decision 0022: it would be a way round the question why somebody wants to know."""
    with acting_as(cast.amal.pk):
        people.set_whereabouts(
            client_id=cast.marta, address="4 Lantern Yard", since=None, membership_id=cast.amal.pk,
            by=actor(cast.amal),
        )  # fmt: skip
    assert found(cast.amal, "Lantern Yard") == ([], [])


@pytest.mark.parametrize("words", ["Marta", "mar", "marte", "07700 900123", "17 April 1991", "ref"])
def test_whoever_doesnt_see_her_finds_nobody_by_anything(cast: Cast, words: str) -> None:
    text_of(cast)
    rename(cast, cast.marta, born_on=BORN)
    with acting_as(cast.amal.pk):
        reference = Client.objects.get(pk=cast.marta).reference
    for hat in (cast.cleo, cast.amal_at_hearth, cast.nadia, cast.petra):
        assert found(hat, reference if words == "ref" else words) == ([], [])


def test_a_share_finds_her_while_it_lasts_and_by_its_parts(cast: Cast) -> None:
    leila = make_leila()
    assert found(leila, "marta") == ([], [])
    give(cast, leila, Compartment.GOALS)
    assert found(leila, "marta") == (["Marta"], [])
    assert found(leila, "marte") == ([], ["Marta"])


def test_pages_and_agencies_stand_below(cast: Cast) -> None:
    Agency.objects.filter(pk=cast.practice.pk).update(phone="+442079460123", ask_for="Reception")
    Service.objects.create(agency=cast.practice, name="Marth Lane clinic")
    said = page(sign_in(cast.amal), "marth")
    assert said.index("Nearly that") < said.index("Agencies")
    assert "Marth Lane clinic" in said
    assert "020 7946 0123" in said
    said = page(sign_in(cast.amal), "note")
    assert '<a href="/notes/">Write a note</a>' in said
    assert "Under “Who can see what”" not in said
    assert "under “Who can see what”" in page(sign_in(cast.amal), "sharing")
    assert "New referrals" in page(sign_in(cast.bea), "referrals")


def test_pages_of_others_and_closed_agencies_are_not_found(cast: Cast) -> None:
    assert rules.pages_found("who sees", cast.bea)
    assert rules.pages_found("who sees", cast.amal) == []
    assert rules.pages_found("a", cast.bea) == []
    Agency.objects.filter(pk=cast.hearth.pk).update(closed_at=datetime.datetime.now(datetime.UTC))
    said = page(sign_in(cast.amal), "hearth")
    assert 'id="agencies"' not in said
    assert "Nobody by that name" in said


def test_what_is_found_is_said_aloud_in_a_place_that_stays(cast: Cast) -> None:
    woman(cast, "Martha")
    said = page(sign_in(cast.amal), "marta")
    aloud = re.search(r'role="status" id="found-said">(.*?)</p>', said, re.S)
    assert aloud is not None
    assert aloud[1].strip() == "One woman found. One name is nearly that."
    assert "Nobody found." in page(sign_in(cast.amal), "zzyzx")


def test_what_was_typed_is_in_no_address(cast: Cast) -> None:
    said = page(sign_in(cast.amal), "marta")
    assert not re.search(r'(href|action|hx-post)="[^"]*marta', said, re.I)
    assert sign_in(cast.amal).get("/find/?q=marta").content.decode().count("Marta") == 0


@pytest.mark.parametrize("what", NASTY)
def test_nothing_typed_breaks_it(cast: Cast, what: str) -> None:
    body = urlencode({"q": NASTY[what]}, errors="surrogatepass")
    answer = sign_in(cast.amal).post(
        "/find/", body, content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 200


def test_the_number_of_questions_does_not_grow_with_the_women(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    page(browser, "marta")

    def asked(words: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            page(browser, words)
        return len(queries)

    # Marta alone fits, and Martha nearly does.
    woman(cast, "Martha")
    few = asked("marta")
    for number in range(8):
        woman(cast, f"Marta {number}")
        woman(cast, f"Martha {number}")
    assert asked("marta") == few
    assert few <= 30


def test_every_search_begins_at_the_readers_passes(cast: Cast) -> None:
    """By its key out of her passes: never by looking through women she doesn't see, by any index."""
    asked = rules.asked("marte 900123")
    with acting_as(cast.amal.pk):
        with connection.cursor() as cursor:
            cursor.execute("set local enable_seqscan = off")
        for typed in ("marta", "07700 900123", "0a1b2-c3d4e", "17 April 1991"):
            plan = finding.exactly(rules.asked(typed)).explain()
            assert "Index Cond: ((id = ANY (" in plan, plan
            assert "people_client_sounds" not in plan
            assert "people_safeway_value" not in plan
        with CaptureQueriesContext(connection) as queries:
            finding.nearly(rules.asked("marte"), without=[])
        with connection.cursor() as cursor:
            cursor.execute(f"explain {queries[0]['sql']}")
            plan = "\n".join(row[0] for row in cursor.fetchall())
    assert asked.words == ["marte", "900123"]
    assert "Index Cond: ((id = ANY (" in plan
    assert "people_client_sounds" not in plan


def test_who_may_not_see_women_may_not_look_for_them(cast: Cast) -> None:
    assert sign_in(cast.ada).post("/find/", {"q": "marta"}).status_code == 403
    assert sign_in(cast.vera).get("/find/").status_code == 403
    assert Browser().post("/find/", {"q": "marta"}).status_code == 302
