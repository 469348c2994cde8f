from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.foundation.accounts.models import Membership
from alongside.foundation.common.keys import new_key


class Duty(models.Model):
    """Something a worker is asked to do for the whole partnership, agreed before it is needed."""

    class Kind(models.TextChoices):
        SAFETY = "safety", _("safety lead")
        MATCHING = "matching", _("matching person")

    PERSONAL: frozenset[str] = frozenset()
    PLAIN = frozenset({"id", "membership", "kind", "given_by", "since", "ended_at"})

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    given_by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "sharing_duty"
        verbose_name_plural = "duties"
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "kind"],
                condition=models.Q(ended_at__isnull=True),
                name="sharing_duty_once",
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
