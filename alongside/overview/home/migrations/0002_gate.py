from django.db import migrations

from alongside.foundation.access.gate import own_rows


class Migration(migrations.Migration):
    dependencies = [("home", "0001_initial"), ("access", "0002_gate")]

    # Each hat's own, and hers to throw away.
    operations = [*own_rows("home_filter")]
