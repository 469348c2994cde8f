from django.db import models

FOREVER = "9999-12-31T00:00:00+00:00"


class Source(models.TextChoices):
    """Why somebody holds a pass."""

    LEAD = "lead", "lead worker"
    TEAM = "team", "team member"
    TRIAGE = "triage", "new referrals"
    MANAGER = "manager", "service manager"
    SENDER = "sender", "sent the referral"
    LINK = "link", "writing a referral"
    GRANT = "grant", "she shares it"
    NAMED = "named", "named for a locked part"
    PAST = "past", "was alongside her"
    DUTY = "duty", "on duty or covering"
    MEMORY = "memory", "was alongside her until she died"
    PEER = "peer", "her peer mentor"
    VOLUNTEER = "volunteer", "leads a group she comes to"
    EMERGENCY = "emergency", "emergency access"
    SAFETY = "safety", "looks over an emergency access"
    MATCHING = "matching", "looks whether two records are one woman's"
    KEEPER = "keeper", "keeps a sealed record"


class Pass(models.Model):
    """One reason why one holder may read and write some parts of one woman's record, for a time.

    Written only by the database's own functions; the app reads its holder's own rows and no others.
    """

    PERSONAL = frozenset({"client_id"})
    PLAIN = frozenset(
        {"pk", "holder_id", "source", "source_id", "reads", "writes", "starts", "until"}
    )

    pk = models.CompositePrimaryKey("holder_id", "client_id", "source", "source_id")
    holder_id = models.UUIDField()
    client_id = models.UUIDField()
    source = models.CharField(max_length=12, choices=Source.choices)
    source_id = models.UUIDField()
    reads = models.BigIntegerField()
    writes = models.BigIntegerField()
    starts = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        db_table = "access_pass"
        indexes = [
            models.Index(fields=["client_id"], name="access_pass_client"),
            # All that a policy asks for, and a list, so that they need not go to the passes
            # (docs/benchmarks.md).
            models.Index(
                fields=["holder_id", "client_id"],
                include=["reads", "writes", "starts", "until", "source"],
                name="access_pass_whole",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("starts")),
                name="access_pass_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()} pass"


class SourceRights(models.Model):
    """What each source of a pass gives: the table in docs/decisions/0003, kept where SQL can join it."""

    PERSONAL: frozenset[str] = frozenset()
    PLAIN = frozenset({"source", "reads", "writes"})

    source = models.CharField(max_length=12, choices=Source.choices, primary_key=True)
    reads = models.BigIntegerField()
    writes = models.BigIntegerField()

    class Meta:
        db_table = "access_source"

    def __str__(self) -> str:
        return self.get_source_display()
