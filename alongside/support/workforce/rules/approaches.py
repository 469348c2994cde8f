"""Whose words stand in the log of those who harm, and who may change them (R19)."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from alongside.foundation.accounts.models import Membership
from alongside.support.workforce.models import Approach

# What is the writer's alone; whoever runs the service ticks what is done.
WORDS = ("how", "on_date", "words", "did")


def is_writer(approach: Approach, membership: Membership) -> bool:
    """Say whether somebody wrote this, under whichever hat."""
    return approach.made_by.worker_id == membership.worker_id


def why_not_change(
    approach: Approach, membership: Membership, facts: Mapping[str, Any]
) -> str | None:
    """Say why somebody can't change this, or None: nobody rewrites what another saw at the door."""
    same = all(facts[name] == getattr(approach, name) for name in WORDS)
    if same or is_writer(approach, membership):
        return None
    return _("These are the words of whoever wrote it. You can tick what is done.")


def why_not_take_back(approach: Approach, membership: Membership) -> str | None:
    """Say why somebody can't take this back, or None."""
    if is_writer(approach, membership):
        return None
    return _("Whoever wrote it can take it back. Ask them.")
