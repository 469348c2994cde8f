from django.db import models

from alongside.core.people.models import Client
from alongside.foundation.access.compartments import CompartmentField
from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key


class Named(models.Model):
    """That a worker is named for one locked part of one woman's record, by somebody who holds it.

    The row belongs to that part itself, so only those who are named see who is.
    """

    PERSONAL = frozenset({"client"})
    PLAIN = frozenset(
        {"id", "compartment", "membership", "named_by", "since", "ended_at", "ended_by"}
    )
    COMPARTMENT = "column"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, related_name="+")
    compartment = CompartmentField()
    membership = models.ForeignKey(Membership, on_delete=models.DO_NOTHING, related_name="+")
    # Empty for the one who recorded the first fact.
    named_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    since = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )

    class Meta:
        db_table = "sharing_named"
        verbose_name_plural = "named"
        indexes = [
            models.Index(fields=["client", "membership"], name="sharing_named_client"),
            models.Index(
                fields=["membership"], condition=models.Q(ended_at__isnull=True), name="sharing_named_hat"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return "named for a locked part"
