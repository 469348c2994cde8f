from decimal import Decimal

from django.db import models

from alongside.foundation.common.keys import new_key


class Agency(models.Model):
    """An organisation of the partnership, or one that refers to it."""

    PERSONAL = frozenset({"ask_for"})
    PLAIN = frozenset(
        {"id", "name", "kind", "phone", "confirmed_at", "in_partnership", "closed_at", "version"}
    )

    class Kind(models.TextChoices):
        VAWG = "vawg", "violence against women and girls"
        HOMELESSNESS = "homelessness", "homelessness"
        BY_AND_FOR = "by_and_for", "led by and for"
        HOUSING = "housing", "council housing"
        HEALTH = "health", "health"
        COMMUNITY = "community", "community group"
        JUSTICE = "justice", "police, probation or prison"
        OTHER = "other", "other"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=16, choices=Kind.choices, default=Kind.OTHER)
    # The published number, looked up and not taken from a message, and whom to ask for there.
    phone = models.CharField(max_length=20, blank=True)
    ask_for = models.CharField(max_length=80, blank=True)
    # When somebody rang the published number and it was really them; without it, no outcome goes out.
    confirmed_at = models.DateTimeField(null=True, blank=True)
    in_partnership = models.BooleanField(default=True)
    # An agency that closed: nothing is shared with it any more, and nothing can be.
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "directory_agency"
        verbose_name_plural = "agencies"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Service(models.Model):
    """One project of an agency: what a woman is referred to, and where workers hold places for her."""

    PERSONAL: frozenset[str] = frozenset()
    PLAIN = frozenset(
        {"id", "agency", "name", "neutral_name", "about", "word_for_client", "words_for_clients",
         "caseload_from", "caseload_to", "weighed", "weight_light", "weight_steady", "weight_close",
         "weight_words", "open_to_public", "urgent_words", "funded_until", "ended_at", "version"}
    )  # fmt: skip

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="services")
    name = models.CharField(max_length=120)
    # What may stand on a page or paper that somebody else could see.
    neutral_name = models.CharField(max_length=60, blank=True)
    about = models.TextField(blank=True)
    word_for_client = models.CharField(max_length=30, default="woman")
    words_for_clients = models.CharField(max_length=30, default="women")
    # The gauge: how many women one worker is alongside. Empty where a service does not use it.
    caseload_from = models.PositiveSmallIntegerField(null=True, blank=True)
    caseload_to = models.PositiveSmallIntegerField(null=True, blank=True)
    # Whether the gauge counts each woman by how close the time with her is, and how much each counts then.
    weighed = models.BooleanField(default=False)
    weight_light = models.DecimalField(max_digits=3, decimal_places=1, default=Decimal("0.5"))
    weight_steady = models.DecimalField(max_digits=3, decimal_places=1, default=Decimal("1.0"))
    weight_close = models.DecimalField(max_digits=3, decimal_places=1, default=Decimal("1.5"))
    weight_words = models.CharField(max_length=300, blank=True)
    open_to_public = models.BooleanField(default=False)
    # Who answers what can't wait, and when, day and night: said on the page before anybody sends it.
    urgent_words = models.CharField(max_length=240, blank=True)
    # The day its money ends, where whoever runs it has said so.
    funded_until = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "directory_service"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(caseload_from__isnull=True, caseload_to__isnull=True)
                | models.Q(caseload_from__lte=models.F("caseload_to")),
                name="directory_service_gauge_whole",
            )
        ]

    def __str__(self) -> str:
        return self.name
