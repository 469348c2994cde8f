"""Kinder words offered before a note is saved, never put there; lists a manager edits; a switch (R4)."""

import pytest

from alongside.support.engagement.models import Wording
from alongside.support.engagement.rules.wording import OTHER_WORDS, offers
from alongside.support.engagement.tests.everyday import as_opened, page
from alongside.support.engagement.tests.writing import address, filled, notes
from tests.shared.cast import Cast, sign_in
from tests.shared.nasty import SHORT

HARD = "She was chaotic today. DNA again."


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Her life is Chaotic.", ["Chaotic"]), ("DNA", ["DNA"]), ("a dna test", []), ("chaotically", []),
        ("She refuses help", ["refuses"]), ("hard to reach, and disengaged", ["disengaged", "hard to reach"]),
        ("lifestyle choice", ["lifestyle choice"]), ("attention-seeking", ["attention-seeking"]),
    ],
)  # fmt: skip
def test_hard_words_are_found_whole(words: str, said: list[str]) -> None:
    assert sorted(one.said for one in offers(words, OTHER_WORDS)) == sorted(said)


def test_kinder_words_are_offered_first_and_it_is_saved_as_it_is_at_the_next_press(
    cast: Cast,
) -> None:
    browser = sign_in(cast.amal)
    sent = filled(browser, cast.marta, worker_words=HARD, her_words="I was chaotic, me.")
    answer = browser.post(address(cast.marta), sent)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "For “chaotic”, perhaps: say what happened, in a sentence." in shown
    assert HARD in shown
    assert "Save as it is" in shown
    assert notes(cast.amal) == []
    for _press in range(3):
        assert browser.post(address(cast.marta), {**sent, "as_it_is": "yes"}).status_code == 302
    (note,) = notes(cast.amal)
    assert note.worker_words == HARD


def test_her_own_words_are_hers(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    sent = filled(browser, cast.marta, her_words="I am chaotic, me.", worker_words="We walked.")
    assert browser.post(address(cast.marta), sent).status_code == 302


def test_changing_a_note_offers_them_too(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    browser.post(address(cast.marta), filled(browser, cast.marta, worker_words="We walked."))
    url = page("note_change", cast.marta, notes(cast.amal)[0].pk)
    sent = as_opened(browser, url, "worker_words", worker_words=HARD)
    sent.pop("as_it_is", None)
    assert browser.post(url, sent).status_code == 422
    assert browser.post(url, {**sent, "as_it_is": "yes"}).status_code == 302
    assert notes(cast.amal)[0].worker_words == HARD


def test_she_can_switch_it_off_for_herself_alone(cast: Cast) -> None:
    browser, url = sign_in(cast.amal), page("words")
    for _press in range(2):
        browser.post(url, {"others": "off"})
    assert "You are not offered any." in browser.get(url).content.decode()
    assert (
        browser.post(
            address(cast.marta), filled(browser, cast.marta, worker_words=HARD)
        ).status_code
        == 302
    )
    assert "You are not offered any." not in sign_in(cast.bea).get(url).content.decode()
    browser.post(url, {"others": "on"})
    assert (
        browser.post(
            address(cast.marta), filled(browser, cast.marta, worker_words=HARD)
        ).status_code
        == 422
    )


def test_a_manager_edits_the_lists_in_plain_lines(cast: Cast) -> None:
    bea, url = sign_in(cast.bea), page("words_of", cast.navigators.pk)
    assert "chaotic = say what happened" in bea.get(url).content.decode()
    sent = as_opened(
        bea,
        url,
        "areas",
        areas="by the river\nthe old town\nby the river",
        others="brave = say what she did",
    )
    assert bea.post(url, sent).status_code == 302
    lists = Wording.objects.get()
    assert (lists.areas, lists.others) == (
        ["by the river", "the old town"],
        [["brave", "say what she did"]],
    )
    browser = sign_in(cast.amal)
    assert '<option value="by the river">' in browser.get(address(cast.marta)).content.decode()
    assert (
        browser.post(
            address(cast.marta), filled(browser, cast.marta, worker_words=HARD)
        ).status_code
        == 302
    )
    brave = filled(browser, cast.marta, worker_words="She was brave.")
    assert browser.post(address(cast.marta), brave).status_code == 422
    assert sign_in(cast.amal).get(url).status_code == 403
    # A page that was opened before writes over nothing.
    assert bea.post(url, {**sent, "others": ""}).status_code == 422
    assert Wording.objects.get().others == [["brave", "say what she did"]]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"others": "chaotic"}, "as: the word = what to say instead"),
        ({"areas": "4 Lantern Yard"}, "more coarsely"),
        ({"areas": "a" * 121}, "too long"),
        ({"others": "\n".join(f"w{n} = x" for n in range(201))}, "room for 200 lines"),
    ],
)
def test_a_list_that_can_not_be_read_is_asked_about(
    cast: Cast, typed: dict[str, str], said: str
) -> None:
    bea, url = sign_in(cast.bea), page("words_of", cast.navigators.pk)
    answer = bea.post(url, as_opened(bea, url, "areas", **typed))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Wording.objects.exists()


def test_bad_input_breaks_nothing(cast: Cast) -> None:
    bea, url = sign_in(cast.bea), page("words_of", cast.navigators.pk)
    for typed in SHORT.values():
        words = typed.encode(errors="replace").decode()
        for box in ("areas", "others", "version"):
            answer = bea.post(url, as_opened(bea, url, "areas", **{box: words}))
            assert answer.status_code in (302, 422)
