from django.db import migrations

from alongside.foundation.access.gate import protect, same_woman
from alongside.foundation.audit.keeping import keep_history


class Migration(migrations.Migration):
    dependencies = [("engagement", "0010_misplaced")]

    operations = [
        *protect(
            "engagement_misplaced",
            compartment_column="compartment",
            changes=("told_on", "told_by_id"),
        ),
        *keep_history("engagement_misplaced", compartment_column="compartment"),
        *same_woman("engagement_misplaced", "contact_id", "engagement_contact"),
    ]
