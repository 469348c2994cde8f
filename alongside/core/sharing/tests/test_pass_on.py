"""Passing something on once."""

from typing import Any

import pytest
from django.db import ProgrammingError, transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from alongside.core.sharing.actions import away, locked
from alongside.core.sharing.models import DisclosedPart, Disclosure
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.forms import day_typed, words_shown
from tests.shared.sharing import make_leila, page_of, went, wish

C = Compartment
SAFETY = f"part_{C.SAFETY.value}"


def send(cast: Cast, *, by: Membership | None = None, **changed: Any) -> Any:
    hat = by or cast.amal
    typed = {
        "key": str(new_key()), "kind": "safeguarding", "whom_words": "children’s services",
        "purpose": "To keep them safe", "she_says": "agreed", "basis": "consent",
        "decided_by": str(hat.pk), SAFETY: "He broke the door.", **changed,
        **day_typed("decided_on", timezone.localdate()),
    }  # fmt: skip
    return sign_in(hat).post(reverse("sharing:pass_on", args=[cast.marta]), typed)


def refused(answer: HttpResponse, words: str) -> bool:
    shown = " ".join(words_shown(answer.content.decode()).split())
    return answer.status_code == 422 and words in shown and "He broke the door." in shown


def rows(cast: Cast) -> list[Disclosure]:
    with acting_as(cast.amal.pk):
        return list(Disclosure.objects.order_by("made_at"))


def test_exactly_what_went_is_kept_part_by_part(cast: Cast) -> None:
    answer = send(cast, **{f"part_{C.CHILDREN.value}": "Asleep next door."})
    assert answer.status_code == 302
    (one,) = rows(cast)
    assert (one.parts, one.compartment) == (C.SAFETY | C.CHILDREN, C.SHARING)
    with acting_as(cast.amal.pk):
        kept = {row.compartment: row.words for row in DisclosedPart.objects.all()}
    assert kept == {C.SAFETY: "He broke the door.", C.CHILDREN: "Asleep next door."}


def test_a_locked_part_is_never_offered_in_a_bundle(cast: Cast) -> None:
    with acting_as(cast.amal.pk):
        locked.must_hold(client_id=cast.marta, part=C.IMMIGRATION, by=actor(cast.amal))
    page = page_of(cast.amal, reverse("sharing:pass_on", args=[cast.marta]))
    assert f"part_{C.IMMIGRATION.value}" not in page
    send(cast, **{f"part_{C.IMMIGRATION.value}": "Her visa."})
    with acting_as(cast.amal.pk):
        assert [row.compartment for row in DisclosedPart.objects.all()] == [C.SAFETY]


def test_a_manager_passes_on_what_she_reads_and_no_more(cast: Cast) -> None:
    answer = send(cast, by=cast.bea, **{f"part_{C.HEALTH.value}": "Her arm.",
                                         f"part_{C.LOCATION.value}": "Lantern Yard"})  # fmt: skip
    assert answer.status_code == 302
    assert rows(cast)[0].parts == C.SAFETY | C.HEALTH


@pytest.mark.parametrize("says", ["against", "not_asked"])
def test_against_her_wish_it_needs_another_basis_and_a_reason(cast: Cast, says: str) -> None:
    answer = send(cast, she_says=says)
    assert refused(answer, "She did not agree, so her yes can’t be the reason.")
    assert refused(answer, "Write why it has to go nevertheless.")
    answer = send(cast, she_says=says, basis="legal_duty", reason="A child was hurt.")
    assert answer.status_code == 302


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({SAFETY: ""}, "Write what goes, in at least one part."),
        ({"whom_words": ""}, "Say to whom it goes."),
        ({"purpose": ""}, "Write something here."),
        ({"basis": "recognised"}, "Say which of the reasons that the law recognises."),
        (
            {"basis": "legal_duty", f"part_{C.HEALTH.value}": "x"},
            "need a reason of their own. Choose one.",
        ),
        (
            {"basis": "legal_duty", f"part_{C.JUSTICE.value}": "x"},
            "Facts about crimes need a reason of their own.",
        ),
        ({"decided_by": "nobody"}, "Choose one from the list."),
    ],
)
def test_what_is_missing_is_said_beside_its_box(
    cast: Cast, changed: dict[str, str], words: str
) -> None:
    answer = send(cast, **changed)
    assert answer.status_code == 422
    assert words in " ".join(words_shown(answer.content.decode()).split())
    assert not rows(cast)


def test_her_yes_today_against_a_never_is_a_new_wish_first(cast: Cast) -> None:
    wish(cast, "never", C.SAFETY)
    assert refused(send(cast), "A wish of hers says never, about safety.")
    answer = send(cast, she_says="against", basis="legal_duty", reason="A child was hurt.")
    assert answer.status_code == 302
    assert "Nothing about safety to anyone." in page_of(cast.amal, f"/women/{cast.marta}/")


