from alongside.overview.insight.tests.test_copy import a_copy
from tests.shared.cast import Cast, sign_in
from tests.shared.database import as_admin


def test_the_paper_says_who_printed_it_and_has_no_places(cast: Cast) -> None:
    text = sign_in(cast.conny).get(f"/counts/copies/{a_copy(cast)}/paper/").content.decode()
    assert "Printed by Conny." in text
    assert "<nav" not in text


def test_printing_is_written_down(committed_cast: Cast) -> None:
    sign_in(committed_cast.conny).get(f"/counts/copies/{a_copy(committed_cast)}/paper/")
    rows = as_admin("select what, worker_id from audit_entry where event = 'printed'")
    assert rows == [("insight.copy_paper", committed_cast.conny.worker_id)]
