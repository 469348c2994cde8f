from django.db import migrations

from alongside.foundation.access.gate import protect
from alongside.foundation.audit.keeping import keep_history


class Migration(migrations.Migration):
    dependencies = [("accommodation", "0001_initial"), ("people", "0002_gate")]

    operations = [
        *protect("accommodation_stretch", compartment_column="compartment"),
        *keep_history("accommodation_stretch", compartment_column="compartment"),
    ]
