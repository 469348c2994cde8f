"""What somebody typed, picked out of what was posted, so that a page that goes wrong gives it back."""

import re

from django.http import QueryDict

NEVER_SHOWN = frozenset(
    [
        "again",
        "code",
        "credential",
        "csrfmiddlewaretoken",
        "draft",
        "hat",
        "head",
        "key",
        "next",
        "version",
    ]
)
# What a page puts into a box itself: a choice, a day, a time, a key, a token. Five figures are a number.
A_CHOICE = re.compile(r"(?!\D*(\d\D*){5})[a-z0-9_:.-]{0,20}|[TF](rue|alse)")
A_KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[A-Za-z0-9_-]{21,64}")


PUT_THERE = re.compile(f"{A_CHOICE.pattern}|{A_KEY.pattern}").fullmatch
# A name and a reference are typed whatever they look like; and so is a date, in its three boxes.
A_NAME = re.compile(r"(.*_)?(name|reference)")


def typed(posted: QueryDict) -> list[str]:
    """Pick what somebody typed out of what was posted, leaving secrets, choices and keys aside."""
    said: list[str] = []
    for name, values in posted.lists():
        if (low := name.lower()) in NEVER_SHOWN or "password" in low:
            continue
        if low.endswith("_0") and f"{name[:-1]}1" in posted and f"{name[:-1]}2" in posted:
            said.append(" ".join(str(posted[f"{name[:-1]}{place}"]) for place in range(3)).strip())
        else:
            named = A_NAME.fullmatch(low)
            said += [v for v in map(str, values) if named or not PUT_THERE(v.strip())]
    return [value for value in said if value.strip()]
