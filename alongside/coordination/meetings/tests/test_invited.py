"""Somebody on the list: her no holds, the invitation, who came, and what goes to them afterwards."""

import re
from typing import Any

import pytest
from django.utils import timezone

from alongside.coordination.meetings import actions, prints, queries, rules
from alongside.coordination.meetings.models import Invited
from alongside.coordination.meetings.tests.writing import at, fresh, send, strangers, text
from alongside.core.people import actions as people
from alongside.core.people.models import Client
from alongside.core.sharing.actions import away
from alongside.core.sharing.models import DisclosedPart, Disclosure
from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.keys import new_key
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.forms import day_typed, words_shown
from tests.shared.meetings import a_line, a_meeting, a_promise, an_invited, one_again
from tests.shared.safety import holds
from tests.shared.sharing import give, make_leila

TODAY = timezone.localdate()


def again(cast: Cast, meeting: Any) -> Invited:
    (row,) = one_again(cast, meeting).invited
    return row


@pytest.mark.parametrize(
    ("her_say", "sentence"), [("no", "She said no to this."), ("", "Ask her first.")]
)
def test_without_her_yes_nothing_goes(cast: Cast, her_say: str, sentence: str) -> None:
    one = a_meeting(cast)
    row = an_invited(cast, one, cast.practice, her_say=her_say)
    browser = sign_in(cast.amal)
    answer = browser.get(at("invitation", cast, one.pk, row.pk))
    assert answer.status_code == 409
    assert sentence in words_shown(answer.content.decode())
    sent = send(cast, at("sent", cast, one.pk, row.pk), **day_typed("sent_on", TODAY))
    assert sentence in words_shown(sent.content.decode())
    assert again(cast, one).sent_on is None
    page = text(browser, at("meeting", cast, one.pk))
    assert at("invitation", cast, one.pk, row.pk) not in page


def test_an_invitation_says_when_and_where_and_nothing_of_why(cast: Cast, monkeypatch: Any) -> None:
    one = a_meeting(cast)
    row = an_invited(cast, one, cast.practice, name="Sue")
    said: dict[str, Any] = {}

    def caught(_template: Any, data: dict[str, Any], *, language: str) -> bytes:
        said.update(data, language=language)
        return b"%PDF-"

    answer = sign_in(cast.amal).get(at("invitation", cast, one.pk, row.pk))
    assert answer.content.startswith(b"%PDF-")
    assert 'filename="letter.pdf"' in answer["Content-Disposition"]
    monkeypatch.setattr(prints, "make_pdf", caught)
    prints.invitation_pdf(one, row, cast.amal)
    words = str(said)
    assert "Marta" in words
    assert "The library" in words
    assert "say it once" not in words
    assert cast.harbour.name not in words
    assert cast.navigators.name not in words


def test_no_place_on_it_says_what_kind_of_service_we_are(cast: Cast) -> None:
    one = a_meeting(cast, place="The refuge, room 2")
    row = an_invited(cast, one, cast.practice)
    answer = sign_in(cast.amal).get(at("invitation", cast, one.pk, row.pk))
    assert answer.status_code == 409
    assert "refuge" in words_shown(answer.content.decode())


def test_the_day_it_went_is_kept_and_stays(cast: Cast) -> None:
    one = a_meeting(cast)
    url = at("sent", cast, one.pk, an_invited(cast, one, cast.practice).pk)
    text(sign_in(cast.amal), url)
    for _time in range(2):
        assert send(cast, url, **day_typed("sent_on", TODAY)).status_code == 302
    assert (again(cast, one).sent_on, again(cast, one).version) == (TODAY, 2)


def test_whom_she_keeps_away_by_now_gets_no_invitation(cast: Cast) -> None:
    one = a_meeting(cast)
    row = an_invited(cast, one, cast.practice)
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(),
            client_id=cast.marta,
            agency=cast.practice,
            made_by=cast.amal,
            by=actor(cast.amal),
        )
    assert sign_in(cast.amal).get(at("invitation", cast, one.pk, row.pk)).status_code == 409


def test_nothing_goes_once_she_has_died(cast: Cast) -> None:
    one = a_meeting(cast)
    row = an_invited(cast, one, cast.practice)
    with acting_as(cast.amal.pk):
        people.fall_quiet(client_id=cast.marta, quiet=Client.Quiet.DIED, by=actor(cast.amal))
    assert sign_in(cast.amal).get(at("invitation", cast, one.pk, row.pk)).status_code in (404, 409)


