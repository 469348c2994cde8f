from django.db import migrations

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.gate import grant, protect
from alongside.foundation.audit.keeping import keep_history

GROUPS = Compartment.GROUPS


class Migration(migrations.Migration):
    dependencies = [("activities", "0001_initial"), ("people", "0005_quiet")]

    operations = [
        *[
            operation
            for table in ("activities_activity", "activities_leader", "activities_session")
            for operation in grant(table, "select, insert, update")
        ],
        *protect("activities_belonging", compartment=GROUPS, changes=("ended_at",)),
        *keep_history("activities_belonging", compartment=GROUPS),
        *protect(
            "activities_attendance", compartment=GROUPS, changes=("said", "made_by_id", "made_at")
        ),
        *keep_history("activities_attendance", compartment=GROUPS),
    ]
