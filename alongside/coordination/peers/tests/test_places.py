"""women/<uuid>/beside/…: what she wants known, and who is beside her, for those who look after her."""

import datetime
import uuid
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from alongside.core.sharing.actions import away
from alongside.core.team.models import Companion, Welcome
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.keys import new_key
from tests.shared.asking import fill
from tests.shared.beside import chooses, comes, group, says
from tests.shared.cast import Cast, actor, sign_in
from tests.shared.forms import words_shown


def at(cast: Cast, more: str = "") -> str:
    return f"/women/{cast.marta}/beside/{more}"


def shown(browser: Browser, url: str) -> str:
    answer = browser.get(url)
    assert answer.status_code == 200, url
    return words_shown(answer.content.decode())


def new_peer(cast: Cast) -> str:
    with acting_as(cast.amal.pk):
        episode = Companion._meta.get_field("episode").related_model.objects.get(  # type: ignore[union-attr]
            client_id=cast.marta
        )
    return at(cast, f"new/{episode.pk}/")


def test_first_she_is_asked_what_they_should_know(cast: Cast) -> None:
    amal = sign_in(cast.amal)
    assert "Ask her first" in shown(amal, at(cast))
    answer = fill(
        amal, at(cast, "know/"), name="Mia", letter="K", know="Left pocket.", how="", worried=""
    )
    assert answer.status_code == 302
    page = shown(amal, at(cast))
    assert "They call her Mia K." in page
    assert "Left pocket." in page
    assert "Asked by Amal" in page


def test_only_the_name_is_needed(cast: Cast) -> None:
    answer = fill(sign_in(cast.amal), at(cast, "know/"), name=" ")
    assert answer.status_code == 422
    assert "Write the name she wants used there." in words_shown(answer.content.decode())


def test_the_same_page_sent_twice_saves_once(cast: Cast) -> None:
    amal = sign_in(cast.amal)
    for _ in range(2):
        sent = {"name": "Mia", "letter": "", "know": "", "how": "", "worried": "", "version": "0"}
        assert amal.post(at(cast, "know/"), sent).status_code == 302
    with acting_as(cast.amal.pk):
        assert Welcome.objects.get().version == 1


def test_two_who_write_at_once_are_shown_both_texts(cast: Cast) -> None:
    says(cast, name="Mia")
    sent = {"name": "Mara", "letter": "", "know": "Mine.", "how": "", "worried": "", "version": "1"}
    amal = sign_in(cast.amal)
    assert sign_in(cast.bea).post(at(cast, "know/"), {**sent, "know": "Theirs."}).status_code == 302
    answer = amal.post(at(cast, "know/"), sent)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Theirs." in page
    assert "Mine." in page
    assert 'name="version" value="2"' in page
    assert amal.post(at(cast, "know/"), {**sent, "version": "2"}).status_code == 302
    with acting_as(cast.amal.pk):
        assert Welcome.objects.get().know == "Mine."


def test_she_chooses_a_peer_mentor_with_a_supervisor(cast: Cast) -> None:
    says(cast)
    amal = sign_in(cast.amal)
    answer = fill(
        amal, new_peer(cast), who=str(cast.vera.pk), supervisor=str(cast.bea.pk),
        call_words="Ring me.", her_words="She has been there.",
    )  # fmt: skip
    assert answer.status_code == 302
    page = shown(amal, at(cast))
    for words in ("Vera", "Their supervisor is Bea.", "She has been there.", "Ask her again on"):
        assert words in page
    who_sees = shown(amal, f"/women/{cast.marta}/sharing/")
    assert "Vera" in who_sees
    assert "They read what she wants them to know" in who_sees


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"who": ""}, "Choose who."),
        ({"who": "cleo"}, "Choose somebody from the list."),
        ({"supervisor": "nadia"}, "Choose somebody from the list."),
        ({"who": "bea", "supervisor": "bea"}, "can’t be their own supervisor"),
        ({"call_words": ""}, "Write when they should call, and whom."),
        ({"until": -1}, "The date is in the past."),
        ({"until": 800}, "A year at most."),
    ],
)
def test_what_is_wrong_with_a_choice_is_said(
    cast: Cast, answers: dict[str, Any], said: str
) -> None:
    says(cast)
    until = timezone.localdate() + datetime.timedelta(days=answers.pop("until", 30))
    whole = {
        "who": "vera", "supervisor": "bea", "call_words": "Ring me.", "until_on_0": until.day,
        "until_on_1": until.month, "until_on_2": until.year, **answers,
    }  # fmt: skip
    hats = {"vera": cast.vera, "bea": cast.bea, "cleo": cast.cleo, "nadia": cast.nadia}
    for name in ("who", "supervisor"):
        whole[name] = str(hats[whole[name]].pk) if whole[name] in hats else whole[name]
    answer = fill(sign_in(cast.amal), new_peer(cast), **whole)
    assert answer.status_code == 422
    assert said in words_shown(answer.content.decode())


