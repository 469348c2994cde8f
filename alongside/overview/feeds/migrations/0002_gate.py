from django.db import migrations

from alongside.foundation.access.gate import grant


class Migration(migrations.Migration):
    dependencies = [("feeds", "0001_initial"), ("access", "0002_gate")]

    operations = [*grant("feeds_link", "select, insert, update")]