def test_what_cannot_wait_is_due_for_a_second_look_by_the_next_workday(cast: Cast) -> None:
    assert send(cast, urgent="on").status_code == 302
    due = rows(cast)[0].review_due_at
    assert due is not None
    assert timezone.localtime(due).hour == 17
    assert 0 < (timezone.localdate(due) - timezone.localdate()).days < 6


def test_pressed_twice_it_went_once_and_other_words_are_a_new_page(cast: Cast) -> None:
    key = str(new_key())
    for _press in range(2):
        assert send(cast, key=key).status_code == 302
    assert len(rows(cast)) == 1
    answer = send(cast, key=key, **{SAFETY: "He broke the door. And the window."})
    assert answer.status_code == 422
    assert "This went already and stays as it is." in answer.content.decode()


def test_the_database_itself_keeps_what_went_as_it_went(cast: Cast) -> None:
    one = went(cast)
    with acting_as(cast.amal.pk):
        part = DisclosedPart.objects.get()
    for change in (
        lambda: DisclosedPart.objects.filter(pk=part.pk).update(words=""),
        lambda: Disclosure.objects.filter(pk=one.pk).update(purpose=""),
        lambda: DisclosedPart(
            client_id=cast.marta, disclosure=one, compartment=C.HEALTH, words="more"
        ).save(force_insert=True),
    ):
        with pytest.raises(ProgrammingError), transaction.atomic(), acting_as(cast.amal.pk):
            change()
    for parts, where in (
        (C.IMMIGRATION, C.SHARING),
        (C.IMMIGRATION, C.IMMIGRATION),
        (C.SAFETY, C.IMMIGRATION),
        (0, C.SHARING),
    ):
        row = Disclosure(
            client_id=cast.marta, kind="other", whom_words="x", purpose="x", basis="vital",
            parts=int(parts), compartment=where, she_says="agreed", decided_by=cast.amal,
            decided_on=timezone.localdate(), made_by=cast.amal,
        )  # fmt: skip
        with pytest.raises(ProgrammingError), transaction.atomic(), acting_as(cast.amal.pk):
            row.save(force_insert=True)


def test_strangers_and_partners_pass_nothing_on(cast: Cast) -> None:
    url = reverse("sharing:pass_on", args=[cast.marta])
    for hat, status in ((cast.cleo, 404), (cast.vera, 403), (cast.ada, 403)):
        assert sign_in(hat).post(url).status_code == status


def test_to_an_agency_she_keeps_away_her_yes_needs_it_lifted_first(cast: Cast) -> None:
    housing = make_leila().agency
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(),
            client_id=cast.marta,
            agency=housing,
            made_by=cast.amal,
            by=actor(cast.amal),
        )
    to_them = {"agency": str(housing.pk), "whom_words": ""}
    answer = send(cast, **to_them)
    assert refused(answer, "She keeps Housing Options away.")
    assert rows(cast) == []
    # What the law demands goes all the same, with its reason, to somebody by name.
    by_law = {"she_says": "against", "basis": "legal_duty", "reason": "A court ordered it."}
    answer = send(cast, **to_them, **by_law, special="court")
    assert refused(answer, "by name, so that it reaches nobody else")
    to_them["whom_words"] = "Judge Osei, in her own hands"
    assert send(cast, **to_them, **by_law, special="court").status_code == 302


def test_nobody_she_keeps_away_is_named_as_who_decided(cast: Cast) -> None:
    url = reverse("sharing:pass_on", args=[cast.marta])
    assert str(cast.nadia.pk) in page_of(cast.amal, url)
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(), client_id=cast.marta, worker=cast.nadia.worker, made_by=cast.amal,
            by=actor(cast.amal),
        )  # fmt: skip
    assert str(cast.nadia.pk) not in page_of(cast.amal, url)


@pytest.mark.parametrize("whom", ["worker", "agency"])
def test_where_somebody_works_whom_she_keeps_away_it_goes_to_a_person_by_name(
    cast: Cast, whom: str
) -> None:
    leila = make_leila()
    url = reverse("sharing:pass_on", args=[cast.marta])
    assert "She keeps somebody away." not in page_of(cast.amal, url)
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(), client_id=cast.marta, made_by=cast.amal, by=actor(cast.amal),
            **{whom: getattr(leila, whom)},
        )  # fmt: skip
    assert "She keeps somebody away." in page_of(cast.amal, url)
    said = {
        "agency": str(leila.agency_id), "she_says": "against", "reason": "A court ordered it.",
        "basis": "legal_duty", "special": "court", "whom_words": "",
    }  # fmt: skip
    answer = send(cast, **said)
    assert refused(answer, "by name, so that it reaches nobody else")
    assert rows(cast) == []
    assert (
        send(cast, **{**said, "whom_words": "Sergeant Osei, in her own hands"}).status_code == 302
    )
