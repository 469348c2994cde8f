"""women/<uuid>/sharing/agreement/<uuid>/duty/: she is told who reads what while her worker is away."""

from typing import Any

from django.urls import reverse

from alongside.core.sharing.models import Agreement
from alongside.core.sharing.queries.todays import to_talk_over
from alongside.foundation.access.context import acting_as
from alongside.foundation.common.keys import new_key
from tests.shared.asking import fill
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import words_shown
from tests.shared.nasty import SHORT
from tests.shared.sharing import agree, page_of


def address(cast: Cast, one: Agreement) -> str:
    return reverse("sharing:agreement_duty", args=[cast.marta, one.pk])


def say(cast: Cast, one: Agreement, **said: Any) -> Any:
    return fill(sign_in(cast.amal), address(cast, one), **said)


def fresh(cast: Cast) -> Agreement:
    with acting_as(cast.amal.pk):
        return Agreement.objects.get()


def test_what_is_not_explained_yet_waits_on_her_lead_worker_s_day_and_nobody_else_s(
    cast: Cast,
) -> None:
    one = agree(cast, on_duty="not_yet")
    assert "tell her who can read what when you are away" in words_shown(page_of(cast.amal, "/"))
    for hat in (cast.bea, cast.nadia, cast.cleo):
        assert "To talk over with her" not in page_of(hat, "/")
    assert say(cast, one, on_duty="told", on_duty_words="Fine.").status_code == 302
    assert "To talk over with her" not in page_of(cast.amal, "/")
    seen = words_shown(page_of(cast.amal, reverse("sharing:who_sees", args=[cast.marta])))
    assert "Does she know who reads what when her worker is away? Yes, and it is all right" in seen
    assert "Fine." in seen


def test_the_page_says_honestly_what_her_no_does_and_does_not(cast: Cast) -> None:
    one = agree(cast, on_duty="not_yet")
    shown = words_shown(page_of(cast.amal, address(cast, one)))
    assert "If she would rather not, they can still read it for now" in shown
    assert say(cast, one, on_duty="rather_not", on_duty_words="Not strangers.").status_code == 302
    assert "she would rather nobody on duty read" in words_shown(page_of(cast.amal, "/"))
    seen = words_shown(page_of(cast.amal, reverse("sharing:who_sees", args=[cast.marta])))
    assert "They still can, until you have agreed with her what to do." in seen


def test_what_was_agreed_with_her_is_written_down_and_then_nothing_is_open(cast: Cast) -> None:
    one = agree(cast, on_duty="rather_not")
    empty = say(cast, one, on_duty="agreed", on_duty_words="")
    assert empty.status_code == 422
    assert "Write what you agreed with her." in words_shown(empty.content.decode())
    assert say(cast, one, on_duty="agreed", on_duty_words="Ring me first.").status_code == 302
    with acting_as(cast.amal.pk):
        assert not to_talk_over().exists()
    assert fresh(cast).on_duty_words == "Ring me first."


def test_twice_is_once_and_a_second_writer_sees_the_first(cast: Cast) -> None:
    one = agree(cast, on_duty="not_yet")
    url = address(cast, one)
    said = {"version": one.version, "on_duty": "told", "on_duty_words": "Yes."}
    for _press in range(2):
        assert sign_in(cast.amal).post(url, said).status_code == 302
    assert fresh(cast).version == 2
    late = sign_in(cast.bea).post(url, {**said, "on_duty": "rather_not", "on_duty_words": "No."})
    assert late.status_code == 422
    shown = words_shown(late.content.decode())
    assert "What was saved while you were writing" in shown
    assert "Yes." in shown
    assert "No." in shown
    assert sign_in(cast.bea).post(
        url, {"version": 2, "on_duty": "rather_not", "on_duty_words": "No."}
    ).status_code == 302  # fmt: skip
    assert (fresh(cast).on_duty, fresh(cast).version) == ("rather_not", 3)


def test_bad_input_is_a_sentence(cast: Cast) -> None:
    one = agree(cast)
    for said in ({"on_duty": ""}, {"on_duty": "maybe"}, {"version": "x"}):
        facts = {"version": one.version, "on_duty": "told", "on_duty_words": "", **said}
        assert sign_in(cast.amal).post(address(cast, one), facts).status_code == 422
    for text in (one for one in SHORT.values() if "\ud800" not in one):
        facts = {"version": 99, "on_duty": "told", "on_duty_words": f"{text} so"}
        assert sign_in(cast.amal).post(address(cast, one), facts).status_code == 422
    assert fresh(cast).version == 1


def test_where_she_took_it_back_nothing_is_asked(cast: Cast) -> None:
    one = agree(cast)
    end = reverse("sharing:agreement_end", args=[cast.marta, one.pk])
    assert sign_in(cast.amal).post(end).status_code == 302
    assert "This was ended on" in page_of(cast.amal, address(cast, one))
    said = {"version": one.version, "on_duty": "told", "on_duty_words": ""}
    assert sign_in(cast.amal).post(address(cast, one), said).status_code == 409


def test_only_those_beside_her_write_it(cast: Cast) -> None:
    one = agree(cast)
    for hat, status in ((cast.cleo, 404), (cast.nadia, 404), (cast.vera, 403), (cast.ada, 403)):
        assert sign_in(hat).get(address(cast, one)).status_code == status
    absent = reverse("sharing:agreement_duty", args=[cast.marta, new_key()])
    assert sign_in(cast.amal).get(absent).status_code == 404
