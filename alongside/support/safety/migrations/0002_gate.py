from django.db import migrations

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.gate import keyed_with_client, protect, same_woman
from alongside.foundation.audit.keeping import keep_history

SAFETY, HARM = Compartment.SAFETY, Compartment.HARM
WRITTEN = ("select", "insert")


class Migration(migrations.Migration):
    dependencies = [("safety", "0001_initial"), ("people", "0005_quiet")]

    operations = [
        *protect("safety_writing", compartment_column="compartment", verbs=WRITTEN),
        *keep_history("safety_writing", compartment_column="compartment"),
        *protect(
            "safety_situation", compartment_column="compartment", changes=("ended_at", "ended_by_id")
        ),
        *keep_history("safety_situation", compartment_column="compartment"),
        *protect("safety_look", compartment=SAFETY, verbs=WRITTEN),
        *keep_history("safety_look", compartment=SAFETY),
        *protect("safety_judgement", compartment=SAFETY, verbs=WRITTEN),
        *keep_history("safety_judgement", compartment=SAFETY),
        *protect("safety_incident", compartment=SAFETY),
        *keep_history("safety_incident", compartment=SAFETY),
        *keyed_with_client("safety_incident"),
        *protect(
            "safety_secondlook", compartment=SAFETY, verbs=WRITTEN, insert_needs="reads",
            author="made_by_id",
        ),
        *keep_history("safety_secondlook", compartment=SAFETY),
        *same_woman("safety_secondlook", "incident_id", "safety_incident"),
        *protect("safety_pattern", compartment=HARM),
        *keep_history("safety_pattern", compartment=HARM),
        *protect("safety_measure", compartment=HARM),
        *keep_history("safety_measure", compartment=HARM),
    ]  # fmt: skip
