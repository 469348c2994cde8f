"""women/<uuid>/away/…: whom she keeps away, set at her word and lifted with her."""

import threading
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.utils import timezone

from alongside.core.sharing.actions import away, locked
from alongside.core.sharing.models import Block, Doubt, Grant
from alongside.core.sharing.queries import away as queries
from alongside.core.team.models import TeamMember
from alongside.foundation.access import actions as gate
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.actions import workers
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key
from alongside.foundation.common.refused import Refused
from alongside.foundation.directory.models import Agency
from tests.shared.asking import fill, is_shown, put_beside
from tests.shared.cast import Cast, actor, lead_for, seen_by, sign_in
from tests.shared.database import as_admin
from tests.shared.nasty import SHORT
from tests.shared.sharing import give, make_leila


def here(cast: Cast, more: str = "") -> str:
    return f"/women/{cast.marta}/away/{more}"


def add(cast: Cast, hat: Membership | None = None, **said: Any) -> Any:
    return fill(sign_in(hat or cast.amal), here(cast, "add/"), **{"whom": "person", **said})


def keep_away(cast: Cast, **whom: Any) -> Block:
    """Keep somebody away past the page, and give the row."""
    key = new_key()
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=key, client_id=cast.marta, made_by=cast.amal, by=actor(cast.amal), **whom
        )
        return Block.objects.get(pk=key)


def kept(cast: Cast) -> list[Block]:
    with acting_as(cast.amal.pk):
        return list(Block.objects.standing().filter(client_id=cast.marta))


@pytest.fixture
def shore(cast: Cast) -> Agency:
    return Agency.objects.create(name="Shore Housing")


# --- writing somebody down -------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["amal", "bea"])
def test_those_who_look_after_her_write_somebody_down_and_the_list_says_so(
    cast: Cast, who: str
) -> None:
    answer = add(cast, getattr(cast, who), person_name="Tariq Mahmood", her_words="My cousin.")
    assert answer["Location"] == here(cast)
    page = sign_in(cast.amal).get(here(cast)).content.decode()
    assert "Tariq Mahmood" in page
    assert "My cousin." in page


def test_a_whole_agency_needs_her_to_know_what_it_does(cast: Cast, shore: Agency) -> None:
    assert add(cast, whom="agency", agency=str(shore.pk)).status_code == 302
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    # Harbour is all she has.
    refused = add(cast, whom="agency", agency=str(cast.harbour.pk), sure="on")
    assert refused.status_code == 422
    assert "nobody here would see her any more" in refused.content.decode()
    assert [one.agency_id for one in kept(cast)] == [shore.pk]


@pytest.mark.parametrize("whom", ["worker", "agency"])
def test_who_is_put_out_shares_leads_and_holds_nothing_any_more_and_no_page_says_he_does(
    cast: Cast, whom: str
) -> None:
    petra = cast.petra
    Agency.objects.filter(pk=petra.agency_id).update(confirmed_at=timezone.now())
    petra.agency.refresh_from_db()
    give(cast, petra, Compartment.GOALS)
    give(cast, petra, Compartment.NOTES, membership=None)
    other = give(cast, make_leila(), Compartment.GOALS)
    keep_away(cast, **{whom: getattr(petra, whom)})
    with acting_as(cast.amal.pk):
        standing = set(Grant.objects.standing().values_list("membership_id", "agency_id"))
    to_all = set() if whom == "agency" else {(None, petra.agency_id)}
    assert standing == {(other.membership_id, other.agency_id)} | to_all
    page = sign_in(cast.amal).get(f"/women/{cast.marta}/sharing/").content.decode()
    assert "(Petra) can see" not in page
    assert "(Petra) could see" in page
    # Let back in he begins anew.
    (block,) = kept(cast)
    with acting_as(cast.amal.pk):
        away.lift(block=block, lifted_by=cast.amal, words="", by=actor(cast.amal))
    assert (cast.marta in seen_by(petra)) == (whom == "worker")


