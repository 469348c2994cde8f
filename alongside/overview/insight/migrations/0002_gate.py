from django.db import migrations

from alongside.foundation.access.gate import grant


class Migration(migrations.Migration):
    dependencies = [("insight", "0001_initial"), ("access", "0002_gate")]

    # Frozen once made: the app may add a copy and never change one.
    operations = [*grant("insight_copy", "select, insert")]
