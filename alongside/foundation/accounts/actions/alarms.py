"""Answering alarms: that somebody has looked into it, and what she found."""

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.foundation.access import record
from alongside.foundation.accounts.queries import ShownAlarm
from alongside.foundation.audit import actions as audit
from alongside.foundation.audit.actions import Actor
from alongside.foundation.audit.models import Event
from alongside.foundation.common.refused import Refused


@transaction.atomic
def answer(*, alarm: ShownAlarm, note: str, by: Actor) -> None:
    """Close an alarm with what somebody found; never one about herself, and only once (S9).

    Raises Refused where it is about herself or was closed meanwhile.
    """
    if alarm.own:
        raise Refused(
            _("This is about you, so somebody else has to look into it."), rule="own_alarm"
        )
    if not record.answer_alarm(alarm.id, note):
        raise Refused(_("Somebody has looked into this meanwhile."), rule="answered")
    audit.record(Event.STAFF, what="accounts.answer_alarm", by=by)
