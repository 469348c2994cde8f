from typing import Any

from django.db import models

from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Service


class Copy(models.Model):
    """A count made safe to hand on: fixed period, fixed shape, frozen, and nothing in it under eight."""

    PERSONAL: frozenset[str] = frozenset()
    PLAIN = frozenset({"id", "service", "period_from", "period_to", "cells", "made_by", "made_at"})

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    period_from = models.DateField()
    period_to = models.DateField()
    # Only suppressed and rounded figures ever stand here.
    cells: Any = models.JSONField()
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "insight_copy"
        verbose_name_plural = "copies"
        constraints = [
            models.UniqueConstraint(
                fields=["service", "period_from", "period_to"], name="insight_copy_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.service}, {self.period_from} to {self.period_to}"
