import uuid

from django.db import models

from alongside.foundation.access.compartments import CompartmentField


class Event(models.TextChoices):
    """What kind of thing happened; the record never holds names, words or addresses."""

    OPENED = "opened", "opened"
    LISTED = "listed", "seen in a list"
    ADDED = "added", "added to"
    CHANGED = "changed", "changed"
    TAKEN_BACK = "taken_back", "took back"
    REVEALED = "revealed", "looked up where she is"
    CONTACTED = "contacted", "made contact outside her hours"
    PRINTED = "printed", "printed or downloaded"
    COUNTED = "counted", "counted"
    SIGNED_IN = "signed_in", "signed in"
    STAFF = "staff", "changed workers or settings"
    REFUSED = "refused", "was refused"


class Entry(models.Model):
    """One reading, writing or refusal: who, under which hat, about whom (a keyed digest), allowed or not.

    The app may add rows and never read, change or remove them.
    """

    PERSONAL: frozenset[str] = frozenset()
    PLAIN = frozenset(
        {"id", "at", "transaction", "era", "holder_id", "worker_id", "event", "what", "client_digest",
         "compartments", "basis", "allowed", "key_id", "hmac"}
    )  # fmt: skip

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    at = models.DateTimeField()
    # Filled in by the database: the transaction the row belongs to, for the sealer that takes them in order.
    transaction = models.BigIntegerField(null=True, editable=False)
    # And the era of the numbers of transactions, which begin again when a backup is put back elsewhere.
    era = models.SmallIntegerField(default=0, editable=False)
    holder_id = models.UUIDField(null=True)
    worker_id = models.UUIDField(null=True)
    event = models.CharField(max_length=12, choices=Event.choices)
    what = models.CharField(max_length=60)
    client_digest = models.CharField(max_length=64, blank=True)
    compartments = models.BigIntegerField(default=0)
    basis = models.CharField(max_length=40, blank=True)
    allowed = models.BooleanField(default=True)
    key_id = models.CharField(max_length=8)
    hmac = models.CharField(max_length=64)

    class Meta:
        db_table = "audit_entry"
        indexes = [
            models.Index(fields=["client_digest", "at"], name="audit_entry_client"),
            models.Index(fields=["era", "transaction"], name="audit_entry_order"),
            models.Index(
                fields=["holder_id", "at"], name="audit_entry_openings",
                condition=models.Q(event="opened"),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.event} {self.what}"


class Era(models.Model):
    """A time during which the database's transactions are numbered in one row; a restore begins another."""

    PERSONAL: frozenset[str] = frozenset()
    PLAIN = frozenset({"era", "cluster", "began_at", "closes"})

    era = models.SmallIntegerField(primary_key=True)
    # Which server's numbers they are, by the name PostgreSQL gave it when its folder was made.
    cluster = models.BigIntegerField()
    began_at = models.DateTimeField()
    # Once nothing below this number runs, no row of the era before can come any more.
    closes = models.BigIntegerField(null=True)

    class Meta:
        db_table = "audit_era"

    def __str__(self) -> str:
        return f"era {self.era}"


class Block(models.Model):
    """A seal: some rows of the record in their order, chained to the seal before and signed.

    The database makes it and nobody changes it; the app reads it and never its rows. The signature comes
    from outside the database, right after.
    """

    PERSONAL: frozenset[str] = frozenset()
    PLAIN = frozenset(
        {"number", "era", "begins", "ends", "rows", "before", "head", "marks", "sealed_at", "key_id",
         "signature", "kept_at"}
    )  # fmt: skip

    number = models.IntegerField(primary_key=True)
    era = models.SmallIntegerField()
    # All rows whose transaction is in [begins, ends).
    begins = models.BigIntegerField()
    ends = models.BigIntegerField()
    rows = models.IntegerField()
    # The head of the seal before, and of this one, as hexadecimal digits.
    before = models.CharField(max_length=64)
    head = models.CharField(max_length=64)
    # Eight bytes of the running chain for each row, so that the first bad row can be named.
    marks = models.BinaryField()
    sealed_at = models.DateTimeField()
    key_id = models.CharField(max_length=8, blank=True)
    signature = models.BinaryField(null=True)
    # When its head was added in the second place.
    kept_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "audit_block"
        indexes = [
            models.Index(
                fields=["number"],
                name="audit_block_unkept",
                condition=models.Q(kept_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"seal {self.number}"


class Decoy(models.Model):
    """A made-up woman nobody works with, by her digest; only the gate's own role may look here."""

    PERSONAL: frozenset[str] = frozenset()
    PLAIN = frozenset({"digest", "agency_id", "added_at"})

    digest = models.CharField(max_length=64, primary_key=True)
    # Whose data-protection lead added it, and may see that it is one.
    agency_id = models.UUIDField(null=True)
    added_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "audit_decoy"

    def __str__(self) -> str:
        return "decoy"


class Alarm(models.Model):
    """That somebody opened many records in a short time, or a decoy, until somebody has looked into it."""

    PERSONAL = frozenset({"note"})
    PLAIN = frozenset(
        {"id", "at", "kind", "holder_id", "worker_id", "women", "answered_at", "answered_by"}
    )

    class Kind(models.TextChoices):
        MANY = "many", "many records in a short time"
        DECOY = "decoy", "a made-up record that nobody works with"

    id = models.UUIDField(primary_key=True, editable=False)
    at = models.DateTimeField()
    kind = models.CharField(max_length=5, choices=Kind.choices)
    holder_id = models.UUIDField()
    worker_id = models.UUIDField(null=True)
    women = models.IntegerField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "audit_alarm"
        indexes = [models.Index(fields=["holder_id", "at"], name="audit_alarm_holder")]

    def __str__(self) -> str:
        return self.get_kind_display()


class RowHistory(models.Model):
    """What a row was and became, written by the database alone, behind the same gate as the row itself."""

    PERSONAL = frozenset({"client_id", "old", "new"})
    PLAIN = frozenset(
        {"id", "at", "transaction", "table_name", "row_id", "compartment", "holder_id", "verb"}
    )
    COMPARTMENT = "column"

    id = models.UUIDField(primary_key=True)
    at = models.DateTimeField()
    transaction = models.BigIntegerField()
    table_name = models.CharField(max_length=63)
    row_id = models.UUIDField()
    client_id = models.UUIDField()
    compartment = CompartmentField()
    holder_id = models.UUIDField(null=True)
    verb = models.CharField(max_length=6)
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)

    class Meta:
        db_table = "audit_history"
        indexes = [models.Index(fields=["client_id", "row_id", "at"], name="audit_history_row")]

    def __str__(self) -> str:
        return f"{self.verb} {self.table_name}"