def test_who_did_not_come_is_asked_again_and_nobody_is_blamed(cast: Cast) -> None:
    one = a_meeting(cast, days=-1)
    row = an_invited(cast, one, cast.practice)
    url = at("invited", cast, one.pk, row.pk)
    text(sign_in(cast.amal), url)
    send(cast, url, her_say="yes", came="not", version="1")
    page = words_shown(text(sign_in(cast.amal), at("meeting", cast, one.pk)))
    assert "Ask them what they say to it." in page
    send(cast, url, her_say="yes", came="not", version="2", **day_typed("asked_again_on", TODAY))
    now = again(cast, one)
    assert (now.asked_again_on, now.asked_again_by_id) == (TODAY, cast.amal.pk)
    assert one_again(cast, one).missing == []
    late = send(cast, url, her_say="no", version="1")
    assert late.status_code == 422


def test_who_never_should_have_stood_there_comes_off_the_list(cast: Cast) -> None:
    one = a_meeting(cast)
    url = at("take_off", cast, one.pk, an_invited(cast, one, cast.practice).pk)
    for _time in range(2):
        assert send(cast, url).status_code == 302
    assert one_again(cast, one).invited == []
    assert send(cast, at("take_off", cast, one.pk, new_key())).status_code == 404


def test_only_the_lines_meant_for_them_go_and_what_went_is_kept(cast: Cast) -> None:
    one = a_meeting(cast, days=0)
    gp = an_invited(cast, one, cast.practice)
    court = an_invited(cast, one, None, name="Probation")
    a_line(cast, one, "A letter about her sleep.", gp)
    a_line(cast, one, "Reporting by phone.", court)
    a_line(cast, one, "She was tired.")
    a_promise(cast, one, "Write the letter.", gp, whose=gp)
    url, key = at("hand_on", cast, one.pk, gp.pk), fresh()
    page = words_shown(text(sign_in(cast.amal), url))
    assert "A letter about her sleep." in page
    assert "Reporting by phone." not in page
    for _time in range(2):
        answer = send(
            cast,
            url,
            key=key,
            yes_words="Yes, that.",
            read=read(cast, gp),
            **day_typed("yes_on", TODAY),
        )
        assert answer.status_code == 302
    with acting_as(cast.amal.pk):
        (passed,) = Disclosure.objects.all()
        (went,) = DisclosedPart.objects.all()
    assert (passed.agency_id, passed.basis, passed.told_on) == (cast.practice.pk, "consent", TODAY)
    assert re.search(r"A letter about her sleep\.\n.*Write the letter\.", went.words)
    assert "Reporting" not in went.words
    assert "tired" not in went.words
    paper = sign_in(cast.amal).get(at("extract", cast, one.pk, gp.pk))
    assert paper.content.startswith(b"%PDF-")
    with acting_as(cast.amal.pk):
        lines, parts = queries.what_went(queries.invited_of(cast.marta).get(pk=gp.pk))
    assert (len(lines), parts) == (2, Compartment.NOTES | Compartment.SHARING)
    assert sign_in(cast.amal).get(at("extract", cast, one.pk, court.pk)).status_code == 404
    # Once she says no to them, nothing more goes there.
    send(cast, at("invited", cast, one.pk, gp.pk), her_say="no", version="2")
    assert sign_in(cast.amal).get(at("extract", cast, one.pk, gp.pk)).status_code == 409


def read(cast: Cast, row: Invited) -> str:
    """Give what the form says of the lines that were read to her."""
    with acting_as(cast.amal.pk):
        return rules.digest(queries.meant_for(row))


def test_a_line_added_after_they_were_read_to_her_does_not_go_on_her_yes(cast: Cast) -> None:
    one = a_meeting(cast, days=0)
    gp = an_invited(cast, one, cast.practice)
    a_line(cast, one, "A letter about her sleep.", gp)
    url, was, yes = at("hand_on", cast, one.pk, gp.pk), read(cast, gp), day_typed("yes_on", TODAY)
    a_line(cast, one, "What she takes for it.", gp)
    answer = send(cast, url, read=was, **yes)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "changed meanwhile" in words_shown(page)
    assert "What she takes for it." in page
    # Read to her again, the same page can be sent.
    assert f'value="{read(cast, gp)}"' in page
    assert send(cast, url, read=read(cast, gp), **yes).status_code == 302


def test_somebody_with_joint_notes_changes_none_of_her_answers(cast: Cast) -> None:
    one, leila = a_meeting(cast), make_leila()
    give(cast, leila, Compartment.BASICS | Compartment.NOTES, joint=Compartment.NOTES)
    row = an_invited(cast, one, leila.agency, her_say="no")
    answer = send(cast, at("invited", cast, one.pk, row.pk), hat=leila, her_say="yes", version="1")
    assert answer.status_code in (403, 409, 422)
    assert send(cast, at("take_off", cast, one.pk, row.pk), hat=leila).status_code in (403, 409)
    now = again(cast, one)
    assert (now.her_say, now.ended_at) == ("no", None)


