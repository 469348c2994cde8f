"""The same on paper: only after they have talked about it, neutral, tagged, and written down each time."""

import io
import uuid

import pikepdf
import pytest

from alongside.foundation.accounts.models import Membership
from alongside.foundation.audit.models import Event
from alongside.overview.herspace import queries
from alongside.overview.herspace.tests.picking import address
from alongside.overview.herspace.tests.test_opened import written
from alongside.overview.herspace.tests.test_paper import tags
from tests.shared.cast import Cast, sign_in
from tests.shared.database import as_admin
from tests.shared.forms import forms_of

SAFE = {"safe": "on", "page": "1"}


def ask(hat: Membership, client_id: uuid.UUID, **sent: str):  # type: ignore[no-untyped-def]
    return sign_in(hat).post(address("opened_paper", client_id), sent)


def text_of(pdf: pikepdf.Pdf) -> str:
    """Gather what names the file: its own data, beside its pages."""
    with pdf.open_metadata() as meta:
        return str(pdf.docinfo) + str(meta)


def test_without_the_tick_there_is_no_paper(committed_cast: Cast) -> None:
    cast = committed_cast
    answer = ask(cast.amal, cast.marta, page="1")
    assert answer.status_code == 422
    assert "Talk about it first. Tick the box if it is safe." in answer.content.decode()
    assert as_admin("select count(*) from audit_entry where event = 'printed'") == [(0,)]


def test_without_the_tick_the_same_page_comes_back_and_no_other(cast: Cast) -> None:
    """Else the slip that is printed in the end is not the one that was read."""
    asked = []

    def page(client: object, number: int) -> object:
        asked.append(number)
        return opened(client, number)

    opened = queries.opened
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(queries, "opened", page)
        for sent in ("3", "x", ""):
            ask(cast.amal, cast.marta, page=sent)
    assert asked == [3, 1, 1]


def test_the_tick_is_never_there_beforehand(cast: Cast) -> None:
    page = sign_in(cast.amal).get(address("opened", cast.marta)).content.decode()
    form = next(one for one in forms_of(page) if "safe" in one.fields)
    assert not form.fields["safe"].chosen


def test_with_it_a_tagged_and_neutral_file_comes(cast: Cast) -> None:
    written(cast.nadia, cast.marta, Event.OPENED)
    answer = ask(cast.amal, cast.marta, **SAFE)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"] == 'attachment; filename="my-page.pdf"'
    assert "no-store" in answer["Cache-Control"]
    pdf = pikepdf.open(io.BytesIO(answer.content))
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.docinfo["/Title"]) == "My page"
    kinds = [kind for kind, _alt in tags(pdf.Root.StructTreeRoot)]
    assert kinds.index("/H1") < kinds.index("/H2") < kinds.index("/L")
    for absent in ("Harbour", "Alongside", "alongside", "Marta", "Amal"):
        assert absent not in text_of(pdf)


def test_each_paper_is_written_down(committed_cast: Cast) -> None:
    cast = committed_cast
    for _time in range(2):
        assert ask(cast.amal, cast.marta, **SAFE).status_code == 200
    rows = as_admin("select what, basis from audit_entry where event = 'printed'")
    assert rows == [("herspace.opened_paper", "safe_to_take_home")] * 2


@pytest.mark.parametrize("page", ["", "0", "-1", "x", "99999", "1\x00"])
def test_a_page_that_is_none_is_no_fault(cast: Cast, page: str) -> None:
    assert ask(cast.amal, cast.marta, safe="on", page=page).status_code in (200, 422)


def test_an_empty_list_is_a_paper_too(cast: Cast) -> None:
    answer = ask(cast.amal, cast.marta, safe="on", page="900")
    assert len(pikepdf.open(io.BytesIO(answer.content)).pages) == 1


def test_only_a_form_makes_one_and_only_for_her_team(cast: Cast) -> None:
    assert sign_in(cast.amal).get(address("opened_paper", cast.marta)).status_code == 405
    assert ask(cast.bea, cast.marta, **SAFE).status_code == 409
    assert ask(cast.cleo, cast.marta, **SAFE).status_code == 404
    assert ask(cast.vera, cast.marta, **SAFE).status_code == 403
