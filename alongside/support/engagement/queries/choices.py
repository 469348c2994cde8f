"""What she was offered and what she chose."""

import uuid

from django.db.models import QuerySet

from alongside.support.engagement.models import Choice


def choices(client_id: uuid.UUID) -> QuerySet[Choice]:
    """Fetch what she was offered, the latest first."""
    found = Choice.objects.standing().filter(client_id=client_id)
    return found.select_related("made_by__worker").order_by("-on_date", "-made_at")
