"""To whom she keeps away she does not exist: the same bytes and the same number of questions to the database
as where she never was, on every page, for every form, whatever his role (S8).

Each thing is tried in two databases that differ in her alone, and the answers are laid on one another.
"""

import datetime
import re
import uuid
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from alongside.core.sharing.actions import emergency, matching
from alongside.core.sharing.models import BreakGlass, Match
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.keys import new_key
from alongside.support.outcomes.models import Goal
from tests.journeys.test_every_url import ELSEWHERE
from tests.shared.asking import begin, fill, start_of
from tests.shared.cast import actor, seen_by, sign_in
from tests.shared.database import as_admin, use
from tests.shared.forms import day_typed, forms_of
from tests.shared.two_worlds import BORN, Worlds, two_worlds
from tests.shared.world import Place, places

ROLES = (
    "navigator", "manager", "triage", "partner", "matching person", "safety lead", "data protection",
    "commissioner", "volunteer", "administrator",
)  # fmt: skip
# A token of the form, a key made for it or for a pair, the time of day: new in every answer.
NEW_EACH_TIME = re.compile(
    rb'name="csrfmiddlewaretoken" value="\w+"|name="(key|draft)" value="[0-9a-f-]{36}"|\b\d\d:\d\d\b'
    rb"|/kept-away/pairs/[0-9a-f-]{36}/"
)
HEADERS = ("Content-Type", "Location", "Cache-Control", "Content-Length", "Vary")
# Ends sessions, or shows those of this very run.
LEFT_OUT = ELSEWHERE | {"accounts:session_list", "accounts:first_run", "accounts:worker_close"}
Answer = tuple[Any, ...]
TOMORROW = timezone.localdate() + datetime.timedelta(days=1)


@pytest.fixture(scope="module")
def worlds(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Worlds]:
    with django_db_blocker.unblock(), two_worlds() as made:
        yield made


def told(answer: Any) -> Answer:
    """Everything an answer says, but for what is new each time."""
    head = {name: answer.headers.get(name) for name in HEADERS}
    body = NEW_EACH_TIME.sub(b"", answer.content)
    head.pop("Content-Length")
    return answer.status_code, head, body


def asked(ask: Callable[[], Any]) -> Answer:
    cache.clear()
    # Django keeps the last nine thousand only, and warns.
    connection.queries_log.clear()
    with CaptureQueriesContext(connection) as queries:
        answer = ask()
    return (*told(answer), len(queries))


Ask = Callable[[Browser], Any]


def same(worlds: Worlds, who: str, asks: Sequence[tuple[str, Ask]]) -> list[int]:
    """Ask the same things in both databases, signed in as the same person, and see that each pair of answers
    is one; gives the statuses.
    """
    answers = []
    for name in worlds.names():
        use(name)
        browser = sign_in(worlds.kept[who])
        browser.raise_request_exception = False
        answers.append([asked(lambda ask=ask: ask(browser)) for _, ask in asks])  # type: ignore[misc]  # noqa: B023
    for (what, _), here, there in zip(asks, *answers, strict=True):
        said = f"{who}, {what}"
        assert here[0] < 500, said
        assert here[:3] == there[:3], said
        assert here[3] == there[3], f"{said}: {here[3]} questions with her, {there[3]} without"
    return [int(here[0]) for here in answers[0]]


def opens(url: str) -> Ask:
    return lambda browser: browser.get(url)


def sends(url: str, said: dict[str, Any]) -> Ask:
    return lambda browser: browser.post(url, said)


def filled(worlds: Worlds, place: Place, **instead: object) -> dict[str, object]:
    """Fill an address with her keys; what isn't hers with something that is the same in both."""
    known = {
        **worlds.hers, "service_id": worlds.cast.navigators.pk, "agency_id": worlds.cast.practice.pk,
        "worker_id": worlds.cast.nadia.worker_id, "hat_id": worlds.cast.nadia.pk, "period": "2026-q1",
        "subject": "strengths", "copy_id": uuid.UUID(int=77), **instead,
    }  # fmt: skip
    other: dict[str, object] = {"uuid": uuid.UUID(int=5), "int": 5}
    kinds = {part: kind for kind, part in re.findall(r"<(\w+):(\w+)>", place.route)}
    return {part: known.get(part, other.get(kinds.get(part, ""), "x")) for part in place.parts}


