"""How Python is written in this house."""

import pytest

from tests.architecture import excuses, tree
from tests.architecture.guards import source
from tests.architecture.guards.source import File

CODE = [file for file in tree.code() if not tree.is_migration(file)]
# The gate's own folder, and the supervisor, which never runs inside the web pages.
MAY_WRITE_SQL = ("alongside/foundation/access/", "alongside/config/running/")
# Below every room: the gate's calls, and the record itself, which everything else writes through.
BELOW_ACTIONS = ("alongside/foundation/access/", "alongside/foundation/audit/")


def test_no_sql_is_written_outside_the_gate() -> None:
    judged = [file for file in CODE if not file.path.startswith(MAY_WRITE_SQL)]
    assert source.raw_sql(judged, excuses.RAW_SQL) == []


def test_there_are_no_signals() -> None:
    assert source.signals(CODE) == []


def test_no_response_streams() -> None:
    assert source.streams(CODE) == []


def test_no_test_flushes_the_database() -> None:
    judged = [
        file for file in tree.code(tests=True) if not file.path.startswith("tests/architecture/")
    ]
    assert source.flushing_tests(judged) == []


def test_every_write_is_one_action() -> None:
    judged = [
        file for file in CODE if "/actions" in file.path and not file.path.startswith(BELOW_ACTIONS)
    ]
    assert len(judged) >= 6
    assert source.closed_actions(judged, excuses.ACTIONS) == []


def test_rooms_hold_their_furniture_and_nothing_else() -> None:
    assert source.misplaced([file.path for file in CODE], excuses.FURNITURE) == []


def test_nothing_has_grown_too_long_without_a_reason() -> None:
    assert source.too_long([*CODE, *tree.templates()], excuses.LONG) == []


# --- Each of them bites ----------------------------------------------------------------------------


def made(text: str, path: str = "alongside/support/room/views.py") -> list[File]:
    return [File(path, text)]


@pytest.mark.parametrize(
    "text",
    [
        "connection.cursor()",
        "cursor.execute('select 1')",
        "Client.objects.raw('select 1')",
        "Client.objects.extra(where=['1'])",
        "from django.db.models.expressions import RawSQL",
        "from django.db.migrations import RunSQL",
        "x = \"select set_config('alongside.holder', '', true)\"",
    ],
)
def test_sql_in_a_room_is_found(text: str) -> None:
    assert len(source.raw_sql(made(text), {})) == 1
    assert source.raw_sql(made(text), {made("")[0].path: "a reason"}) == []


def test_a_stale_excuse_for_sql_is_found() -> None:
    assert source.raw_sql(made("x = 1"), {"gone.py": "once"}) == [
        "gone.py is excused and writes no SQL"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "from django.dispatch import receiver",
        "from django.db.models.signals import post_save",
        "import django.dispatch",
    ],
)
def test_a_signal_is_found(text: str) -> None:
    assert len(source.signals(made(text))) == 1


def test_a_stream_is_found() -> None:
    assert (
        len(source.streams(made("from django.http import FileResponse, StreamingHttpResponse")))
        == 2
    )
    assert source.streams(made("from django.http import HttpResponse")) == []


@pytest.mark.parametrize(
    "text",
    [
        "def test_x(transactional_db): pass",
        "class T(TransactionTestCase): pass",
        "import pytest\n@pytest.mark.django_db(transaction=True)\ndef test_x(): pass",
        "def test_x(live_server): pass",
    ],
)
def test_a_test_that_flushes_is_found(text: str) -> None:
    assert len(source.flushing_tests(made(text))) == 1


def test_an_action_of_another_shape_is_found() -> None:
    path = "alongside/core/room/actions.py"
    good = "@transaction.atomic\ndef end(*, goal, by):\n    pass\n\ndef _part(x):\n    pass\n"
    assert source.closed_actions(made(good, path), {}) == []
    bad = "def end(goal):\n    pass\n"
    assert source.closed_actions(made(bad, path), {}) == [
        f"{path}:end takes arguments by place, doesn't say by whom, is no transaction of its own"
    ]
    assert source.closed_actions(made(bad, path), {f"{path}:end": "why"}) == []
    assert source.closed_actions(made(good, path), {f"{path}:end": "why"}) == [
        f"{path}:end is excused but not needed"
    ]


def test_a_file_that_is_no_furniture_is_found() -> None:
    assert source.misplaced(
        [
            "alongside/support/room/views/notes.py",
            "alongside/support/room/selectors.py",
            "alongside/support/room/thoughts.py",
            "alongside/core/people/tests/helpers.py",
            "alongside/foundation/common/icons.py",
        ],
        {},
    ) == [
        "alongside/support/room/selectors.py: a name for everything and nothing",
        "alongside/support/room/thoughts.py: no furniture of a room",
        "alongside/core/people/tests/helpers.py: a name for everything and nothing",
    ]
    assert source.misplaced([], {"gone.py": "once"}) == ["gone.py is excused but not there"]


def test_what_has_grown_too_long_is_found() -> None:
    def of(lines: int) -> str:
        return "def one():\n" + "    pass\n" * (lines - 1)

    view = "alongside/support/room/views.py"
    rule = "alongside/support/room/rules.py"
    assert source.too_long([File(view, of(25)), File(rule, of(40))], {}) == []
    assert source.too_long([File(view, of(26))], {}) == [f"{view}:one has 26 lines"]
    assert source.too_long([File(rule, of(41))], {f"{rule}:one": "one long table"}) == []
    assert source.too_long([File(rule, "x = 1\n" * 401)], {}) == [f"{rule} has 401 lines"]
    assert source.too_long([File("a/templates/b.html", "x\n" * 121)], {}) == [
        "a/templates/b.html has 121 lines"
    ]
    assert source.too_long([], {"gone.py": ""}) == [
        "gone.py is excused but short enough",
        "gone.py is excused without a reason",
    ]
