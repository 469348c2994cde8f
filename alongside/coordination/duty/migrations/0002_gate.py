from django.db import migrations

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.gate import protect, same_woman
from alongside.foundation.audit.keeping import keep_history

SAFETY, NOTES = Compartment.SAFETY, Compartment.NOTES


class Migration(migrations.Migration):
    dependencies = [("duty", "0001_initial"), ("engagement", "0009_own_notes")]

    operations = [
        *protect("duty_tonight", compartment=SAFETY, changes=("ended_at", "ended_by_id")),
        *keep_history("duty_tonight", compartment=SAFETY),
        *protect("duty_handback", compartment=NOTES, changes=("read_at", "read_by_id")),
        *keep_history("duty_handback", compartment=NOTES),
        *same_woman("duty_handback", "contact_id", "engagement_contact"),
    ]
