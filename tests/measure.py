"""Timings of the main pages and of the exit, written to a file. No test asserts one: machines differ.

Run by `make measure`. Pages: 40 warm openings each through the whole stack in one process, on the made-up
partnership; exit: from the click to the painted cover, 20 runs in the system's browser; walks: see walks.py.
"""

import datetime
import json
import os
import statistics
import sys
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests import pgplugin

ROOT = Path(__file__).resolve().parent.parent
RUNS = 40
EXITS = 20


def say(text: str) -> None:
    """Show progress."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def spread(values: list[float]) -> dict[str, float]:
    """Median and 95th percentile, in milliseconds."""
    ordered = sorted(values)
    return {
        "p50_ms": round(statistics.median(ordered), 2),
        "p95_ms": round(ordered[max(0, int(len(ordered) * 0.95) - 1)], 2),
        "runs": len(ordered),
    }


def timed(run: Callable[[], object], times: int) -> dict[str, float]:
    """Time a call many times after two that don't count."""
    run(), run()
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        run()
        taken.append((time.perf_counter() - began) * 1000)
    return spread(taken)


def load() -> str:
    """Load the made-up partnership into a database of its own."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from alongside.config.running import cluster

    # The name by which Django's test browser asks.
    settings.ALLOWED_HOSTS.append("testserver")

    name = f"alongside_measure_{uuid.uuid4().hex[:8]}"
    pgplugin.clone(name)
    cluster.mark_made_up(os.environ["ALONGSIDE_TEST_ADMIN"], database=name)
    connection.close()
    connection.settings_dict["NAME"] = name
    began = time.perf_counter()
    call_command("load_demo", verbosity=0)
    say(f"The made-up partnership was loaded in {time.perf_counter() - began:.1f} s.")
    return name


def pages() -> dict[str, dict[str, float]]:
    """Time Today, the list of women and one woman's page, for a worker and for a manager."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from alongside.core.people.models import Client
    from alongside.foundation.access.context import acting_as
    from alongside.foundation.accounts.models import Membership
    from tests.shared.cast import sign_in

    figures: dict[str, dict[str, float]] = {}
    for role in ("navigator", "manager"):
        hats = Membership.objects.filter(
            role=role, ended_at__isnull=True, posts__service__name="Harbour Navigators"
        )
        hat = hats.order_by("started_at", "pk").select_related("worker")[0]
        with acting_as(hat.pk):
            seen = list(Client.objects.order_by("name").values_list("pk", flat=True))
        browser = sign_in(hat)
        for label, path in (
            ("Today", reverse("home:today")),
            ("women", reverse("home:women")),
            ("her page", reverse("home:her", args=[seen[0]])),
        ):
            with CaptureQueriesContext(connection) as queries:
                answer = browser.get(path)
                asked = len(queries)
            assert answer.status_code == 200, (label, answer.status_code)
            say(f"Timing {label} for a {role} ({len(seen)} women)…")
            figures[f"{label}, {role}, {len(seen)} women"] = {
                **timed(lambda path=path, browser=browser: browser.get(path), RUNS),  # type: ignore[misc]
                "queries": asked,
                "bytes": len(answer.content),
            }
    return figures


def exits() -> dict[str, float]:
    """Time the exit: from the click to the frame in which the page is covered."""
    from playwright.sync_api import sync_playwright

    from tests.browser.conftest import CHROMIUM_FLAGS, chromium_path, serve

    taken = []
    with serve() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), headless=True, args=CHROMIUM_FLAGS
        )
        for _ in range(EXITS):
            context = browser.new_context(viewport={"width": 375, "height": 812})
            page = context.new_page()
            # The answer never comes, as on a bad line: the cover must not wait for it.
            page.route("**/exit/", lambda route: route.fulfill(status=204))
            page.goto(url + "/ask/")
            page.evaluate(
                "document.addEventListener('click', () => performance.mark('exit-asked'), {capture: true})"
            )
            page.click(".al-leave", no_wait_after=True)
            page.wait_for_function("performance.getEntriesByName('exit-covered').length > 0")
            taken.append(
                page.evaluate(
                    "performance.getEntriesByName('exit-covered')[0].startTime"
                    " - performance.getEntriesByName('exit-asked')[0].startTime"
                )
            )
            context.close()
        browser.close()
    return {**spread(taken), "worst_ms": round(max(taken), 2)}


def main() -> None:
    """Measure, print a table and write the figures to measurements/."""
    name = load()
    try:
        from tests import walks

        figures: dict[str, Any] = {"pages": pages(), "exit": exits()}
        say("Walking a visit and a referral on a phone and a slow line…")
        figures["walks"] = walks.measure()
    finally:
        from django.db import connection

        connection.close()
        pgplugin.drop(name)
    folder = ROOT / "measurements"
    folder.mkdir(exist_ok=True)
    file = folder / f"{datetime.datetime.now():%Y-%m-%d-%H%M}.json"
    file.write_text(json.dumps(figures, indent=2) + "\n")
    say("")
    for label, row in figures["pages"].items():
        say(f"{label:34} {row}")
    say(f"{'exit, click to cover':34} {figures['exit']}")
    for label, row in figures["walks"].items():
        say(f"{label:34} {row}")
    say(f"Written to {file}")


if __name__ == "__main__":
    main()
