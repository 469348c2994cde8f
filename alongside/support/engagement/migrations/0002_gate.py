from django.db import migrations

from alongside.foundation.access.gate import own_rows, protect
from alongside.foundation.audit.keeping import keep_history


class Migration(migrations.Migration):
    dependencies = [("engagement", "0001_initial"), ("people", "0002_gate")]

    operations = [
        *protect("engagement_contact", compartment_column="compartment"),
        *keep_history("engagement_contact", compartment_column="compartment"),
        *protect("engagement_appointment", compartment_column="compartment"),
        *keep_history("engagement_appointment", compartment_column="compartment"),
        # Drafts leave no history: until saved, they are nobody's record.
        *own_rows("engagement_draft", client_column="client_id"),
    ]
