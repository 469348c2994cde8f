"""One visit or group written once and saved as notes of each woman's own, none naming another (R8)."""

import uuid

import pytest
from django.test import Client as Browser

from alongside.core.people.models import Client
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.keys import new_key
from alongside.foundation.common.refused import Refused
from alongside.support.engagement.actions import everyday as actions
from alongside.support.engagement.models import Contact
from alongside.support.engagement.rules.wording import named_in
from alongside.support.engagement.tests.everyday import page
from tests.shared.cast import Cast, lead_for, make_client, sign_in
from tests.shared.cast import actor as by
from tests.shared.forms import forms_of
from tests.shared.nasty import SHORT

URL = "/notes/several/"


@pytest.fixture
def group(cast: Cast) -> list[uuid.UUID]:
    """Twelve women whom Amal is alongside, Marta among them."""
    cast.navigators.caseload_to = cast.navigators.caseload_from = None
    cast.navigators.save()
    made = [cast.marta]
    for place in range(11):
        name = "Joy Okoye" if not place else f"Woman{'abcdefghijk'[place]}"
        key = make_client(name, lead=cast.amal, service=cast.navigators, triage=cast.bea)
        lead_for(key, lead=cast.amal, manager=cast.bea)
        made.append(key)
    return made


def form(
    browser: Browser, women: list[uuid.UUID], words: dict[uuid.UUID, str], **typed: object
) -> dict[str, object]:
    shown = browser.post(URL, {"woman": [str(key) for key in women]}).content.decode()
    one = next(one for one in forms_of(shown) if "kind" in one.fields)
    lines = {f"words_{key.hex}": said for key, said in words.items()}
    return {
        **one.as_sent(), "woman": [str(key) for key in women], "save": "yes", **lines, **typed,
    }  # fmt: skip


def notes(cast: Cast) -> list[Contact]:
    with acting_as(cast.amal.pk):
        return list(Contact.objects.standing())


def test_twelve_women_get_a_note_each_with_what_is_common_and_their_own_line(
    cast: Cast, group: list[uuid.UUID]
) -> None:
    browser = sign_in(cast.amal)
    words = {key: f"Line {place}." for place, key in enumerate(group)}
    sent = form(browser, group, words, kind="session", place="park", minutes="50")
    for _press in range(3):
        assert browser.post(URL, sent).status_code == 302
    found = notes(cast)
    assert {one.client_id: one.worker_words for one in found} == words
    assert {(one.kind, one.place, one.minutes, one.met) for one in found} == {
        ("session", "park", 50, True)
    }
    assert len({one.pk for one in found}) == 12


def test_another_of_them_named_in_a_note_stops_all_until_it_is_changed_or_sure(
    cast: Cast, group: list[uuid.UUID]
) -> None:
    browser, (marta, joy) = sign_in(cast.amal), group[:2]
    sent = form(browser, [marta, joy], {marta: "She ran beside joy.", joy: "Went well."})
    answer = browser.post(URL, sent)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "Joy Okoye is named here" in shown
    assert "She ran beside joy." in shown
    assert notes(cast) == []
    assert f"sure_{marta.hex}" in shown
    assert f"sure_{joy.hex}" not in shown
    assert browser.post(URL, {**sent, f"sure_{marta.hex}": "on"}).status_code == 302
    assert len(notes(cast)) == 2


def test_the_action_says_no_too(cast: Cast, group: list[uuid.UUID]) -> None:
    with acting_as(cast.amal.pk):
        marta, joy = (Client.objects.get(pk=key) for key in group[:2])
        common = {"kind": "walk", "compartment": 1 << 12, "met": True, "happened_on": "2026-11-02"}
        hers = {"key": new_key(), "common": common, "membership": cast.amal, "by": by(cast.amal)}
        with pytest.raises(Refused, match="another woman is named"):
            actions.write_together(lines=[(marta, "With Okoye."), (joy, "")], **hers)
        assert not Contact.objects.exists()


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("She ran beside JOY.", ["Joy Okoye"]), ("Okoye's shoes", ["Joy Okoye"]), ("a joyful noise", []),
        ("Siân spoke", ["Siân ap R."]), ("the sian", []), ("R. was there", []), ("Li said", ["Li"]), ("", []),
    ],
)  # fmt: skip
def test_a_name_is_found_whole_and_by_its_parts(words: str, named: list[str]) -> None:
    assert named_in(words, ["Joy Okoye", "Siân ap R.", "Li"]) == named


def test_nobody_is_chosen_whom_she_may_not_write_about(cast: Cast, group: list[uuid.UUID]) -> None:
    browser = sign_in(cast.amal)
    answer = browser.post(URL, {"woman": [str(cast.roza), str(uuid.uuid4()), "nobody"]})
    assert answer.status_code == 422
    assert "Choose who was there." in answer.content.decode()
    sent = form(browser, [cast.marta], {cast.marta: "One."})
    browser.post(URL, {**sent, "woman": [str(cast.marta), str(cast.roza)]})
    assert [one.client_id for one in notes(cast)] == [cast.marta]
    assert "Roza" not in browser.get(URL).content.decode()
    assert "Marta" not in sign_in(cast.cleo).get(URL).content.decode()
    assert sign_in(cast.bea).get(URL).status_code == 200
    assert "Marta" not in sign_in(cast.bea).get(URL).content.decode()
    assert sign_in(cast.ada).get(URL).status_code == 403


def test_bad_input_is_told_and_nothing_typed_is_lost(cast: Cast, group: list[uuid.UUID]) -> None:
    browser = sign_in(cast.amal)
    for typed in SHORT.values():
        words = typed.encode(errors="replace").decode()
        for box in ("kind", "minutes", "happened_on_2", "at_time", "area", "key"):
            sent = form(browser, group[:2], {group[0]: "A good hour."}, **{box: words})
            answer = browser.post(URL, sent)
            assert answer.status_code in (302, 422), box
            if answer.status_code == 422:
                assert "A good hour." in answer.content.decode(), box
    assert page("several") == URL
