"""C15, sharing: she fears deportation and says never; later a child-protection duty arises."""

import datetime
import uuid

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from alongside.core.sharing.actions import away
from alongside.core.sharing.models import DisclosedPart, Disclosure, Wish
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.accounts.roles import Role
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Agency
from alongside.support.engagement.models import Contact
from tests.shared.asking import put_beside
from tests.shared.cast import Cast, actor, make_hat, make_worker, sign_in
from tests.shared.forms import day_typed, words_shown
from tests.shared.sharing import page_of

C = Compartment
VISA = "zqvisaqz"


def url(name: str, *parts: object) -> str:
    return reverse(f"sharing:{name}", args=parts)


def words(browser: Browser, where: str) -> str:
    return " ".join(words_shown(browser.get(where).content.decode()).split())


@pytest.fixture
def council(cast: Cast) -> Agency:
    return Agency.objects.create(name="Children’s Services", confirmed_at=timezone.now())


@pytest.fixture
def told(cast: Cast) -> Cast:
    """Amal is told about her visa, names Nadia with her, and writes down both her wishes."""
    put_beside(cast.marta, cast.nadia, by=cast.bea)
    amal, today = sign_in(cast.amal), day_typed("said_on", timezone.localdate())
    named = url("named", cast.marta)
    amal.post(named, {"begin": str(C.IMMIGRATION.value)})
    amal.post(named, {"part": str(C.IMMIGRATION.value), "worker": str(cast.nadia.pk)})
    with acting_as(cast.amal.pk):
        Contact(
            client_id=cast.marta, made_by=cast.amal, happened_on=timezone.localdate(), kind="walk",
            worker_words=VISA, compartment=C.IMMIGRATION,
        ).save(force_insert=True)  # fmt: skip
    for about, what in (
        ({"about": "everybody"}, {"whole": "some", "parts": [C.IMMIGRATION.value]}),
        ({"about": "worker", "worker": str(cousin_of(cast).worker_id)}, {"whole": "all"}),
    ):
        said = {
            **about,
            **what,
            **today,
            "answer": "never",
            "her_words": "Never.",
            "key": new_key(),
        }
        assert amal.post(url("wish_new", cast.marta), said).status_code == 302
    return cast


def cousin_of(cast: Cast) -> Membership:
    """Her husband's cousin, an officer of the council."""
    found = Membership.objects.filter(worker__name="Cyrus").first()
    council = Agency.objects.get(name="Children’s Services")
    return found or make_hat(make_worker("Cyrus"), council, Role.PARTNER)


def test_immigration_opens_to_two_people_and_to_nobody_else(council: Agency, told: Cast) -> None:
    notes: dict[str, int] = {}
    for name, hat in (("amal", told.amal), ("nadia", told.nadia), ("bea", told.bea)):
        with acting_as(hat.pk):
            notes[name] = Contact.objects.filter(client_id=told.marta).count()
    assert notes == {"amal": 1, "nadia": 1, "bea": 0}
    assert VISA not in page_of(told.bea, f"/women/{told.marta}/timeline/")


def share(told: Cast, council: Agency, **changed: object) -> str:
    """Try to share with the council, and give what the page answers."""
    today = timezone.localdate()
    sent = {
        "key": new_key(), "worker": "", "parts": [C.STORY.value], "purpose": "A school place",
        "basis": "consent", **day_typed("agreed_on", today),
        **day_typed("until_day", today + datetime.timedelta(days=30)), **changed,
    }  # fmt: skip
    answer = sign_in(told.amal).post(url("share_new", told.marta, council.pk), sent)
    return "" if answer.status_code == 302 else answer.content.decode()


def test_no_share_goes_against_a_never_of_hers(council: Agency, told: Cast) -> None:
    immigration = {f"locked_{C.IMMIGRATION.value}": "on"}
    assert "nothing about immigration" in share(told, council, **immigration)
    cousin = {"worker": str(cousin_of(told).pk)}
    assert "She said never" in share(told, council, **cousin)