def test_a_lead_worker_she_keeps_away_leads_no_more_and_her_manager_gives_her_another(
    committed_cast: Cast,
) -> None:
    cast = committed_cast
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    with acting_as(cast.amal.pk):
        locked.must_hold(client_id=cast.marta, part=Compartment.IMMIGRATION, by=actor(cast.amal))
    with acting_as(cast.bea.pk):
        away.keep_away(
            key=new_key(), client_id=cast.marta, worker=cast.amal.worker, made_by=cast.bea,
            by=actor(cast.bea),
        )  # fmt: skip
        team = TeamMember.objects.filter(ended_at__isnull=True)
        assert [one.membership_id for one in team] == [cast.nadia.pk]
    assert as_admin("select count(*) from sharing_named where ended_at is null") == [(0,)]
    page = sign_in(cast.bea).get("/hand-over/").content.decode()
    assert "Marta" in page
    lead_for(cast.marta, lead=cast.nadia, manager=cast.bea)
    with acting_as(cast.nadia.pk):
        block = Block.objects.standing().get()
        away.lift(block=block, lifted_by=cast.nadia, words="", by=actor(cast.nadia))
    assert seen_by(cast.amal) == set()


def test_a_woman_whom_nobody_sees_any_more_is_counted_for_an_administrator(
    committed_cast: Cast,
) -> None:
    cast = committed_cast
    keep_away(cast, worker=cast.bea.worker)
    assert "any more" not in sign_in(cast.ada).get("/").content.decode()
    with acting_as(cast.ada.pk):
        workers.end_hat(hat=cast.amal, by=actor(cast.ada))
    page = sign_in(cast.ada).get("/").content.decode()
    assert "Nobody sees one woman of Harbour Navigators any more." in page
    assert "Marta" not in page
    for hat in (cast.bea, cast.nadia, cast.cleo):
        with acting_as(hat.pk):
            assert gate.seen_by_nobody() == []
    # To an administrator whom she keeps away she is not there either.
    as_admin(
        "insert into sharing_block (id, client_id, worker_id, person_name, number, mail_domain, "
        "her_words, is_herself, made_by_id, made_at, lift_words) "
        "values (%s, %s, %s, '', '', '', '', false, %s, now(), '')",
        uuid.uuid4(), cast.marta, cast.ada.worker_id, cast.bea.pk,
    )  # fmt: skip
    assert "any more" not in sign_in(cast.ada).get("/").content.decode()


def test_the_database_itself_lets_nobody_be_the_last_to_go(cast: Cast) -> None:
    """Two who write somebody down at once have each read that the other stays."""
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(), client_id=cast.marta, worker=cast.bea.worker, made_by=cast.amal,
            by=actor(cast.amal),
        )  # fmt: skip
        with pytest.raises(Refused, match="nobody here would see her any more"):
            away.keep_away(
                key=new_key(), client_id=cast.marta, worker=cast.amal.worker, made_by=cast.amal,
                by=actor(cast.amal),
            )  # fmt: skip
    assert [one.worker_id for one in kept(cast)] == [cast.bea.worker_id]
    assert seen_by(cast.amal) == {cast.marta}


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ({"person_name": ""}, "Write a name, a number or the end of an e-mail."),
        ({"whom": ""}, "Say whom."),
        ({"whom": "everybody"}, "Choose one of the answers shown."),
        ({"whom": "agency", "person_name": ""}, "Choose the agency."),
        ({"whom": "agency", "agency": str(uuid.uuid4())}, "Choose one of the answers shown."),
        ({"whom": "agency", "agency": "no key"}, "Choose one of the answers shown."),
        ({"whom": "herself", "person_name": ""}, "Write the name she works under."),
        ({"whom": "herself", "person_name": "Zuleika Quent"}, "Nobody who works here has this name."),
        ({"person_name": "Ola", "number": "not a number"}, "number"),
        ({"person_name": "Ola", "mail_domain": "not a domain"}, "Write it like council.example."),
        ({"person_name": "Ola", "mail_domain": "gmail.com"}, "Anybody can have an address there."),
        ({"person_name": "Ola", "is_one_of": str(uuid.uuid4())}, "Say whether it is one of these."),
        ({"person_name": "Vera"}, "Say whether it is one of these."),
    ],
)  # fmt: skip
def test_what_can_t_be_kept_is_said_and_nothing_typed_is_lost(
    cast: Cast, said: dict[str, str], answer: str
) -> None:
    page = add(cast, **{"her_words": "He rang the door again.", **said})
    assert page.status_code == 422
    assert answer in page.content.decode()
    assert "He rang the door again." in page.content.decode()
    assert kept(cast) == []


