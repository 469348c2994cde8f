import uuid
from unittest import mock

from django.db import DatabaseError
from django.utils import timezone

from alongside.overview.insight.models import Copy
from alongside.overview.insight.tests.counting import QUARTER, service_of
from tests.shared.cast import Cast, sign_in
from tests.shared.database import as_admin


def post(cast: Cast, period: str = QUARTER, **answers: object) -> tuple[uuid.UUID, object]:
    key = answers.pop("key", None) or uuid.uuid4()
    answer = sign_in(cast.bea).post(
        f"/counts/{cast.navigators.pk}/{period}/copy/", {"shape": "areas", "key": key, **answers}
    )
    return key, answer  # type: ignore[return-value]


def test_a_copy_is_frozen_and_holds_only_what_may_go_out(cast: Cast) -> None:
    service_of(cast, further=12, same=9, back=2)
    key, answer = post(cast)
    assert answer.status_code == 302  # type: ignore[attr-defined]
    copy = Copy.objects.get(pk=key)
    safety = next(line for line in copy.cells["lines"] if line["part"] == "Being and feeling safe")
    assert (safety["women"], safety["further"], safety["same"], safety["back"]) == (
        25,
        10,
        10,
        "few",
    )
    for line in copy.cells["lines"]:
        for way in ("women", "further", "same", "back"):
            assert line[way] in ("few", "held") or line[way] % 5 == 0


def test_a_copy_does_not_change_when_the_record_does(cast: Cast) -> None:
    key, _ = post(cast)
    before = Copy.objects.get(pk=key).cells
    service_of(cast, further=8, same=0, back=0)
    assert Copy.objects.get(pk=key).cells == before


def test_the_same_form_sent_twice_makes_one_copy(cast: Cast) -> None:
    key, _ = post(cast)
    _, again = post(cast, key=key)
    assert again["Location"] == f"/counts/copies/{key}/"  # type: ignore[index]
    assert Copy.objects.count() == 1


def test_a_second_copy_of_the_same_time_is_refused_in_words(cast: Cast) -> None:
    post(cast)
    _, answer = post(cast)
    assert answer.status_code == 409  # type: ignore[attr-defined]
    assert "has been made" in answer.content.decode()  # type: ignore[attr-defined]


def test_the_counts_lead_to_the_copy_that_was_made(cast: Cast) -> None:
    key, _ = post(cast)
    text = sign_in(cast.bea).get(f"/counts/{cast.navigators.pk}/{QUARTER}/").content.decode()
    assert f"/counts/copies/{key}/" in text
    assert "Make this copy" not in text


def test_a_time_that_runs_gets_no_copy(cast: Cast) -> None:
    _, answer = post(cast, period=str(timezone.localdate().year))
    assert answer.status_code == 409  # type: ignore[attr-defined]
    assert not Copy.objects.exists()


def test_what_was_not_offered_makes_no_copy(cast: Cast) -> None:
    for wrong in ({"shape": "by_name"}, {"shape": ""}, {"key": "not a key"}):
        _, answer = post(cast, **wrong)
        assert answer.status_code == 409  # type: ignore[attr-defined]
    assert not Copy.objects.exists()


def test_a_copy_can_not_be_changed_by_the_app_at_all(committed_cast: Cast) -> None:
    key, _ = post(committed_cast)
    rows = as_admin(
        "select has_table_privilege('alongside_app', 'insight_copy', 'update'), "
        "has_table_privilege('alongside_app', 'insight_copy', 'delete')"
    )
    assert rows == [(False, False)]
    assert as_admin("select what from audit_entry where event = 'counted'") == [
        ("insight.make_copy",)
    ]


def test_those_who_read_copies_can_not_make_them(cast: Cast) -> None:
    for hat in (cast.conny, cast.amal):
        address = f"/counts/{cast.navigators.pk}/{QUARTER}/copy/"
        assert sign_in(hat).post(address, {"shape": "all", "key": uuid.uuid4()}).status_code == 403
    assert sign_in(cast.bea).get(address).status_code == 405


def test_if_the_record_can_not_be_written_no_copy_stays(committed_cast: Cast) -> None:
    with mock.patch("alongside.foundation.audit.actions.record", side_effect=DatabaseError):
        _, answer = post(committed_cast)
    assert answer.status_code == 503  # type: ignore[attr-defined]
    assert as_admin("select count(*) from insight_copy") == [(0,)]
