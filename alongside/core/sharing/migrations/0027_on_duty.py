"""That it was explained to her who can read what while her worker is away, and what she says to it.

Whoever is on duty does not read her agreements. One function tells those on duty, of the women of their own
shift and for that shift, which of the four answers stands, and nothing that she said.
"""

from django.db import migrations, models

import alongside.foundation.common.encryption
from alongside.foundation.access.gate import GATE, LIVE, Definer, grant, let_in

ON_DUTY_TOLD = f"""
    select p.client_id, coalesce((
        select a.on_duty from sharing_agreement a
        join people_episode e on e.id = a.episode_id and e.client_id = a.client_id and e.state = 'active'
        where a.client_id = p.client_id and a.ended_at is null and e.service_id = s.service_id
        order by a.made_at desc, a.id desc limit 1
    ), 'not_yet')::text
    from access_pass p join team_shift s on s.id = p.source_id
    where {LIVE} and p.source = 'duty'
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0026_one_woman"), ("team", "0005_shift")]

    operations = [
        migrations.AddField(
            "agreement", "on_duty",
            models.CharField(
                max_length=10, default="not_yet", db_default="not_yet",
                choices=[
                    ("told", "Yes, and it is all right with her"), ("not_yet", "Not yet"),
                    ("rather_not", "Yes, and she would rather they did not"),
                    ("agreed", "She would rather not, and we agreed what to do"),
                ],
            ),
        ),
        migrations.AddField(
            "agreement", "on_duty_words",
            alongside.foundation.common.encryption.EncryptedText(blank=True, db_default="", default=""),
        ),
        migrations.AddField(
            "agreement", "version", models.PositiveIntegerField(db_default=1, default=1)
        ),
        *grant("sharing_agreement", "update (on_duty, on_duty_words, version)"),
        *let_in("sharing_agreement", GATE, "select"),
        Definer(
            "on_duty_told()", "table (client_id uuid, told text)", ON_DUTY_TOLD,
            language="sql", volatility="stable",
        ),
    ]  # fmt: skip
