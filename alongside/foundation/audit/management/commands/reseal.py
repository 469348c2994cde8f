"""Seal all words anew with the key in use; `alongside rotate-keys` calls it as the administrator."""

import json
import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from alongside.foundation.audit import resealing
from alongside.foundation.common import shelf
from alongside.foundation.common.encryption import ring

NEWS_EVERY = 2.0


class Command(BaseCommand):
    """Go on until nothing is left that an older key sealed, but for what can't be read."""

    help = "Seal all words anew with the key in use. Called by `alongside rotate-keys`."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file in which to write down which keys are still in use."""
        parser.add_argument("--report", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Seal, wait for pages that began before, and seal what those wrote."""
        began = resealing.now()
        resealing.see_everything()
        try:
            self._reseal()
            self._wait(began)
            self._reseal()
        except KeyboardInterrupt:
            raise SystemExit(130) from None
        except DatabaseError as error:
            if getattr(error.__cause__, "sqlstate", None) == "42501":
                raise CommandError(
                    "This needs the account of the database's administrator, a superuser."
                ) from error
            raise
        used = resealing.keys_in_use() + shelf.keys_in_use()
        current = ring().current
        self._say(f"{used[current]} values are sealed with the key {current}.")
        if report := options["report"]:
            report.write_text(json.dumps({"current": current, "used": dict(used)}))

    def _reseal(self) -> None:
        said_at, said = 0.0, ""
        for news in resealing.reseal():
            said = f"  {news.table}: {news.done:,} of {news.of:,}"
            if not news.table:
                said = f"  {news.of:,} rows are being written just now; waiting for them."
            if news.done >= news.of or time.monotonic() - said_at > NEWS_EVERY:
                said_at, said = time.monotonic(), self._say(said)
        for done, of in shelf.reseal():
            if done == of or time.monotonic() - said_at > NEWS_EVERY:
                said_at = time.monotonic()
                self._say(f"  files: {done:,} of {of:,}")

    def _wait(self, began: Any) -> None:
        said = False
        while resealing.still_open_since(began):
            if not said:
                said = True
                self._say("  Waiting for pages that were open before.")
            time.sleep(resealing.PAUSE)

    def _say(self, words: str) -> str:
        self.stdout.write(words)
        self.stdout.flush()
        return ""
