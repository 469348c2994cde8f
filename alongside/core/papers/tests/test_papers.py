"""The files on her record: listed, moved, taken off, put back."""

from django.urls import reverse

from alongside.core.papers.models import Paper
from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.context import acting_as
from tests.shared.cast import Cast, sign_in
from tests.shared.files import a_paper
from tests.shared.moving import move, parts_of, parts_of_history, undo_on


def paper(cast: Cast, title: str = "Letter from the council") -> Paper:
    with acting_as(cast.amal.pk):
        return a_paper(cast, title)


def to(name: str, cast: Cast, one: Paper) -> str:
    return reverse(f"papers:{name}", args=[cast.marta, one.pk])


def everywhere(cast: Cast) -> list[str]:
    return [reverse(f"home:{name}", args=[cast.marta]) for name in ("her", "timeline")] + [
        reverse("papers:papers", args=[cast.marta])
    ]


def test_it_stands_on_her_page_on_her_line_and_in_the_list(cast: Cast) -> None:
    paper(cast, "zqletterqz")
    for url in everywhere(cast):
        assert "zqletterqz" in sign_in(cast.bea).get(url).content.decode(), url


def test_her_page_shows_five_and_says_how_many_more(cast: Cast) -> None:
    for number in range(7):
        paper(cast, f"Letter {number}")
    page = sign_in(cast.amal).get(everywhere(cast)[0]).content.decode()
    assert page.count("Letter ") >= 5
    assert "Letter 0" not in page.split('id="files"')[1].split("</section>")[0]
    assert "2 more" in page


def test_moved_it_is_gone_from_those_who_see_only_its_old_part(cast: Cast) -> None:
    one, browser = paper(cast, "zqletterqz"), sign_in(cast.amal)
    moved = move(browser, to("paper_part", cast, one), C.IMMIGRATION)
    assert moved.status_code == 302
    undo = undo_on(browser, moved)
    for url in everywhere(cast):
        assert "zqletterqz" not in sign_in(cast.bea).get(url).content.decode(), url
        assert "zqletterqz" in sign_in(cast.amal).get(url).content.decode(), url
    for name in ("paper", "paper_file", "paper_part"):
        assert sign_in(cast.bea).get(to(name, cast, one)).status_code == 404
    assert parts_of_history(cast.bea, one.pk) == set()
    browser.post(undo)
    assert parts_of(cast.bea, Paper) == {C.NOTES}


def test_taken_off_it_stands_nowhere_but_under_what_is_not_needed_and_can_be_put_back(
    cast: Cast,
) -> None:
    one, browser = paper(cast, "zqletterqz"), sign_in(cast.amal)
    assert browser.post(to("paper_off", cast, one)).status_code == 302
    her, line, every = everywhere(cast)
    for url in (her, line):
        assert "zqletterqz" not in browser.get(url).content.decode()
    page = browser.get(every).content.decode()
    assert "Not needed any more" in page
    assert to("paper_back", cast, one) in page
    assert browser.post(to("paper_off", cast, one)).status_code == 302
    assert browser.post(to("paper_back", cast, one)).status_code == 302
    assert "zqletterqz" in browser.get(her).content.decode()


def test_whoever_only_reads_that_part_changes_nothing(cast: Cast) -> None:
    one, browser = paper(cast), sign_in(cast.bea)
    page = browser.get(to("paper", cast, one)).content.decode()
    assert to("paper_off", cast, one) not in page
    assert to("paper_part", cast, one) not in page
    assert to("paper_file", cast, one) in page
    assert browser.post(to("paper_off", cast, one)).status_code == 409
    with acting_as(cast.amal.pk):
        assert Paper.objects.get(pk=one.pk).ended_at is None
