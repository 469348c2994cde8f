"""A night without her worker, a closing that is no end, and a record that nobody sees until she is there."""

import datetime
from typing import Any

from django.test import Client as Browser

from alongside.core.people import actions as people
from alongside.core.people.models import Client
from alongside.core.sharing.actions import sealing
from alongside.core.sharing.models import Duty
from alongside.core.story import actions as story
from alongside.foundation.access import actions as gate
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.roles import Role
from alongside.foundation.accounts.tests.ways import signed_in
from alongside.support.engagement.models import Contact
from alongside.support.outcomes.models import Goal
from tests.shared.cast import Cast, actor, make_hat, make_worker, seen_by, sign_in
from tests.shared.clock import later
from tests.shared.endings import close
from tests.shared.forms import forms_of

HERS = "The blue door, third bell."


def write_down(cast: Cast) -> str:
    """What Amal knows of Marta before she is off; gives the reference that stands on the fridge."""
    with acting_as(cast.amal.pk):
        people.set_basics(
            client_id=cast.marta, facts={"full_name": "Marta Ruiz", "born_on": "1990-05-01"}, version=1,
            by=actor(cast.amal),
        )  # fmt: skip
        people.set_safe_contact(
            client_id=cast.marta, facts={"code_word": "the library"}, version=1, by=actor(cast.amal),
            ways=[{"kind": "text", "value": "+447700900123", "hours": [], "words": "", "never": False}],
        )  # fmt: skip
        people.set_whereabouts(
            client_id=cast.marta, address=HERS, since=None, membership_id=cast.amal.pk, by=actor(cast.amal)
        )  # fmt: skip
        for subject, words in (
            ("health", "I faint when I have not eaten."),
            ("money", "I owe him."),
        ):
            story.tell(
                client_id=cast.marta, subject=subject, facts={"state": "told", "her_words": words},
                by=actor(cast.amal),
            )  # fmt: skip
        for part, words in (
            (Compartment.SAFETY, "Leave on a Tuesday"), (Compartment.GOALS, "Bake for the market"),
        ):  # fmt: skip
            Goal(
                client_id=cast.marta, made_by=cast.amal, words=words, compartment=part,
                began_on=datetime.date(2026, 1, 5),
            ).save(force_insert=True)  # fmt: skip
        Contact(
            client_id=cast.marta, made_by=cast.amal, happened_on=datetime.date(2026, 1, 5),
            kind="walk", worker_words="Afraid of the stairs.",
        ).save(force_insert=True)  # fmt: skip
        return Client(pk=cast.marta).reference


def safety_lead(cast: Cast) -> Membership:
    sal = make_hat(make_worker("Sal"), cast.practice, Role.MANAGER)
    Duty(membership=sal, kind=Duty.Kind.SAFETY, given_by=cast.ada).save()
    return sal


