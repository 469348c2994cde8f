"""What was agreed for a made-up partnership, and what the loaded one measures."""

from collections.abc import Callable
from statistics import median

from alongside.config.demo.life import Life
from tests.shared.database import as_admin


def _share(count: int, of: int) -> float:
    return 100 * count / of


def shares(lives: list[Life]) -> dict[str, tuple[float, float, float]]:
    """Measure the facts of the women: name to (agreed, how far off it may be, measured), in per cent."""

    def women(fits: Callable[[Life], bool]) -> float:
        return _share(sum(map(fits, lives)), len(lives))

    def have(trait: str) -> float:
        return women(lambda life: trait in life.traits)

    def fact(kind: str, card: str) -> float:
        return women(lambda life: life.facts[kind] == card)

    agreed = {
        "mental health": (88, 5, have("mind")),
        "drugs": (52, 8, have("drugs")),
        "alcohol": (38, 6, have("drink")),
        "drugs or alcohol": (64, 8, have("substance")),
        "long-term physical health": (58, 6, have("body")),
        "harm, ever": (98, 3, have("harm")),
        "harm, now": (62, 6, have("harm_now")),
        "probation": (17, 4, have("probation")),
        "phone: none": (19, 5, fact("phone", "none")),
        "phone: shared": (13, 4, fact("phone", "shared")),
        "phone: monitored": (21, 5, fact("phone", "monitored")),
        "children with her": (15, 4, fact("children", "with")),
        "contact with children": (22, 4, fact("children", "contact")),
        "children away": (35, 6, fact("children", "away")),
        "a dog": (11, 3, fact("pet", "dog")),
        "wrote herself": (16, 4, fact("source", "herself")),
        "by outreach": (18, 4, fact("source", "outreach")),
        "interpreter": (14, 4, women(lambda life: bool(life.woman.interpreter))),
        "birth date not known": (9, 4, women(lambda life: life.born_days is None)),
        "away and back": (33, 4, women(lambda life: bool(life.away))),
        "code of her own": (30, 12, women(lambda life: bool(life.safe.code_word))),
        "overdue look at safe contact": (
            18, 9, women(lambda life: (life.safe.checked or 0) > 56),
        ),
    }  # fmt: skip
    for card, share in {
        "hostel": 19, "sofa": 17, "street": 14, "walking": 9, "refuge": 10, "temporary": 14, "with_him": 8,
    }.items():  # fmt: skip
        agreed[f"last place: {card}"] = (share, 5, fact("home", card))
    return agreed


def paths(lives: list[Life]) -> dict[str, tuple[float, float, float]]:
    """Measure check-ins: set-backs, drift and the distance between the two voices."""
    steps: list[int] = []
    between: list[int] = []
    for life in lives:
        for path in life.paths.values():
            by_day: dict[int, dict[str, int]] = {}
            for one in path:
                if one.rung is not None:
                    by_day.setdefault(one.days_ago, {})[one.voice] = one.rung
            between += [day["worker"] - day["hers"] for day in by_day.values() if len(day) == 2]
            for voice in ("hers", "worker"):
                rungs = [
                    day[voice] for _ago, day in sorted(by_day.items(), reverse=True) if voice in day
                ]
                steps += [later - earlier for earlier, later in zip(rungs, rungs[1:], strict=False)]
    return {
        "set-backs": (27, 5, _share(sum(step < 0 for step in steps), len(steps))),
        "steps a check-in": (0.10, 0.10, sum(steps) / len(steps)),
        "her view below the worker's": (0.4, 0.15, sum(between) / len(between)),
    }


def time_together(lives: list[Life]) -> dict[str, tuple[float, float, float]]:
    """Measure what stands in the database about contacts and caseloads."""
    ((notes, tried, unplanned, quoted),) = as_admin(
        "select count(*), count(*) filter (where not met), count(*) filter (where not planned), "
        "count(*) filter (where her_words <> '') from engagement_contact where kind <> 'session'"
    )
    weeks = sum(
        1
        for life in lives
        if not life.woman.only_by_hand
        for start in range(life.began, 0, -7)
        if not life.is_away(start) and not life.is_quiet(start)
    )
    caseloads = [
        count
        for (count,) in as_admin(
            "select count(*) from team_member where part = 'lead' and ended_at is null "
            "group by membership_id having count(*) > 2"
        )
    ]
    return {
        "contacts a week": (2.4, 0.3, notes / weeks),
        "tried, no answer": (35, 5, _share(tried, notes)),
        "unplanned": (40, 5, _share(unplanned, notes)),
        "with her words": (20, 6, _share(quoted, notes)),
        "months with us, the middle": (15, 2, median(life.began / 30.44 for life in lives)),
        "caseload": (5.6, 0.8, sum(caseloads) / len(caseloads)),
    }
