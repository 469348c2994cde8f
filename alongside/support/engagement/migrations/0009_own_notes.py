"""Whoever writes notes and reads none, as somebody on duty does, sees her own."""

from django.db import migrations

from alongside.foundation.access.gate import keyed_with_client, writer_sees_own


class Migration(migrations.Migration):
    dependencies = [("engagement", "0008_everyday_gate")]

    operations = [
        *writer_sees_own("engagement_contact"),
        *keyed_with_client("engagement_contact"),
    ]
