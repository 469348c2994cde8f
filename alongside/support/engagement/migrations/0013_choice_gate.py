from django.db import migrations

from alongside.foundation.access.gate import protect
from alongside.foundation.audit.keeping import keep_history


class Migration(migrations.Migration):
    dependencies = [("engagement", "0012_choice")]

    operations = [
        *protect("engagement_choice", compartment_column="compartment"),
        *keep_history("engagement_choice", compartment_column="compartment"),
    ]