@pytest.mark.parametrize("words", SHORT.values(), ids=list(SHORT))
def test_strange_text_never_breaks_it(cast: Cast, words: str) -> None:
    answer = add(cast, person_name=words, number=words, mail_domain=words, her_words=words)
    assert answer.status_code in (302, 422)
    if answer.status_code == 422:
        assert is_shown(words, answer.content.decode())


def test_the_same_page_with_somebody_else_in_it_keeps_both_away(cast: Cast) -> None:
    typed = {"key": str(new_key()), "whom": "person", "agency": "", "number": "", "mail_domain": ""}
    browser = sign_in(cast.amal)
    for name in ("Tariq Mahmood", "Imran Mahmood", "Tariq Mahmood", "Imran Mahmood"):
        answer = browser.post(here(cast, "add/"), {**typed, "person_name": name})
        assert answer["Location"] == here(cast)
    assert [block.person_name for block in kept(cast)] == ["Tariq Mahmood", "Imran Mahmood"]


def test_the_same_page_after_somebody_was_let_back_in_keeps_him_away_anew(cast: Cast) -> None:
    typed = {"key": str(new_key()), "whom": "person", "agency": "", "number": "", "mail_domain": ""}
    browser = sign_in(cast.amal)
    for _time in range(3):
        browser.post(here(cast, "add/"), {**typed, "person_name": "Tariq Mahmood"})
        (block,) = kept(cast)
        fill(browser, here(cast, f"{block.pk}/lift/"), here="on", words="It is over.")
        assert kept(cast) == []


def test_the_same_page_sent_twice_keeps_one_away(cast: Cast) -> None:
    key = str(new_key())
    for _time in range(2):
        assert add(cast, key=key, person_name="Tariq Mahmood").status_code == 302
    assert len(kept(cast)) == 1


def test_whoever_writes_himself_down_is_led_away_and_sees_her_no_more(cast: Cast) -> None:
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    answer = add(
        cast, cast.nadia, person_name="Nadia", is_one_of=str(cast.nadia.worker_id), sure="on"
    )
    assert answer["Location"] == "/women/"
    assert seen_by(cast.nadia) == set()


# --- letting somebody in again ------------------------------------------------------------------------------


def test_her_lead_worker_lifts_it_with_her_there_and_it_stays_in_the_list(cast: Cast) -> None:
    block = keep_away(cast, worker=cast.bea.worker)
    browser, lift = sign_in(cast.amal), here(cast, f"{block.pk}/lift/")
    asked = browser.get(lift).content.decode()
    assert "Let Bea back in?" in asked
    assert "Written down by Amal on " in asked
    for said, missing in (
        ({}, "Tick it when she is."),
        ({"here": "on", "words": " "}, "Write what she said."),
    ):
        page = fill(browser, lift, **said)
        assert page.status_code == 422
        assert missing in page.content.decode()
    done = fill(browser, lift, here="on", words="He is all right now.")
    assert done["Location"] == here(cast)
    assert "He is all right now." in browser.get(here(cast)).content.decode()
    assert seen_by(cast.bea) == {cast.marta}
    # Lifted twice: there is nothing left to lift.
    assert browser.post(lift, {"here": "on", "words": "Again."}).status_code == 404
    assert gate.passes_that_differ() == 0


def test_nobody_else_lifts_it(cast: Cast, shore: Agency) -> None:
    block = keep_away(cast, agency=shore)
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    for hat in (cast.bea, cast.nadia):
        refused = sign_in(hat).get(here(cast, f"{block.pk}/lift/"))
        assert refused.status_code == 409
        assert "Only her lead worker can let somebody back in" in refused.content.decode()
    assert kept(cast)


