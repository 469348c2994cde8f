"""Her animals stay in view of her last team after her death, and nothing else of their part (C20)."""

from django.db import migrations

from alongside.foundation.access.gate import kept_in_memory


class Migration(migrations.Migration):
    dependencies = [("around", "0002_gate")]

    operations = [*kept_in_memory("around_pet")]
