"""Her peer mentors see the goals she shows them, and nothing else of her goals."""

from django.db import migrations

from alongside.foundation.access.gate import shown_to_peers


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0006_with_peers")]

    operations = [*shown_to_peers("outcomes_goal")]
