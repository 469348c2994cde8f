from django.db import migrations

from alongside.foundation.access.gate import GATE, grant


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial"), ("access", "0002_gate")]

    operations = [
        *grant("directory_agency", "select, insert, update"),
        *grant("directory_service", "select, insert, update"),
        *grant("directory_agency", "select", to=GATE),
        *grant("directory_service", "select", to=GATE),
    ]
