"""Which help the partnership has, how close it is, and what is lacking (R164, R165, R166)."""

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.models import Event
from alongside.foundation.directory import queries
from alongside.foundation.directory.models import HELP_GROUPS, Help
from tests.shared.asking import fill
from tests.shared.cast import Cast, make_hat, make_worker, sign_in
from tests.shared.cover import brings
from tests.shared.forms import words_shown
from tests.shared.nasty import SHORT
from tests.shared.sharing import page_of

COVER, ADD = reverse("accounts:cover"), reverse("accounts:cover_add")


def shown(hat: Any) -> str:
    return " ".join(words_shown(page_of(hat, COVER)).split())


def end(row: Help) -> str:
    return reverse("accounts:cover_end", args=[row.pk])


def sent(place: Any, /, **other: Any) -> dict[str, Any]:
    return {
        "key": str(uuid.uuid4()), "kind": "housing", "place": str(place.pk), "how": "referral", **other,
    }  # fmt: skip


def test_every_kind_says_who_brings_it_and_how_close(cast: Cast) -> None:
    brings(cast, "vawg", cast.hearth, cast.advocates, "referral")
    brings(cast, "vawg", cast.harbour, None, "team")
    told = shown(cast.amal)
    for kind in Help.Kind:
        assert str(kind.label).lower() in told.lower()
    assert f"{cast.harbour.name} in the team" in told
    assert f"{cast.hearth.name}: {cast.advocates.name} by referral" in told
    assert "1 of 5 are there." in told


def test_the_three_lists_have_five_eleven_and_six(cast: Cast) -> None:
    assert [len(kinds) for _title, kinds in HELP_GROUPS] == [5, 11, 6]
    assert [kind for _title, kinds in HELP_GROUPS for kind in kinds] == list(Help.Kind)


def test_where_there_is_nobody_it_says_so_kindly(cast: Cast) -> None:
    assert shown(cast.amal).count("Nobody yet") == 22
    brings(cast, "immigration", cast.hearth)
    told = shown(cast.amal)
    assert told.count("Nobody yet") == 21
    assert "1 of 11 are there." in told


def test_a_number_alone_is_shown_with_the_number(cast: Cast) -> None:
    type(cast.practice).objects.filter(pk=cast.practice.pk).update(phone="+441632960700")
    brings(cast, "doctors", cast.practice, None, "number")
    told = shown(cast.amal)
    assert "only a number we know 01632 960700" in told
    assert "1 of 6 are there. Of 1 we have only a number." in told
    # Where somebody is closer too, it is no longer all we have.
    brings(cast, "doctors", cast.hearth, None, "referral")
    assert "1 of 6 are there." in shown(cast.amal)
    assert "only a number." not in shown(cast.amal)


def test_a_volunteer_and_a_trustee_read_it_and_change_nothing(cast: Cast) -> None:
    trustee = make_hat(make_worker("Margaret"), cast.harbour, "trustee")
    for hat in (cast.vera, trustee, cast.petra, cast.bea):
        page = page_of(hat, COVER)
        assert ADD not in page
        assert sign_in(hat).get(ADD).status_code == 403
        assert sign_in(hat).post(ADD, sent(cast.hearth)).status_code == 403
    assert not Help.objects.exists()
    assert ADD in page_of(cast.ada, COVER)


def test_whoever_keeps_the_directory_adds_a_line_once_however_often_it_is_sent(cast: Cast) -> None:
    browser, line = sign_in(cast.ada), sent(cast.advocates)
    for _press in range(2):
        assert browser.post(ADD, line).status_code == 302
    row = Help.objects.get()
    assert (row.agency, row.service, row.added_by) == (cast.hearth, cast.advocates, cast.ada.pk)
    assert (row.kind, row.how) == ("housing", "referral")


def test_the_kind_that_was_pressed_is_chosen_already(cast: Cast) -> None:
    page = page_of(cast.ada, f"{ADD}?kind=maternity")
    assert '<option value="maternity" selected' in page
    for kind in ("nothing", "a%00b"):
        assert sign_in(cast.ada).get(f"{ADD}?kind={kind}").status_code == 200


