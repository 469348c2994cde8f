"""Small pictures of what is fresh; the same figures stand in the table beside them."""

from collections.abc import Sequence
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from alongside.foundation.common.bars import Bar, stacked


def fresh_bars(*, key: str, role: str, people: int, lines: Sequence[Any]) -> dict[str, Any] | None:
    """Draw for one role how much is fresh, subject by subject; None for one person alone."""
    if not lines or people < 2:
        return None
    keys = [_("fresh"), _("earlier"), _("ahead")]
    bars = []
    for line in lines:
        shares = (line.fresh, line.again, line.ahead)
        said = ", ".join(f"{name} {count}" for name, count in zip(keys, shares, strict=True))
        bars.append(Bar(label=capfirst(line.subject), said=said, whole=people, shares=shares))
    title = _("What is fresh: %(role)s") % {"role": role}
    return stacked(key=key, title=title, bars=bars, keys=keys, colour="sage")
