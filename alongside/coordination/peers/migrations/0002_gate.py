from django.db import migrations

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.gate import addressed_to, protect
from alongside.foundation.audit.keeping import keep_history

NOTES = Compartment.NOTES


class Migration(migrations.Migration):
    dependencies = [("peers", "0001_initial"), ("people", "0005_quiet")]

    operations = [
        *protect("peers_worry", compartment=NOTES, changes=("read_at", "read_by_id")),
        *keep_history("peers_worry", compartment=NOTES),
        # A supervisor who runs the service reads notes and writes none.
        *addressed_to("peers_worry", column="to_id", compartment=NOTES),
    ]
