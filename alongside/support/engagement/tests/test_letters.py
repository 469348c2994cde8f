"""Letters from templates: on her yes, saying nothing of what we are unless she agrees (R4, R230)."""

import pytest
from django.test import Client as Browser

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.foundation.audit.models import Event
from alongside.foundation.directory.models import Service
from alongside.support.engagement.models import Letter, LetterTemplate
from alongside.support.engagement.rules import letters as rules
from alongside.support.engagement.tests.everyday import as_opened, nowhere, page
from tests.shared.cast import Cast, make_hat, make_worker, sign_in
from tests.shared.database import as_admin
from tests.shared.nasty import SHORT
from tests.shared.papers import words_of_pdf

BODY = "Dear [to],\n\n[her name] asks for a home.\n\n[worker], [from]\n[today]"


@pytest.fixture
def neutral(cast: Cast) -> Cast:
    """Give the Navigators a neutral name."""
    Service.objects.filter(pk=cast.navigators.pk).update(neutral_name="The Quay Office")
    return cast


def template(cast: Cast, body: str = BODY) -> LetterTemplate:
    browser, url = sign_in(cast.bea), page("template_new", cast.navigators.pk)
    sent = as_opened(browser, url, "title", topic="housing", title="To the council", body=body)
    for _press in range(2):
        assert browser.post(url, sent).status_code == 302
    return LetterTemplate.objects.get()


def written(browser: Browser, cast: Cast, **typed: object) -> object:
    url = page("letter_new", cast.marta)
    right = {"topic": "housing", "to_words": "Housing Options", "body": "Marta asks for a home."}
    return browser.post(url, as_opened(browser, url, "body", **{**right, **typed}))


def letters(cast: Cast) -> list[Letter]:
    with acting_as(cast.amal.pk):
        return list(Letter.objects.standing())


def test_a_letter_begins_from_a_template_with_its_gaps_filled_in(neutral: Cast) -> None:
    one, browser = template(neutral), sign_in(neutral.amal)
    url = f"{page('letter_new', neutral.marta)}?template={one.pk}"
    sent = as_opened(browser, url, "body")
    (body,) = sent["body"]  # type: ignore[misc]
    assert body.startswith("Dear [to],\n\nMarta asks for a home.\n\nAmal, The Quay Office")
    assert sent["compartment"] == [str(Compartment.ACCOMMODATION.value)]
    answer = browser.post(
        page("letter_new", neutral.marta), {**sent, "to_words": "Housing Options"}
    )
    assert answer.status_code == 302
    (letter,) = letters(neutral)
    assert letter.body.startswith("Dear Housing Options,")
    assert (letter.from_words, letter.says_who_we_are) == ("The Quay Office", False)


@pytest.mark.parametrize(
    "words",
    ["I work for Harbour Navigators.", "She is in a refuge.", "The domestic abuse stopped.",
     "HARBOUR sends its regards."],
)  # fmt: skip
def test_what_says_what_we_are_is_refused_without_her_yes_to_that(
    neutral: Cast, words: str
) -> None:
    browser = sign_in(neutral.amal)
    for look in ({}, {"look": "yes"}):
        answer = written(browser, neutral, body=words, **look)
        assert answer.status_code == 422  # type: ignore[attr-defined]
        assert "what kind of service we are" in answer.content.decode()  # type: ignore[attr-defined]
        assert words in answer.content.decode()  # type: ignore[attr-defined]
    assert letters(neutral) == []
    assert written(browser, neutral, body=words, says_who_we_are="on").status_code == 302  # type: ignore[attr-defined]
    assert letters(neutral)[0].from_words == "Harbour Navigators, Harbour"


def test_without_a_neutral_name_nothing_goes_unless_she_agrees(cast: Cast) -> None:
    browser = sign_in(cast.amal)
    answer = written(browser, cast)
    assert "no neutral name yet" in answer.content.decode()  # type: ignore[attr-defined]
    assert written(browser, cast, says_who_we_are="on").status_code == 302  # type: ignore[attr-defined]


