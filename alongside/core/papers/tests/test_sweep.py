"""Files that no row stands for are swept a day later, and never in a folder that looks like another's."""

import os
import time
import uuid
from pathlib import Path

import pytest
from django.conf import settings

from alongside.core.papers import actions, tasks
from alongside.foundation.access.context import acting_as
from alongside.foundation.common import shelf
from alongside.foundation.common.keys import new_key
from tests.shared.cast import Cast
from tests.shared.files import a_paper


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A shelf of the test's own."""
    monkeypatch.setattr(settings, "FILES", tmp_path)
    return tmp_path


def orphan() -> uuid.UUID:
    key = new_key()
    shelf.put(key, b"never committed")
    return key


def grow_old(folder: Path) -> None:
    for path in folder.iterdir():
        os.utime(path, (time.time() - 100_000,) * 2)


def test_only_what_is_nobodys_and_a_day_old_goes(cast: Cast, folder: Path) -> None:
    with acting_as(cast.amal.pk):
        kept = [a_paper(cast).pk for _ in range(2)]
    old = orphan()
    assert actions.sweep() == 0
    grow_old(folder)
    young = orphan()
    tasks.sweep(0)
    assert set(shelf.every()) == {*kept, young}
    assert old not in shelf.every()


def test_a_folder_whose_files_nobody_knows_is_left_alone(
    cast: Cast, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with acting_as(cast.amal.pk):
        a_paper(cast)
    for _ in range(3):
        orphan()
    grow_old(folder)
    assert actions.sweep() == 0
    assert len(shelf.every()) == 4
    assert "none was swept" in caplog.text
