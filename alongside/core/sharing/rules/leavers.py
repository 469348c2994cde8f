"""Who may end what somebody who leaves still holds."""

import uuid

from django.utils.translation import gettext as _


def why_not_end(*, worker_id: uuid.UUID, asker_id: uuid.UUID) -> str | None:
    """Say why somebody can't be ended as a leaver, or None: nobody ends herself."""
    if worker_id == asker_id:
        return _("You can't end your own work here. Ask another manager or an administrator.")
    return None