def test_nothing_goes_without_the_day_of_her_yes(neutral: Cast) -> None:
    empty = {f"agreed_on_{box}": "" for box in range(3)}
    answer = written(sign_in(neutral.amal), neutral, **empty)
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "Ask her first" in answer.content.decode()  # type: ignore[attr-defined]
    assert letters(neutral) == []


def test_looking_first_shows_it_as_it_will_go_and_keeps_nothing(neutral: Cast) -> None:
    answer = written(sign_in(neutral.amal), neutral, look="yes")
    assert answer.status_code == 200  # type: ignore[attr-defined]
    assert "<strong>The Quay Office</strong>" in answer.content.decode()  # type: ignore[attr-defined]
    assert letters(neutral) == []


def test_a_gap_that_is_left_is_asked_about() -> None:
    service = Service(name="Harbour Navigators", neutral_name="The Quay Office")
    service.agency = type(service)._meta.get_field("agency").related_model(name="Harbour")
    said = rules.why_not_letter(
        text="Dear [to],", service=service, says_who_we_are=False, agreed=True
    )
    assert "[to]" in str(said)


def test_it_prints_as_a_tagged_pdf_that_names_nobody_of_us_and_her_copy_says_so(
    neutral: Cast,
) -> None:
    browser = sign_in(neutral.amal)
    written(browser, neutral)
    (letter,) = letters(neutral)
    url = page("letter_paper", neutral.marta, letter.pk)
    sent, hers = browser.get(url), browser.get(f"{url}?hers=yes")
    assert sent["Content-Type"] == "application/pdf"
    assert b"/StructTreeRoot" in sent.content or b"/MarkInfo" in sent.content
    words = words_of_pdf(sent.content)
    assert "Marta asks for a home." in words
    assert "The Quay Office" in words
    assert "Harbour" not in words
    assert "Your copy." not in words
    assert "Your copy." in words_of_pdf(hers.content)
    assert sent["Content-Disposition"] == 'attachment; filename="letter.pdf"'


def test_each_print_is_written_down(committed_cast: Cast) -> None:
    browser = sign_in(committed_cast.amal)
    written(browser, committed_cast, says_who_we_are="on")
    browser.get(page("letter_paper", committed_cast.marta, letters(committed_cast)[0].pk))
    [(count,)] = as_admin("select count(*) from audit_entry where event = %s", Event.PRINTED.value)
    assert count == 1


def test_what_went_stays_as_it_went_with_its_day(neutral: Cast) -> None:
    browser = sign_in(neutral.amal)
    written(browser, neutral)
    (letter,) = letters(neutral)
    url = page("letter", neutral.marta, letter.pk)
    sent = as_opened(browser, url, "on_0")
    for _press in range(2):
        browser.post(url, sent)
    (letter,) = letters(neutral)
    assert letter.sent_on is not None
    assert letter.sent_by_id == neutral.amal.pk
    undo = page("letter_undo", neutral.marta, letter.pk)
    assert browser.post(undo).status_code == 409
    assert letters(neutral) == [letter]


def test_one_that_has_not_gone_can_be_taken_back_and_pressing_thrice_writes_one(
    neutral: Cast,
) -> None:
    browser, url = sign_in(neutral.amal), page("letter_new", neutral.marta)
    sent = as_opened(browser, url, "body", topic="gp", to_words="The practice", body="Please.")
    for _press in range(3):
        assert browser.post(url, sent).status_code == 302
    (letter,) = letters(neutral)
    browser.post(page("letter_undo", neutral.marta, letter.pk))
    assert letters(neutral) == []