@pytest.mark.parametrize("with_service", [True, False])
def test_the_same_line_twice_gets_a_sentence(cast: Cast, with_service: bool) -> None:
    place = cast.advocates if with_service else cast.hearth
    browser = sign_in(cast.ada)
    assert browser.post(ADD, sent(place)).status_code == 302
    answer = browser.post(ADD, sent(place, how="drop_in"))
    assert answer.status_code == 422
    assert "end that line first" in answer.content.decode()
    assert Help.objects.get().how == "referral"
    # Once it was ended, another closeness can be said.
    assert browser.post(end(Help.objects.get())).status_code == 302
    assert browser.post(ADD, sent(place, how="drop_in")).status_code == 302
    assert f"{place.name} a drop-in" in shown(cast.amal)


@pytest.mark.parametrize("name", ["kind", "place", "how"])
def test_what_is_not_on_the_list_gets_a_sentence(cast: Cast, name: str) -> None:
    browser = sign_in(cast.ada)
    for typed in SHORT.values():
        answer = fill(browser, ADD, **{**sent(cast.hearth), name: typed})
        assert answer.status_code == 422
        assert "Choose one" in answer.content.decode()
    assert not Help.objects.exists()


def test_it_is_asked_first_and_taken_off_once(cast: Cast) -> None:
    row = brings(cast, "talking", cast.harbour)
    page = page_of(cast.ada, end(row))
    assert "Take this off the list?" in page
    assert f"Written down by {cast.ada.worker.name}" in page
    browser = sign_in(cast.ada)
    for _press in range(2):
        assert browser.post(end(row)).status_code == 302
    first = Help.objects.get(pk=row.pk).ended_at
    assert first is not None
    assert "It was taken off on" in page_of(cast.ada, end(row))
    assert shown(cast.amal).count("Nobody yet") == 22


def test_others_take_nothing_off_and_what_is_not_there_is_not_found(cast: Cast) -> None:
    row = brings(cast, "talking", cast.harbour)
    for hat in (cast.amal, cast.bea, cast.vera):
        assert sign_in(hat).post(end(row)).status_code == 403
    assert Help.objects.get(pk=row.pk).ended_at is None
    nowhere = reverse("accounts:cover_end", args=[uuid.uuid4()])
    assert sign_in(cast.ada).get(nowhere).status_code == 404
    assert sign_in(cast.ada).post(nowhere).status_code == 404


def test_what_closed_brings_nothing_any_more(cast: Cast) -> None:
    brings(cast, "talking", cast.hearth)
    brings(cast, "language", cast.harbour, cast.navigators)
    type(cast.hearth).objects.filter(pk=cast.hearth.pk).update(closed_at=timezone.now())
    assert [group.there for group in queries.cover()] == [0, 1, 0]
    type(cast.navigators).objects.filter(pk=cast.navigators.pk).update(ended_at=timezone.now())
    assert [group.there for group in queries.cover()] == [0, 0, 0]


def test_the_list_takes_the_same_reads_for_any_number(cast: Cast) -> None:
    browser = sign_in(cast.bea)
    browser.get(COVER)
    with CaptureQueriesContext(connection) as few:
        browser.get(COVER)
    for kind in Help.Kind:
        brings(cast, kind.value, cast.harbour, cast.navigators)
    with CaptureQueriesContext(connection) as many:
        browser.get(COVER)
    assert len(many) == len(few)


def test_adding_and_ending_are_written_in_the_record(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[tuple[Event, str]] = []
    real = audit.record

    def record(event: Event, *, what: str, **more: Any) -> None:
        written.append((event, what))
        real(event, what=what, **more)

    monkeypatch.setattr(audit, "record", record)
    browser = sign_in(cast.ada)
    browser.post(ADD, sent(cast.hearth))
    row = Help.objects.get()
    for _press in range(2):
        browser.post(end(row))
    ours = [one for one in written if one[1].startswith("directory.")]
    assert ours == [(Event.STAFF, "directory.add_help"), (Event.STAFF, "directory.end_help")]