def addresses(worlds: Worlds) -> list[tuple[Place, str]]:
    found = []
    for place in places():
        if place.name in LEFT_OUT:
            continue
        found.append((place, reverse(place.name, kwargs=filled(worlds, place))))
    return found


# --- every address, opened and posted to ----------------------------------------------------------------


def test_the_two_worlds_differ_and_those_who_are_not_kept_away_see_it(worlds: Worlds) -> None:
    use(worlds.with_her)
    assert worlds.hers["client_id"] in seen_by(worlds.cast.amal)
    assert worlds.hers["client_id"] in seen_by(worlds.cast.bea)
    for hat in worlds.kept.values():
        assert worlds.hers["client_id"] not in seen_by(hat)
    use(worlds.without)
    assert worlds.hers["client_id"] not in seen_by(worlds.cast.amal)


@pytest.mark.parametrize("who", ROLES)
def test_every_address_with_her_keys_says_the_same(worlds: Worlds, who: str) -> None:
    asks = [(place.name, opens(url)) for place, url in addresses(worlds)]
    assert len(same(worlds, who, asks)) > 100


@pytest.mark.parametrize("who", ["navigator", "manager", "triage", "partner"])
def test_every_form_sent_to_her_addresses_says_the_same(worlds: Worlds, who: str) -> None:
    """As a tab does that was open when she kept him away."""
    sent = {
        "key": str(worlds.hers["contact_id"]), "version": "1", "her_words": "hello", "words": "so",
        "happened_on_0": "1", "happened_on_1": "2", "happened_on_2": "2026", "kind": "walk",
    }  # fmt: skip
    found = [
        (place, url) for place, url in addresses(worlds)
        if "client_id" in place.parts or "referral_id" in place.parts
    ]  # fmt: skip
    answers = same(worlds, who, [(place.name, sends(url, sent)) for place, url in found])
    for (place, _), status in zip(found, answers, strict=True):
        # A draft is thrown away without asking whether there was one.
        assert status in (302 if place.name.endswith("throw_away") else 404, 403), place.name
    assert len(answers) > 30


# --- looking for her ------------------------------------------------------------------------------------


LOOKED_FOR = (
    "Zora", "zor", "Zora Ibrahim", "Sora Ibraheem", "07700 900777", "+447700900777", "900777",
    "17 April 1991", "1991-04-17", "ZZ99 3VZ",
)  # fmt: skip


@pytest.mark.parametrize("who", ROLES)
def test_finding_finds_nothing(worlds: Worlds, who: str) -> None:
    find = reverse("home:find")
    same(worlds, who, [(f"finds {words}", sends(find, {"q": words})) for words in LOOKED_FOR])


@pytest.mark.parametrize("who", ["navigator", "manager", "triage", "partner"])
def test_emergency_access_answers_as_for_nobody(worlds: Worlds, who: str) -> None:
    hat = worlds.kept[who]
    for whom in ({"reference": worlds.hers["client_id"].hex[-10:]}, {"name": "Zora", "born": BORN}):
        counts = []
        for name in worlds.names():
            use(name)
            with acting_as(hat.pk), CaptureQueriesContext(connection) as queries:
                found = emergency.break_glass(
                    key=new_key(), reason=BreakGlass.Reason.DANGER, words="", by=actor(hat),
                    **whom,  # type: ignore[arg-type]
                )  # fmt: skip
            assert found is None
            counts.append(len(queries))
        assert counts[0] == counts[1]


# --- writing, with her keys at hand ----------------------------------------------------------------------


def typed(html: str, has: str) -> dict[str, Any]:
    form = next(one for one in forms_of(html) if has in one.fields)
    return form.as_sent()


