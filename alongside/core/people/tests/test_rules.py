"""What every room asks before something saved is taken back."""

import datetime
import uuid

from django.utils import timezone

from alongside.core.people import rules


def test_only_its_writer_takes_a_thing_back_and_only_for_ten_minutes() -> None:
    writer, minute = uuid.uuid4(), datetime.timedelta(minutes=1)
    now = timezone.now()
    assert rules.why_not_take_back(made_by=writer, made_at=now - 9 * minute, by=writer) is None
    late = rules.why_not_take_back(made_by=writer, made_at=now - 11 * minute, by=writer)
    assert late is not None
    assert "more than ten minutes ago" in late
    for by in (uuid.uuid4(), None):
        assert rules.why_not_take_back(made_by=writer, made_at=now, by=by)
    assert rules.why_not_take_back(made_by=None, made_at=now, by=None)
