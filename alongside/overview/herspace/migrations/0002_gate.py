from django.db import migrations

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.gate import protect, same_woman
from alongside.foundation.audit.keeping import keep_history

ADD_ONLY = ("select", "insert")


class Migration(migrations.Migration):
    dependencies = [("herspace", "0001_initial"), ("outcomes", "0002_gate")]

    operations = [
        *protect("herspace_sheet", compartment=Compartment.GOALS, verbs=ADD_ONLY),
        *keep_history("herspace_sheet", compartment=Compartment.GOALS),
        *protect("herspace_pick", compartment_column="compartment", verbs=ADD_ONLY),
        *keep_history("herspace_pick", compartment_column="compartment"),
        *same_woman("herspace_pick", "goal_id", "outcomes_goal"),
    ]
