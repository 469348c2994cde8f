"""Says by its exit code whether this installation still has to be opened."""

from typing import Any

from django.core.management.base import BaseCommand

from alongside.foundation.directory import queries


class Command(BaseCommand):
    """Exit 0 while there is no agency, 1 afterwards."""

    help = "Exit code 0 while there is no agency yet, 1 afterwards."

    def handle(self, *args: Any, **options: Any) -> None:
        """Look, and say it by the exit code."""
        raise SystemExit(0 if queries.is_empty() else 1)