@pytest.mark.parametrize(
    ("address", "has", "said"),
    [
        ("engagement:note_new", "her_words", {"her_words": "About Berit"}),
        ("engagement:note_new", "her_words", {"her_words": "About Berit", "keep": "yes"}),
        ("engagement:appointment_new", "what",
         {"what": "Coffee", **day_typed("on_date", TOMORROW)}),
        ("outcomes:new_goal", "words", {"words": "Sleep"}),
        ("away:add", "person_name", {"whom": "person", "person_name": "Nobody Here"}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("row", ["contact_id", "appointment_id", "goal_id", "draft_id", "block_id"])
def test_a_key_of_hers_sent_with_a_form_about_another_woman_tells_nothing(
    worlds: Worlds, address: str, has: str, said: dict[str, str], row: str
) -> None:
    here = reverse(address, args=[worlds.berit])

    def send(browser: Browser) -> Any:
        form = typed(browser.get(here).content.decode(), has)
        return browser.post(here, {**form, **said, "key": str(worlds.hers[row])})

    assert same(worlds, "navigator", [(f"{address} with her {row}", send)]) == [302]


def test_a_check_in_and_a_try_with_her_keys_tell_nothing(worlds: Worlds) -> None:
    goal = new_key()
    for name in worlds.names():
        use(name)
        _goal_of_berit(worlds, goal)
    for address, row, said in (
        ("outcomes:new_attempt", "attempt_id", {"words": "We rang."}),
        ("outcomes:check_in_goal", "sitting", {"hers_words": "Better."}),
    ):
        here = reverse(address, args=[worlds.berit, goal])

        def send(browser: Browser, here: str = here, row: str = row, said: Any = said) -> Any:
            form = typed(browser.get(here).content.decode(), "key")
            return browser.post(here, {**form, **said, "key": str(worlds.hers[row])})

        same(worlds, "navigator", [(address, send)])


def _goal_of_berit(worlds: Worlds, key: uuid.UUID) -> None:
    amal = worlds.cast.amal
    with acting_as(amal.pk):
        Goal(
            pk=key, client_id=worlds.berit, made_by=amal, words="Rest",
            began_on=datetime.date(2026, 1, 5),
        ).save(force_insert=True)  # fmt: skip


@pytest.mark.parametrize("who", ["navigator", "manager", "triage", "partner"])
@pytest.mark.parametrize("row", ["referral_id", "client_id", ""])
def test_a_new_referral_for_her_by_himself_gets_the_receipt_anybody_gets(
    worlds: Worlds, who: str, row: str
) -> None:
    here, key = reverse("referrals:write"), str(worlds.hers.get(row) or new_key())
    said = {
        "key": key, "service": worlds.cast.advocates.pk, "way": "07700 900777", "how": "call",
        "when": ["any"], "name": "Zora Ibrahim", "she_knows": "yes", "safe_to_contact": "yes",
    }  # fmt: skip
    asks = [("write", sends(here, said))]
    asks += [(name, opens(reverse(name))) for name in ("referrals:sent", "referrals:new")]
    assert same(worlds, who, asks)[0] == 302


def test_the_public_form_gives_the_same_receipt_though_he_knows_the_key_of_hers(
    worlds: Worlds,
) -> None:
    answers = []
    for name in worlds.names():
        use(name)
        answers.append(_ask_for_her(worlds, Browser()))
    assert answers[0] == answers[1]


def _ask_for_her(worlds: Worlds, browser: Browser) -> list[Answer]:
    """Write and send the public form, page by page."""
    url = begin(browser, start_of(worlds.cast.navigators), someone=True)
    steps = []
    for said in (
        {"way": "07700 900777", "when": ["any"], "draft": str(worlds.hers["referral_id"])},
        {"name": "Zora Ibrahim"},
        {"she_knows": "no", "safe_to_contact": "unsure"},
        {},
    ):
        answer = asked(lambda said=said, url=url: fill(browser, url, **said))  # type: ignore[misc]
        assert answer[0] == 302
        steps.append(answer)
        url = str(answer[1]["Location"])
    return [*steps, asked(lambda: browser.get(url))]


# --- counts ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["manager", "data protection", "commissioner"])
def test_copies_handed_on_are_those_of_a_place_where_she_never_was(
    worlds: Worlds, who: str
) -> None:
    names = ("insight:copy", "insight:copy_csv", "insight:copy_about")
    same(worlds, who, [(name, opens(reverse(name, args=[uuid.UUID(int=77)]))) for name in names])


def test_the_matching_person_sees_no_half_of_a_pair(worlds: Worlds) -> None:
    use(worlds.with_her)
    for name in worlds.names():
        use(name)
        matching.compare_waiting()
    use(worlds.with_her)
    found = as_admin("select 1 from sharing_match where client_id = %s", worlds.hers["client_id"])
    assert found
    with acting_as(worlds.kept["matching person"].pk):
        assert not Match.objects.filter(other_id=worlds.hers["client_id"]).exists()
    same(worlds, "matching person", [("pairs", opens(reverse("away:pairs")))])
