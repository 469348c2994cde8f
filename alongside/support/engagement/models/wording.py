from typing import Any

from django.db import models

from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key
from alongside.foundation.directory.models import Service


class Wording(models.Model):
    """Two lists a service keeps: coarse words for areas, and other words for words that hurt."""

    PERSONAL: frozenset[str] = frozenset()
    PLAIN = frozenset({"id", "service", "areas", "others", "version"})

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    service = models.OneToOneField(Service, on_delete=models.PROTECT, related_name="+")
    areas: Any = models.JSONField(default=list, blank=True)
    # [["chaotic", "say what happened"]]; what we ship stands until somebody edits it.
    others: Any = models.JSONField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "engagement_wording"

    def __str__(self) -> str:
        return "words of a service"


class WriterWish(models.Model):
    """That a worker, under one hat, wants no other words offered while she writes."""

    PERSONAL: frozenset[str] = frozenset()
    PLAIN = frozenset({"id", "membership", "others_off"})

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    membership = models.OneToOneField(Membership, on_delete=models.PROTECT, related_name="+")
    others_off = models.BooleanField(default=False)

    class Meta:
        db_table = "engagement_writerwish"

    def __str__(self) -> str:
        return "how somebody writes"
