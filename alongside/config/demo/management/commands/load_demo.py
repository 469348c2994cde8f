"""`manage.py load_demo`: fill an empty database, made for made-up people, with Harbour & Hearth."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from alongside.config.demo.load import is_empty, load, why_not
from alongside.foundation.access import actions as gate


class Command(BaseCommand):
    """Load the demo once; called at every start of the demo."""

    help = "Load the made-up partnership into an empty demo database."
    requires_system_checks: list[str] = []  # noqa: RUF012 - the shape Django asks for

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse a database that isn't marked, leave a filled one alone, and fill an empty one."""
        if said := why_not(made_up=gate.is_made_up()):
            self.stderr.write(said)
            sys.exit(1)
        if not is_empty():
            return
        self.stdout.write("Bringing on Harbour & Hearth, a partnership of made-up people …")
        made = load(self._tell)
        self.stdout.write(
            f"  {made.women} women, {made.workers} workers and {made.contacts} contacts "
            f"in {made.seconds:.0f} seconds"
        )

    def _tell(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