def test_somebody_she_keeps_away_is_not_put_beside_her(cast: Cast) -> None:
    says(cast)
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(), client_id=cast.marta, worker=cast.vera.worker, made_by=cast.amal,
            by=actor(cast.amal),
        )  # fmt: skip
    answer = fill(
        sign_in(cast.amal), new_peer(cast), who=str(cast.vera.pk), supervisor=str(cast.bea.pk),
        call_words="Ring me.",
    )  # fmt: skip
    assert answer.status_code == 422
    assert "She keeps Vera away" in words_shown(answer.content.decode())


def test_before_she_has_said_what_they_may_know_nobody_is_chosen(cast: Cast) -> None:
    answer = fill(
        sign_in(cast.amal), new_peer(cast), who=str(cast.vera.pk), supervisor=str(cast.bea.pk),
        call_words="Ring me.",
    )  # fmt: skip
    assert answer.status_code == 422
    assert "First write down with her" in words_shown(answer.content.decode())


def test_it_is_on_her_page_with_the_groups_she_comes_to(cast: Cast) -> None:
    says(cast)
    chooses(cast, cast.vera)
    comes(cast, group(cast, cast.vera))
    amal = sign_in(cast.amal)
    assert "Peer mentors and groups" in shown(amal, f"/women/{cast.marta}/")
    page = shown(amal, at(cast))
    assert "Saturday runners" in page
    assert "Led by Vera" in page


def test_her_team_is_told_where_somebody_she_keeps_away_leads_a_group_she_comes_to(
    cast: Cast,
) -> None:
    says(cast)
    comes(cast, group(cast, cast.vera, cast.nadia))
    with acting_as(cast.amal.pk):
        away.keep_away(
            key=new_key(), client_id=cast.marta, worker=cast.vera.worker, made_by=cast.amal,
            by=actor(cast.amal),
        )  # fmt: skip
    page = shown(sign_in(cast.amal), at(cast))
    assert "Vera leads this group, and she keeps Vera away." in page
    assert "Led by Nadia" in page
    assert "keeps Nadia away" not in page


def test_who_may_not_open_it(cast: Cast) -> None:
    says(cast)
    peer = chooses(cast, cast.vera)
    for url in (at(cast), at(cast, "know/"), new_peer(cast)):
        assert sign_in(cast.vera).get(url).status_code == 403
        assert sign_in(cast.ada).get(url).status_code == 403
        for hat in (cast.nadia, cast.cleo, cast.petra):
            assert sign_in(hat).get(url).status_code == 404
        assert Browser().get(url)["Location"].startswith("/account/login/")
    end = at(cast, f"{peer.pk}/end/")
    assert sign_in(cast.vera).post(end).status_code == 403
    assert sign_in(cast.nadia).post(end).status_code == 404
    assert sign_in(cast.amal).get(end).status_code == 405
    assert sign_in(cast.amal).post(at(cast, f"{uuid.uuid4()}/end/")).status_code == 404


def test_a_goal_is_shown_to_her_peers_and_taken_from_them(cast: Cast) -> None:
    says(cast)
    peer = chooses(cast, cast.vera)
    amal = sign_in(cast.amal)
    fill(amal, f"/women/{cast.marta}/goals/new/", words="A run by the river")
    goal = amal.get(f"/women/{cast.marta}/goals/").content.decode().split("/goals/")
    key = next(one.split("/")[0] for one in goal if one[:36].count("-") == 4)
    url = f"/women/{cast.marta}/goals/{key}/with-peers/"
    for said, there in (("yes", True), ("yes", True), ("no", False)):
        assert amal.post(url, {"shown": said}).status_code == 302
        assert ("A run by the river" in shown(sign_in(cast.vera), f"/beside/{peer.pk}/")) is there
    assert sign_in(cast.vera).post(url).status_code == 403
    assert sign_in(cast.cleo).post(url).status_code == 404
    assert sign_in(cast.bea).post(url, {"shown": "yes"}).status_code == 409
    assert amal.get(url).status_code == 405


def test_a_version_of_what_never_stood_is_written_all_the_same(cast: Cast) -> None:
    answer = fill(sign_in(cast.amal), at(cast, "know/"), name="Marta", version="5")
    assert answer.status_code == 302
