"""A worker's own page, and the bar on every page."""

from django.test import Client as Browser

from alongside.foundation.accounts.models import Worker
from alongside.foundation.accounts.tests.ways import afresh, send, signed_in
from tests.shared.cast import Cast
from tests.shared.nasty import NASTY


def test_she_changes_her_own_name_and_how_pages_look(cast: Cast) -> None:
    browser = signed_in(cast.ada)
    sent = {"name": "Ada L.", "theme": "dark"}
    assert browser.post("/account/", sent).headers["Location"] == "/account/"
    page = browser.get("/account/").content.decode()
    assert 'data-theme="dark"' in page
    assert "Ada L." in page
    assert "data-keys" not in page


def test_the_find_key_is_on_until_she_switches_it_off(cast: Cast) -> None:
    assert 'data-keys="on"' in signed_in(cast.ada).get("/account/").content.decode()


def test_nasty_input_loses_nothing_and_breaks_nothing(cast: Cast) -> None:
    for name in NASTY:
        with afresh(name):
            browser = signed_in(cast.ada)
            for field in ("name", "theme"):
                sent = {"name": "Ada", "theme": "", field: NASTY[name]}
                response = send(browser, "/account/", sent)
                assert response.status_code in (302, 422)
                if response.status_code == 302:
                    kept = Worker.objects.get(pk=cast.ada.worker_id)
                    typed = NASTY[name].encode("utf-8", "surrogatepass").decode("utf-8", "replace")
                    assert {"name": kept.name, "theme": kept.theme}[field] == typed.strip()


def test_the_bar_shows_only_what_the_hat_may_open(cast: Cast) -> None:
    for hat in (cast.amal, cast.bea, cast.vera, cast.ada, cast.conny, cast.petra):
        browser = signed_in(hat)
        browser.post("/account/hats/", {"hat": str(hat.pk)})
        for place in browser.get("/account/").context["nav"]:
            assert browser.get(place["url"], follow=True).status_code == 200, (hat, place)


def test_the_administrators_bar_has_no_women_in_it(cast: Cast) -> None:
    shown = [str(place["label"]) for place in signed_in(cast.ada).get("/account/").context["nav"]]
    assert shown[-4:] == ["Workers", "Agencies", "Partners’ links", "The log"]
    assert "Women" not in shown


def test_an_unfinished_installation_says_so_on_every_page(cast: Cast) -> None:
    words = "Not yet for real women’s records."
    assert words in Browser().get("/account/login/").content.decode()
    browser = signed_in(cast.ada)
    for address in ("/account/", "/workers/", "/account/2fa/", "/agencies/"):
        assert words in browser.get(address).content.decode()
