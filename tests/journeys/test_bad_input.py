"""Every form of the product, filled with what people and machines type: no fault, and no word lost."""

import re

import pytest
from django.core.cache import cache
from django.test import Client as Browser
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.journeys.test_every_url import OPENERS, TABLE, opener
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import Field, PageForm, forms_of, words_shown
from tests.shared.nasty import NASTY, NASTY_DAYS
from tests.shared.world import World, make_world, places

# Answers a form may get; a fault (5xx) is never one of them.
FINE = {200, 302, 303, 400, 403, 404, 405, 409, 410, 413, 422, 429}
# Passwords, codes and a search are not given back on purpose; no account, place or share ends by a test.
NOT_GIVEN_BACK = {"password", "hidden", "search"}
LEFT_OUT = {
    "account_logout", "accounts:exit", "accounts:worker_close", "accounts:hat_end",
    "accounts:session_end_others", "access:leaver", "access:end_share", "team:take_off",
}  # fmt: skip

typed = st.one_of(
    st.sampled_from(sorted(NASTY.values(), key=len)[:-1]),
    st.sampled_from(sorted({part for parts in NASTY_DAYS.values() for part in parts})),
    st.text(max_size=80),
    # What no encoding can carry, no browser can send.
).filter(lambda text: not any("\ud800" <= c <= "\udfff" for c in text))


def pages_with_forms(who: str) -> list[str]:
    """List the pages this person is the first of the openers to open, each page once."""
    return [name for name in TABLE if name not in LEFT_OUT and opener(name) == who]


def filled(data: st.DataObject, form: PageForm) -> dict[str, list[str]]:
    """Fill a form as nobody should: words anywhere, choices that were never offered, boxes left out."""
    sent = form.as_sent()
    for name, one in form.fields.items():
        if name == "csrfmiddlewaretoken" or one.kind == "button":
            continue
        sent[name] = data.draw(values_for(one), label=name)
        if not sent[name]:
            sent.pop(name)
    return sent


def values_for(one: Field) -> st.SearchStrategy[list[str]]:
    as_it_came = st.just([one.value] if one.textual or one.kind == "hidden" else one.chosen)
    if one.textual:
        return st.one_of(typed.map(lambda text: [text]), as_it_came)
    if one.kind == "hidden":
        return st.one_of(as_it_came, as_it_came, typed.map(lambda text: [text]))
    offered = st.sampled_from(one.offered).map(lambda value: [value]) if one.offered else as_it_came
    return st.one_of(offered, offered, typed.map(lambda text: [text]), st.just([]))


def plain(text: str) -> str:
    """Compare words and not white space; what no page can hold (NUL, half characters) is left out."""
    return re.sub(r"[\s\x00-\x1f\x7f\ud800-\udfff]+", "", text)


def lost(form: PageForm, sent: dict[str, list[str]], page: str) -> list[str]:
    """List what was typed into visible boxes and is not on the page that came back."""
    shown = plain(words_shown(page))
    return [
        name
        for name, one in form.fields.items()
        if one.textual
        and one.kind not in NOT_GIVEN_BACK
        and name in sent
        and plain(sent[name][0]) not in shown
    ]


def as_it_was(form: PageForm, sent: dict[str, list[str]]) -> bool:
    """Whether what nobody types, the hidden boxes, is as the page gave it."""
    hidden = [one for one in form.fields.values() if one.kind == "hidden"]
    return all(sent.get(one.name) == [one.value] for one in hidden)


def try_form(browser: Browser, path: str, form: PageForm, sent: dict[str, list[str]]) -> None:
    answer = browser.post(form.action or path, {name: some for name, some in sent.items()})
    assert answer.status_code in FINE, f"{path}: {answer.status_code}"
    if answer.status_code == 422 and as_it_was(form, sent):
        assert not lost(form, sent, answer.content.decode()), path


def forms_on(browser: Browser, path: str) -> list[PageForm]:
    answer = browser.get(path)
    if answer.status_code != 200 or "html" not in answer["Content-Type"]:
        return []
    found = forms_of(answer.content.decode())
    return [form for form in found if form.method == "post" and not is_shell(form)]


def is_shell(form: PageForm) -> bool:
    """Whether a form belongs to the frame of every page: finding, signing out."""
    return form.action in (reverse("home:find"), reverse("account_logout"))


def paths(world: World, who: str) -> list[str]:
    wanted = set(pages_with_forms(who))
    return [
        reverse(place.name, kwargs=world.filled(place))
        for place in places()
        if place.name in wanted
    ]


def fill_many_ways(browser: Browser, path: str, form: PageForm) -> None:
    """Fill one form eight ways."""

    @settings(
        max_examples=8,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(data=st.data())
    def fill(data: st.DataObject) -> None:
        cache.clear()
        try_form(browser, path, form, filled(data, form))

    fill()


@pytest.mark.parametrize("who", OPENERS)
def test_no_form_breaks_or_loses_a_word(cast: Cast, who: str) -> None:
    world = make_world(cast)
    browser = Browser() if who == "stranger" else sign_in(getattr(cast, who))
    browser.raise_request_exception = False
    tried = []
    for path in paths(world, who):
        for form in forms_on(browser, path):
            fill_many_ways(browser, path, form)
            tried.append(path)
    assert len(tried) > {"amal": 20, "bea": 3, "ada": 6, "stranger": 1}[who], tried


@pytest.mark.parametrize("name", ["one megabyte", "a hidden NUL"])
@pytest.mark.parametrize("who", OPENERS)
def test_each_box_takes_the_worst_alone(cast: Cast, who: str, name: str) -> None:
    world = make_world(cast)
    browser = Browser() if who == "stranger" else sign_in(getattr(cast, who))
    browser.raise_request_exception = False
    for at, path in enumerate(paths(world, who)):
        for form in forms_on(browser, path):
            boxes = [one.name for one in form.fields.values() if one.textual]
            if boxes:
                cache.clear()
                worst, others = NASTY[name], NASTY[name][:2_000]
                sent = form.as_sent() | {box: [others] for box in boxes}
                # Boxes take turns: a megabyte in each at once would say no more, and take minutes.
                try_form(browser, path, form, sent | {boxes[at % len(boxes)]: [worst]})
