from alongside.overview.insight.tests.test_copy import a_copy
from tests.shared.cast import Cast, sign_in


def test_whoever_reads_copies_finds_them_listed(cast: Cast) -> None:
    key = a_copy(cast)
    for hat in (cast.conny, cast.bea):
        text = sign_in(hat).get("/counts/copies/").content.decode()
        assert f"/counts/copies/{key}/" in text
        assert "January to March 2026" in text


def test_an_empty_list_says_what_will_stand_there(cast: Cast) -> None:
    assert "Nothing handed on yet" in sign_in(cast.conny).get("/counts/copies/").content.decode()


def test_workers_who_count_nothing_are_refused(cast: Cast) -> None:
    for hat in (cast.amal, cast.vera, cast.ada, cast.petra):
        assert sign_in(hat).get("/counts/copies/").status_code == 403