def page(browser: Browser, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return str(answer.content.decode())


def fill(browser: Browser, path: str, **answers: Any) -> Any:
    """Open a page, write some answers into its form with a box for words, and press its button."""
    form = next(one for one in forms_of(page(browser, path)) if "words" in one.fields)
    return browser.post(path, {**form.as_sent(), **answers})


def test_a_night_when_her_worker_is_off_and_somebody_else_has_to_know(cast: Cast) -> None:
    write_down(cast)
    sal = safety_lead(cast)
    her = f"/women/{cast.marta}/"

    # Cleo, of another agency, stands before a shut door. She signs in and looks for Marta in vain.
    cleo = signed_in(cast.cleo)
    found = cleo.post("/find/", {"q": "Marta"}).content.decode()
    assert "Nobody by that name" in found
    assert "Emergency access" in found
    assert cleo.get(her).status_code == 404

    # By name and birth date, a letter wrong at first; what she typed stays in its boxes.
    said = {"reason": "danger", "words": "She rang, then silence.", "born_0": "1", "born_1": "5"}
    missed = fill(cleo, "/emergency/", **said, born_2="1990", name="Martha Ruiz")
    assert "We found nobody by that." in missed.content.decode()
    assert "She rang, then silence." in missed.content.decode()
    opened = fill(cleo, "/emergency/", **said, born_2="1990", name="Marta Ruiz")
    assert opened.headers["Location"] == her

    # What keeps her alive, and nothing of why she is with us.
    shown = page(cleo, her)
    for words in ("60 minutes left", "I faint when", "Leave on a Tuesday", "Afraid of the stairs."):
        assert words in shown, words
    for words in ("I owe him.", "Bake for the market", HERS):
        assert words not in shown, words
    where = cleo.post(f"{her}contact/where/", {"reason": "danger"}).content.decode()
    assert HERS in where
    # Nobody else of her agency, and not her own other hat.
    assert seen_by(cast.amal_at_hearth) == set()

    # At once, on two people's Today, without a name.
    for hat in (cast.amal, sal):
        today = page(sign_in(hat), "/")
        assert "Emergency access was used" in today
        assert "Cleo" not in today.split('id="look"')[1].split("</section>")[0]
    assert cleo.post(f"{her}emergency/close/").headers["Location"] == "/"
    assert cleo.get(her).status_code == 404

    # Sal opens it, talks with Cleo, and looks it over; then she sees nobody again.
    lead = sign_in(sal)
    link = page(lead, "/").split('id="look"')[1].split('href="')[1].split('"')[0]
    told = page(lead, link)
    assert "She rang, then silence." in told
    assert "Looked up where she is: Where she is" in told
    assert fill(lead, link, verdict="right").headers["Location"] == "/"
    assert lead.get(link).status_code == 404
    assert "It was right" in page(sign_in(cast.amal), her)
    assert gate.passes_that_differ() == 0


def test_she_walks_in_after_we_had_closed_and_is_back_in_one_press(cast: Cast) -> None:
    """C7: the open door, written down; then she walks in and is back in one click."""
    write_down(cast)
    her = f"/women/{cast.marta}/"
    close(cast)
    nadia = sign_in(cast.nadia)
    shown = page(nadia, her)
    assert "with Amal beside her" in shown
    assert "the library" in shown
    assert "I faint when" not in shown
    press = shown.split("/back/")[1].split('"')[0]
    assert nadia.post(f"{her}back/{press}").headers["Location"] == her
    again = page(sign_in(cast.amal), her)
    for words in ("I faint when", "Bake for the market", "Afraid of the stairs.", "Write a note"):
        assert words in again, words
    assert nadia.get(her).status_code == 404
    assert gate.passes_that_differ() == 0


def test_she_wants_nobody_to_see_it_and_rings_two_weeks_later(cast: Cast) -> None:
    reference = write_down(cast)
    her = f"/women/{cast.marta}/"
    iain = make_hat(make_worker("Iain"), cast.harbour, Role.DATA_PROTECTION)
    amal = sign_in(cast.amal, fresh=True)
    assert reference in page(amal, f"{her}seal/")
    assert fill(amal, f"{her}seal/", words="She says: nobody.").headers["Location"] == "/"
    for hat in (cast.amal, cast.bea, cast.nadia, cast.cleo):
        assert seen_by(hat) == set() or hat is cast.cleo
        missed = sign_in(hat, fresh=True)
        answer = fill(missed, "/emergency/", reason="danger", reference=reference)
        assert "We found nobody by that." in answer.content.decode()

    # Her brother rings and the team asks; the keeper does not know him and objects.
    asked = fill(amal, "/sealed/", how="wait", words="Her brother rang.", reference=reference)
    assert asked.headers["Location"] == "/sealed/"
    keeper = sign_in(iain)
    link = page(keeper, "/sealed/kept/").split("unless you object")[1]
    link = link.split('href="')[1].split('"')[0]
    fill(keeper, link, words="She told us that her brother may be with him.")
    later(hours=50)
    sealing.open_what_is_due()
    assert seen_by(cast.amal) == set()

    # Then she rings herself, and says her word.
    wrong = fill(amal, "/sealed/", how="code_word", code_word="the museum", reference=reference)
    assert "Nothing was opened." in wrong.content.decode()
    right = fill(amal, "/sealed/", how="code_word", code_word="The Library", reference=reference)
    assert right.headers["Location"] == her
    assert "I faint when" in page(amal, her)
    assert "she rang and said her code word" in page(keeper, "/sealed/kept/")
    assert gate.passes_that_differ() == 0
