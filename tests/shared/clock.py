"""The gate's own clock, set by a test for the rest of its transaction."""

import datetime

from django.db import connection
from django.utils import timezone


def later(**how_long: float) -> datetime.datetime:
    """Put the gate's clock forward from now, and say to when."""
    moment = timezone.now() + datetime.timedelta(**how_long)
    with connection.cursor() as cursor:
        cursor.execute(f"set local alongside.test_now = '{moment.isoformat()}'")
    return moment