def test_two_who_lift_it_at_once_lift_it_once(committed_cast: Cast) -> None:
    cast = committed_cast
    block = keep_away(cast, person_name="Tariq Mahmood")
    browsers = [sign_in(cast.amal), sign_in(cast.amal)]
    start, answers = threading.Barrier(2), []

    def press(browser: Browser) -> None:
        start.wait()
        said = {"here": "on", "words": "Let him in."}
        answers.append(browser.post(here(cast, f"{block.pk}/lift/"), said).status_code)
        connection.close()

    pressed = [threading.Thread(target=press, args=(browser,)) for browser in browsers]
    for one in pressed:
        one.start()
    for one in pressed:
        one.join()
    assert answers.count(302) == 1
    assert set(answers) <= {302, 404, 409}
    assert kept(cast) == []


# --- is it one of them? ---------------------------------------------------------------------------------


def test_a_question_is_answered_once_and_with_yes_or_no(cast: Cast) -> None:
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    keep_away(cast, person_name="Vera Small")
    with acting_as(cast.amal.pk):
        doubt = Doubt.objects.get(worker=cast.vera.worker)
    browser, settle = sign_in(cast.amal), here(cast, f"is-it/{doubt.pk}/")
    for said in ({}, {"is_them": "perhaps"}):
        page = browser.post(settle, said)
        assert page.status_code == 422
        assert "Say yes or no." in page.content.decode()
    assert fill(browser, settle, is_them="no").status_code == 302
    assert browser.post(settle, {"is_them": "yes"}).status_code == 404
    assert [one.worker_id for one in kept(cast)] == [None]


# --- who may come here --------------------------------------------------------------------------------


def pages(cast: Cast, block: Block) -> list[str]:
    return [here(cast), here(cast, "add/"), here(cast, f"{block.pk}/lift/")]


def test_wrong_roles_strangers_and_nobody(cast: Cast, shore: Agency) -> None:
    block = keep_away(cast, agency=shore)
    for path in pages(cast, block):
        for hat in (cast.vera, cast.ada, cast.conny):
            assert sign_in(hat).get(path).status_code == 403
            assert sign_in(hat).post(path).status_code == 403
        for hat in (cast.cleo, cast.amal_at_hearth, cast.petra, cast.nadia):
            never = sign_in(hat).get(path.replace(str(cast.marta), str(new_key())))
            answer = sign_in(hat).get(path)
            assert (answer.status_code, answer.content) == (404, never.content)
            assert sign_in(hat).post(path).status_code == 404
        assert Browser().get(path)["Location"].startswith("/account/login/")


def test_a_partner_with_a_share_is_told_that_it_is_not_for_her(cast: Cast, shore: Agency) -> None:
    leila = make_leila()
    give(cast, leila, Compartment.GOALS)
    for path in pages(cast, keep_away(cast, agency=shore)):
        refused = sign_in(leila).get(path)
        assert refused.status_code == 409
        assert "known to those who look after her" in refused.content.decode()
        assert "Shore" not in refused.content.decode()


def test_keys_of_nothing_and_of_another_woman_are_a_page_that_never_was(
    cast: Cast, shore: Agency
) -> None:
    browser = sign_in(cast.amal)
    block = keep_away(cast, agency=shore)
    for more in (f"{new_key()}/lift/", f"is-it/{new_key()}/"):
        assert browser.get(here(cast, more)).status_code == 404
    other = f"/women/{cast.roza}/away/{block.pk}/lift/"
    assert sign_in(cast.cleo).get(other).status_code == 404


def test_whoever_works_at_an_agency_kept_away_and_here_too_is_named_as_one_who_stays(
    cast: Cast,
) -> None:
    """Amal works at Hearth on Tuesdays: under her own hat here she still sees her, and the page says so."""
    with acting_as(cast.amal.pk):
        shown = queries.sight(cast.marta, meant=queries.Meant(), agency=cast.hearth)
    assert ("Amal", "her lead worker; also works at Hearth") in [
        (hat.worker.name, words) for hat, words in shown.stay
    ]
