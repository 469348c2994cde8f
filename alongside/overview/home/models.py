from typing import Any

from django.db import models

from alongside.foundation.common.keys import new_key


class Filter(models.Model):
    """A way of looking at the list of women that one hat has kept for herself; no woman is in it."""

    PERSONAL = frozenset({"name"})
    PLAIN = frozenset({"id", "holder_id", "asked", "first", "made_at"})

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    holder_id = models.UUIDField()
    name = models.CharField(max_length=40)
    # What is asked for, as it stands in the list's address.
    asked: Any = models.JSONField(default=dict)
    # Whether the list begins with it.
    first = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "home_filter"
        indexes = [models.Index(fields=["holder_id", "name"], name="home_filter_own")]

    def __str__(self) -> str:
        return self.name