def test_somebody_with_joint_notes_hands_nothing_on(cast: Cast) -> None:
    one, leila = a_meeting(cast, days=0), make_leila()
    give(cast, leila, Compartment.BASICS | Compartment.NOTES, joint=Compartment.NOTES)
    row = an_invited(cast, one, leila.agency)
    a_line(cast, one, "She wants a door.", row)
    sent = {"read": read(cast, row), **day_typed("yes_on", TODAY)}
    answer = send(cast, at("hand_on", cast, one.pk, row.pk), hat=leila, **sent)
    assert answer.status_code in (403, 422)
    with acting_as(cast.amal.pk):
        assert not Disclosure.objects.exists()


def test_once_lines_of_it_went_a_meeting_stays_where_it_is(cast: Cast) -> None:
    one = a_meeting(cast, days=0)
    gp = an_invited(cast, one, cast.practice)
    a_line(cast, one, "A letter about her sleep.", gp)
    sent = {"read": read(cast, gp), **day_typed("yes_on", TODAY)}
    assert send(cast, at("hand_on", cast, one.pk, gp.pk), **sent).status_code == 302
    to = Compartment.COUNSELLING.value
    answer = send(cast, at("part", cast, one.pk), to=str(to), stood=str(one.compartment))
    assert answer.status_code == 409
    assert "went to somebody" in words_shown(answer.content.decode())
    assert one_again(cast, one).meeting.compartment == Compartment.NOTES


def test_what_is_locked_goes_on_no_paper(cast: Cast) -> None:
    holds(cast, Compartment.COUNSELLING)
    one = a_meeting(cast, days=0, part=Compartment.COUNSELLING)
    gp = an_invited(cast, one, cast.practice)
    a_line(cast, one, "A letter about her sleep.", gp)
    url = at("hand_on", cast, one.pk, gp.pk)
    assert send(cast, url, read=read(cast, gp), **day_typed("yes_on", TODAY)).status_code == 302
    browser = sign_in(cast.amal)
    for page in (at("extract", cast, one.pk, gp.pk), at("agenda", cast, one.pk)):
        assert browser.get(page).status_code == 409
    shown = text(browser, at("meeting", cast, one.pk))
    for words in ("Print what went", "Print what is spoken of"):
        assert words not in shown


def test_a_place_that_says_what_we_are_stops_every_paper(cast: Cast) -> None:
    one = a_meeting(cast, days=0, place="The refuge, room 2")
    assert sign_in(cast.amal).get(at("agenda", cast, one.pk)).status_code == 409


def test_nothing_goes_to_whom_nothing_is_meant_for_or_whom_she_said_no_to(cast: Cast) -> None:
    one = a_meeting(cast, days=0)
    gp = an_invited(cast, one, cast.practice)
    yes = day_typed("yes_on", TODAY)
    answer = send(cast, at("hand_on", cast, one.pk, gp.pk), **yes)
    assert "Nothing is meant for them yet." in words_shown(answer.content.decode())
    a_line(cast, one, "A letter.", gp)
    with acting_as(cast.amal.pk):
        actions.change_invited(
            invited=gp, version=1, membership=cast.amal, by=actor(cast.amal),
            facts={"her_say": "no", "her_words": "", "came": "", "came_words": "", "asked_again_on": None},
        )  # fmt: skip
    answer = send(cast, at("hand_on", cast, one.pk, gp.pk), **yes)
    assert "She has not said yes to them" in words_shown(answer.content.decode())
    with acting_as(cast.amal.pk):
        assert not Disclosure.objects.exists()


@pytest.mark.parametrize(
    "name", ["invited", "invitation", "sent", "hand_on", "extract", "take_off"]
)
def test_nobody_else_opens_any_of_it(cast: Cast, name: str) -> None:
    one = a_meeting(cast, days=0)
    row = an_invited(cast, one, cast.practice)
    if name == "take_off":
        assert send(cast, at(name, cast, one.pk, row.pk), hat=cast.cleo).status_code == 404
        assert send(cast, at(name, cast, one.pk, row.pk), hat=cast.vera).status_code == 403
    else:
        strangers(
            cast, at(name, cast, one.pk, row.pk), writes=name in ("invited", "sent", "hand_on")
        )
    assert again(cast, one).version == 1
