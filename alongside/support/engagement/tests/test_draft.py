"""The draft kept while she types: on the server, hers alone, whatever happens to the session."""

import uuid
from datetime import timedelta

from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from alongside.core.people.models import Client
from alongside.core.team import actions as team
from alongside.core.team.models import TeamMember
from alongside.foundation.access.context import acting_as
from alongside.foundation.accounts.models import Membership
from alongside.support.engagement import queries
from alongside.support.engagement.models import Contact, Draft
from alongside.support.engagement.tests.writing import address, filled, notes
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.nasty import NASTY


def keep(client_id: uuid.UUID) -> str:
    return reverse("engagement:draft", args=[client_id])


def drafts(hat: Membership) -> list[Draft]:
    with acting_as(hat.pk):
        return queries.drafts(hat)


def test_what_is_typed_is_kept_and_comes_back(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    sent = filled(browser, cast.marta, her_words="I told the m")
    answer = browser.post(keep(cast.marta), sent)
    assert (answer.status_code, answer.content) == (204, b"")
    assert filled(browser, cast.marta)["her_words"] == ["I told the m"]


def test_typing_on_keeps_one_draft(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    sent = filled(browser, cast.marta)
    for words in ("I", "I told", "I told him"):
        browser.post(keep(cast.marta), {**sent, "her_words": words})
    (draft,) = drafts(cast.amal)
    assert draft.fields["her_words"] == "I told him"


def test_a_draft_outlives_the_session_and_waits_on_another_device(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    browser.post(keep(cast.marta), filled(browser, cast.marta, her_words="half"))
    Session.objects.all().delete()
    assert browser.get(address(cast.marta)).status_code == 302
    assert filled(sign_in(cast.amal), cast.marta)["her_words"] == ["half"]


def test_without_a_session_nothing_is_kept_and_sign_in_is_asked(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    sent = filled(browser, cast.marta, her_words="half")
    Session.objects.all().delete()
    assert browser.post(keep(cast.marta), sent).status_code == 302
    assert drafts(cast.amal) == []


def test_two_tabs_keep_two_drafts(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    one = filled(browser, cast.marta, her_words="one")
    other = filled(browser, cast.marta, her_words="other")
    browser.post(keep(cast.marta), one)
    browser.post(keep(cast.marta), other)
    assert {draft.fields["her_words"] for draft in drafts(cast.amal)} == {"one", "other"}


def test_a_draft_that_arrives_after_its_note_leaves_nothing_behind(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    sent = filled(browser, cast.marta, her_words="all of it", worker_words="one\r\ntwo")
    browser.post(address(cast.marta), sent)
    for late in ("all of", "all of it"):
        browser.post(keep(cast.marta), {**sent, "her_words": late})
    assert drafts(cast.amal) == []


def test_other_words_typed_into_a_saved_form_are_kept_beside_its_note(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    sent = filled(browser, cast.marta, her_words="first")
    browser.post(address(cast.marta), sent)
    browser.post(keep(cast.marta), {**sent, "her_words": "something else"})
    (draft,) = drafts(cast.amal)
    assert draft.fields["her_words"] == "something else"
    browser.post(address(cast.marta), {**sent, "her_words": "something else"})
    assert drafts(cast.amal) == []
    assert {note.her_words for note in notes(cast.amal)} == {"first", "something else"}


def test_a_draft_is_its_writers_alone(cast: Cast) -> None:
    amal = sign_in(cast.amal)
    amal.post(keep(cast.marta), filled(amal, cast.marta, her_words="not yet"))
    (draft,) = drafts(cast.amal)
    for hat in (cast.bea, cast.cleo, cast.amal_at_hearth):
        assert drafts(hat) == []
        with acting_as(hat.pk):
            assert not Draft.objects.filter(pk=draft.pk).exists()


def test_somebody_elses_draft_is_not_written_over(cast: Cast) -> None:
    cleo = sign_in(cast.cleo)
    hers = filled(cleo, cast.roza, her_words="Roza’s")
    cleo.post(keep(cast.roza), hers)
    amal = sign_in(cast.amal)
    answer = amal.post(
        keep(cast.marta),
        filled(amal, cast.marta, her_words="mine", key=str(hers["key"][0])),  # type: ignore[index]
    )
    assert answer.status_code == 204
    assert [draft.fields["her_words"] for draft in drafts(cast.amal)] == ["mine"]
    assert [draft.fields["her_words"] for draft in drafts(cast.cleo)] == ["Roza’s"]


def test_a_draft_disappears_with_the_pass(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    browser.post(keep(cast.marta), filled(browser, cast.marta, her_words="half"))
    with acting_as(cast.bea.pk):
        member = TeamMember.objects.current().get(client_id=cast.marta)
        team.leave(member=member, by=actor(cast.bea))
    assert drafts(cast.amal) == []
    with acting_as(cast.amal.pk):
        assert not Draft.objects.exists()


def test_no_text_breaks_the_draft(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    sent = filled(browser, cast.marta)
    for what, typed in NASTY.items():
        words = typed.encode(errors="replace").decode()
        answer = browser.post(keep(cast.marta), {**sent, "her_words": words, "minutes": words})
        assert answer.status_code == 204, what
        (draft,) = drafts(cast.amal)
        assert draft.fields["her_words"] == words.replace("\x00", ""), what


def test_a_form_that_lost_its_key_still_keeps_its_words(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    answer = browser.post(keep(cast.marta), {"her_words": "words", "unasked": "no"})
    assert answer.status_code == 204
    (draft,) = drafts(cast.amal)
    assert draft.fields == {"her_words": "words"}


def test_reading_the_address_writes_nothing_and_leads_to_the_form(cast: Cast) -> None:
    answer = sign_in(cast.amal).get(keep(cast.marta))
    assert answer.url == address(cast.marta)
    assert drafts(cast.amal) == []


def test_strangers_and_other_roles_keep_no_drafts(cast: Cast) -> None:
    typed = {"her_words": "x"}
    absent = sign_in(cast.amal).post(keep(uuid.uuid4()), typed)
    assert absent.status_code == 404
    for hat in (cast.cleo, cast.amal_at_hearth, cast.nadia):
        answer = sign_in(hat).post(keep(cast.marta), typed)
        assert (answer.status_code, answer.content) == (404, absent.content)
    assert sign_in(cast.ada).post(keep(cast.marta), typed).status_code == 403
    assert sign_in(cast.bea).post(keep(cast.marta), typed).status_code == 409


def test_a_draft_says_how_long_ago_it_was(cast: Cast) -> None:
    said = {0: "just now", 8: "8 minutes ago", 61: "1 hour ago"}
    for minutes, words in said.items():
        draft = Draft(changed_at=timezone.now() - timedelta(minutes=minutes))
        assert draft.ago == words


def test_a_draft_changes_nothing_of_her_record(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    browser.post(keep(cast.marta), filled(browser, cast.marta, her_words="half"))
    with acting_as(cast.amal.pk):
        assert not Contact.objects.exists()
        assert Client.objects.get(pk=cast.marta).last_contact_on is None