def test_a_letter_shows_to_those_alone_who_see_its_part(neutral: Cast) -> None:
    browser = sign_in(neutral.amal)
    written(browser, neutral, compartment=str(Compartment.LOCATION.value))
    (letter,) = letters(neutral)
    bea = sign_in(neutral.bea)
    assert bea.get(page("letter", neutral.marta, letter.pk)).status_code == 404
    assert bea.get(page("letter_paper", neutral.marta, letter.pk)).status_code == 404
    assert "Housing Options" not in bea.get(page("letters", neutral.marta)).content.decode()
    part = page("letter_part", neutral.marta, letter.pk)
    browser.post(part, as_opened(browser, part, "to", to=str(Compartment.ACCOMMODATION.value)))
    assert bea.get(page("letter", neutral.marta, letter.pk)).status_code == 200


def test_bad_input_is_told_and_nothing_typed_is_lost(neutral: Cast) -> None:
    browser = sign_in(neutral.amal)
    for typed in SHORT.values():
        words = typed.encode(errors="replace").decode()
        for box in ("topic", "to_words", "agreed_on_2", "compartment", "key"):
            answer = written(browser, neutral, her_yes="Yes, go on.", **{box: words})
            assert answer.status_code in (302, 422)  # type: ignore[attr-defined]
            if answer.status_code == 422:  # type: ignore[attr-defined]
                assert "Yes, go on." in answer.content.decode()  # type: ignore[attr-defined]
    assert browser.get(f"{page('letter_new', neutral.marta)}?template=nothing").status_code == 200


def test_strangers_and_other_roles(neutral: Cast) -> None:
    written(sign_in(neutral.amal), neutral)
    key = letters(neutral)[0].pk
    for name, args in (
        ("letters", ()),
        ("letter_new", ()),
        ("letter", (key,)),
        ("letter_paper", (key,)),
        ("letter_part", (key,)),
    ):
        absent = sign_in(neutral.amal).get(page(name, nowhere(), *args))
        for hat in (neutral.cleo, neutral.nadia):
            answer = sign_in(hat).get(page(name, neutral.marta, *args))
            assert (answer.status_code, answer.content) == (404, absent.content)
        assert sign_in(neutral.ada).get(page(name, neutral.marta, *args)).status_code == 403
    assert sign_in(neutral.bea).get(page("letter_new", neutral.marta)).status_code == 409


# --- the words letters begin with -------------------------------------------------------------------


def test_a_manager_changes_and_ends_a_template_and_nobody_elsewhere_does(cast: Cast) -> None:
    one, bea = template(cast), sign_in(cast.bea)
    url = page("template", one.pk)
    old = as_opened(bea, url, "title", title="Old page")
    bea.post(url, as_opened(bea, url, "title", title="For the council"))
    assert bea.post(url, old).status_code == 422
    one.refresh_from_db()
    assert one.title == "For the council"
    assert sign_in(cast.amal).get(url).status_code == 403
    other = make_hat(make_worker("Mo"), cast.hearth, cast.bea.role, cast.advocates)  # type: ignore[arg-type]
    for where in (
        url,
        page("template_new", cast.navigators.pk),
        page("words_of", cast.navigators.pk),
    ):
        assert sign_in(other).get(where).status_code == 404
    assert sign_in(other).post(page("template_end", one.pk)).status_code == 404
    bea.post(page("template_end", one.pk))
    one.refresh_from_db()
    assert one.ended_at is not None
    assert (
        "For the council"
        not in sign_in(cast.amal).get(page("letters", cast.marta)).content.decode()
    )


def test_a_gap_nobody_can_fill_is_asked_about(cast: Cast) -> None:
    bea, url = sign_in(cast.bea), page("template_new", cast.navigators.pk)
    sent = as_opened(bea, url, "title", topic="gp", title="One", body="Dear [doctor],")
    answer = bea.post(url, sent)
    assert answer.status_code == 422
    assert "There is no gap called [doctor]" in answer.content.decode()
    assert not LetterTemplate.objects.exists()
