"""What stands about her children: changed, over, and put back; two at once are shown both texts."""

from typing import Any

import pytest

from alongside.core.around.models import Arrangement, Child, Pregnancy, Process
from alongside.core.around.tests.writing import at, send, text
from alongside.foundation.access.context import acting_as
from tests.shared.around import near_her
from tests.shared.cast import Cast, sign_in
from tests.shared.forms import words_shown

KINDS: dict[str, tuple[type[Any], dict[str, str]]] = {
    "child": (Child, {"name": "Kuba"}),
    "pregnancy": (Pregnancy, {"who_knows": "Dee"}),
    "arrangement": (Arrangement, {"agreed": "Sundays"}),
    "process": (Process, {"kind": "plan"}),
}


def read(cast: Cast, row: Any) -> Any:
    with acting_as(cast.amal.pk):
        return type(row)._default_manager.get(pk=row.pk)


@pytest.mark.parametrize("noun", KINDS)
def test_changed_by_one_and_then_by_another_who_read_the_page_before(cast: Cast, noun: str) -> None:
    model, facts = KINDS[noun]
    row = near_her(cast, model, **facts)
    url = at(f"{noun}_change", cast, row.pk)
    browser = sign_in(cast.amal)
    assert 'name="version" value="1"' in text(browser, url)
    assert send(cast, url, **facts, words="zq-theirs", version="1").status_code == 302
    answer = send(cast, url, **facts, words="zq-mine", version="1")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "zq-theirs" in page
    assert "zq-mine" in page
    assert read(cast, row).words == "zq-theirs"
    assert send(cast, url, **facts, words="zq-mine", version="2").status_code == 302
    now = read(cast, row)
    assert (now.words, now.version) == ("zq-mine", 3)


@pytest.mark.parametrize("noun", KINDS)
def test_over_it_stands_with_what_was_before_and_can_be_put_back(cast: Cast, noun: str) -> None:
    model, facts = KINDS[noun]
    row, browser = near_her(cast, model, **facts), sign_in(cast.amal)
    end = at(f"{noun}_end", cast, row.pk)
    assert end in text(browser, at(f"{noun}_change", cast, row.pk))
    text(browser, end)
    for _time in range(2):
        assert send(cast, end, end_words="It is done.")["Location"] == at("near", cast)
    assert read(cast, row).version == 2
    shown = words_shown(text(browser, at("near", cast)))
    assert "It is done." in shown
    assert "Before" in shown
    assert send(cast, at(f"{noun}_back", cast, row.pk))["Location"] == at("near", cast)
    now = read(cast, row)
    assert (now.ended_at, now.end_words) == (None, "")


@pytest.mark.parametrize("noun", KINDS)
def test_who_may_only_read_changes_and_ends_nothing(cast: Cast, noun: str) -> None:
    model, facts = KINDS[noun]
    row = near_her(cast, model, **facts)
    for hat, status in ((cast.bea, 409), (cast.cleo, 404), (cast.vera, 403)):
        for verb in ("change", "end", "back"):
            url = at(f"{noun}_{verb}", cast, row.pk)
            assert send(cast, url, hat=hat, **facts, version="1").status_code == status, verb
    assert read(cast, row).version == 1


def test_one_of_one_kind_is_not_found_among_another(cast: Cast) -> None:
    child = near_her(cast, Child, name="Kuba")
    assert sign_in(cast.amal).get(at("process_change", cast, child.pk)).status_code == 404