def test_the_cousin_finds_nothing_even_where_a_colleague_of_his_is_shared_with(
    council: Agency, told: Cast
) -> None:
    cousin = cousin_of(told)
    with acting_as(told.amal.pk):
        away.keep_away(
            key=new_key(), client_id=told.marta, worker=cousin.worker, made_by=told.amal,
            by=actor(told.amal),
        )  # fmt: skip
    colleague = make_hat(make_worker("Odile"), council, Role.PARTNER)
    # Not to everybody where he works: to her by name.
    assert "it can go to one worker by name" in share(told, council)
    assert share(told, council, worker=str(colleague.pk)) == ""
    assert sign_in(colleague).get(f"/women/{told.marta}/").status_code == 200
    browser = sign_in(cousin)
    hidden, absent = (browser.get(f"/women/{key}/") for key in (told.marta, uuid.uuid4()))
    assert hidden.status_code == absent.status_code == 404
    assert hidden.content == absent.content
    for where in ("/", "/women/"):
        assert "Marta" not in browser.get(where).content.decode()
    assert str(told.marta) not in browser.post("/find/", {"q": "Marta"}).content.decode()


def pass_on(told: Cast, council: Agency, **changed: object) -> Disclosure | str:
    """Pass on what the duty asks for; gives the row, or the page that says what is missing."""
    sent = {
        "key": new_key(), "kind": "safeguarding", "agency": str(council.pk),
        "purpose": "So that the boy is safe tonight", "she_says": "against",
        "reason": "He was hit, and he goes back there tonight.", "basis": "legal_duty",
        "special": "at_risk", "decided_by": str(told.amal.pk),
        **day_typed("decided_on", timezone.localdate()),
        f"part_{C.CHILDREN.value}": "The boy has a mark on his arm.",
        f"part_{C.SAFETY.value}": "His father was there on Sunday.", **changed,
    }  # fmt: skip
    answer = sign_in(told.amal).post(url("pass_on", told.marta), sent)
    if answer.status_code != 302:
        return answer.content.decode()
    with acting_as(told.amal.pk):
        return Disclosure.objects.select_related("agency", "decided_by").get(
            pk=answer["Location"].split("/")[-2]
        )


def test_the_duty_is_met_with_its_basis_and_immigration_is_not_in_it(
    council: Agency, told: Cast
) -> None:
    assert "her yes can’t be the reason" in str(pass_on(told, council, basis="consent"))
    smuggled = {f"part_{C.IMMIGRATION.value}": VISA}
    one = pass_on(told, council, urgent="on", **smuggled)
    assert isinstance(one, Disclosure)
    assert (one.basis, one.special, one.agency) == ("legal_duty", "at_risk", council)
    assert one.decided_by == told.amal
    assert one.parts == C.CHILDREN | C.SAFETY
    with acting_as(told.amal.pk):
        went = {row.compartment: row.words for row in DisclosedPart.objects.all()}
        assert Wish.objects.standing().count() == 2
    assert went == {
        C.CHILDREN: "The boy has a mark on his arm.", C.SAFETY: "His father was there on Sunday.",
    }  # fmt: skip
    paper = page_of(told.amal, url("paper", told.marta, one.pk))
    assert VISA not in paper
    assert "immigration" not in paper.lower()


def test_it_stands_nowhere_she_looks_until_a_person_has_told_her(
    council: Agency, told: Cast
) -> None:
    one = pass_on(told, council, urgent="on")
    assert isinstance(one, Disclosure)
    amal = sign_in(told.amal)
    where_she_looks = (f"/women/{told.marta}/", url("who_sees", told.marta))
    for where in where_she_looks:
        assert "Children’s Services" not in words(amal, where)
    assert "nobody has told her yet" in words(amal, "/")
    assert "Amal could not wait" in words(sign_in(told.bea), "/")
    said = {"verdict": "right", "words": "It could not wait."}
    assert sign_in(told.bea).post(url("review", told.marta, one.pk), said).status_code == 302
    told_her = {
        "told_how": "by me, in the back room", "told_safely": "on", "her_view": "You promised.",
        "objection": "Not the part about his father.", **day_typed("told_on", timezone.localdate()),
    }  # fmt: skip
    assert amal.post(url("told", told.marta, one.pk), told_her).status_code == 302
    for where in where_she_looks:
        shown = words(amal, where)
        assert "something was passed on to Children’s Services. Amal told her" in shown
        assert "Nothing about immigration to anyone." in shown
    whole = words(amal, url("passed", told.marta, one.pk))
    for kept in (
        "You promised.",
        "Not the part about his father.",
        "It could not wait.",
        "The law says so",
    ):
        assert kept in whole
