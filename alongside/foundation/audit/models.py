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
        {"id", "at", "transaction", "holder_id", "worker_id", "event", "what", "client_digest",
         "compartments", "basis", "allowed", "key_id", "hmac"}
    )  # fmt: skip

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    at = models.DateTimeField()
    # Filled in by the database: the transaction the row belongs to, for the sealer that takes them in order.
    transaction = models.BigIntegerField(null=True, editable=False)
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
        indexes = [models.Index(fields=["client_digest", "at"], name="audit_entry_client")]

    def __str__(self) -> str:
        return f"{self.event} {self.what}"


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
