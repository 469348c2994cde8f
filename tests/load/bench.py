"""`make bench`: the main pages on a city of made-up people, beside the bare SQL of the same work.

Nothing here asserts a time: it measures, and says plainly what was missed.
"""

import argparse
import datetime
import os
import sys
import time

import psycopg
from psycopg import sql

from tests.load import house
from tests.load.house import House
from tests.load.volumes import COMPARED, SIZES, Volumes, add_arguments, chosen

OLDEST = 30
UNSWEPT = """
    select relname from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace and relallvisible < relpages * 0.95
"""


def say(text: str = "") -> None:
    """Show progress."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def ready(home: House, volumes: Volumes, seed: str) -> dict[str, object]:
    """Have one size loaded: what is there is kept, when it is of this size, seed and version."""
    from tests.load import city

    name = f"bench_{volumes.name}"
    today = datetime.date.today()
    wanted = city.plan_for(volumes, seed, today, house.made_from())
    found = city.plan_of(home.url("admin", name)) if house.has_database(home, name) else None
    if (
        found
        and {**found, "today": ""} == {**wanted, "today": ""}
        and house.days_old(found) <= OLDEST
    ):
        today = datetime.date.fromisoformat(str(found["today"]))
    else:
        say(f"Making {name}: {volumes.women:,} women on file…")
        house.empty_database(home, name, say)
    began = time.monotonic()
    city.load(
        home.url("admin", name), volumes, seed=seed, today=today, made_from=house.made_from(),
        processes=os.cpu_count() or 1, tell=say,
    )  # fmt: skip
    _settle(home.url("admin", name))
    took = time.monotonic() - began
    say(f"{name} is there, made for {today} ({took:.0f} s).")
    return city.plan_for(volumes, seed, today, house.made_from())


def _settle(admin: str) -> None:
    """Sweep what is not swept yet, as autovacuum does in time: while others still wrote it could not be."""
    with psycopg.connect(admin, autocommit=True) as connection:
        for (table,) in connection.execute(UNSWEPT).fetchall():
            connection.execute(sql.SQL("vacuum (analyze) {}").format(sql.Identifier(table)))


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="+", choices=list(SIZES), default=list(COMPARED))
    parser.add_argument(
        "--nation", action="store_true", help="load directory, record and passes of a nation"
    )
    parser.add_argument("--load-only", action="store_true", help="make the databases and stop")
    parser.add_argument("--runs", type=int, default=200, help="how often each statement is timed")
    parser.add_argument(
        "--seconds", type=float, default=4.0, help="how long each page is asked for"
    )
    add_arguments(parser)
    return parser.parse_args()


def main() -> None:
    """Load what is missing, measure, and write the figures down."""
    asked = arguments()
    sizes = ["nation"] if asked.nation else asked.sizes
    with house.opened(say) as home:
        os.environ.update(home.environment("app", "bench_small"))
        import django

        django.setup()
        plans = {}
        for size in sizes:
            volumes = chosen(size, asked)
            plans[size] = (volumes, ready(home, volumes, asked.seed))
        if asked.load_only or asked.nation:
            return
        from tests.load import measuring

        measuring.measure(home, plans, runs=asked.runs, seconds=asked.seconds, tell=say)


if __name__ == "__main__":
    main()
