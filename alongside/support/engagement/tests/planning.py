"""An appointment of Marta's, for the tests of what may be done with one."""

import datetime
import uuid

from django.utils import timezone

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.context import acting_as
from alongside.support.engagement import actions
from alongside.support.engagement.models import Appointment
from tests.shared.cast import Cast, actor


def coffee(cast: Cast, *, part: Compartment = Compartment.NOTES, days: int = 0) -> Appointment:
    """Plan a coffee with Marta, today unless said otherwise."""
    with acting_as(cast.amal.pk):
        return actions.add_appointment(
            key=uuid.uuid4(),
            client_id=cast.marta,
            facts={
                "what": "Coffee", "on_date": timezone.localdate() + datetime.timedelta(days=days),
                "at_time": datetime.time(11, 30), "place_words": "", "her_wishes": "",
                "compartment": part,
            },
            membership=cast.amal,
            by=actor(cast.amal),
        )  # fmt: skip


def now(cast: Cast, one: Appointment) -> Appointment:
    """Fetch it as it stands."""
    with acting_as(cast.amal.pk):
        return Appointment.objects.get(pk=one.pk)
