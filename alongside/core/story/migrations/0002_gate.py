from django.db import migrations

from alongside.foundation.access.gate import protect
from alongside.foundation.audit.keeping import keep_history


class Migration(migrations.Migration):
    dependencies = [("story", "0001_initial"), ("people", "0002_gate")]

    operations = [
        *protect("story_topic", compartment_column="compartment"),
        *keep_history("story_topic", compartment_column="compartment"),
    ]
