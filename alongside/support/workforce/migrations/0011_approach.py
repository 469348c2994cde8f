"""What somebody who harms did near us: for whoever wrote it, and whoever runs the writer's service."""

from importlib import import_module

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import alongside.foundation.common.encryption
import alongside.foundation.common.keys
from alongside.foundation.access.gate import HOLDER, grant

first = import_module("alongside.support.workforce.migrations.0002_gate")
TABLE = "workforce_approach"
# Whoever runs a service in which the writer worked when it was written: what was at the door stays known
# there, also when the writer has left, and nowhere she goes on to.
RUNS = f"""exists (
    select 1 from accounts_membership m
    join accounts_post a on a.membership_id = m.id and a.ended_at is null
    where m.id = {HOLDER} and m.role = 'manager' and m.ended_at is null
        and a.service_id = any ({TABLE}.services)
)"""
OWN_SERVICES = f"""{TABLE}.services <@ array(
    select p.service_id from accounts_post p where p.membership_id = {HOLDER} and p.ended_at is null
)"""
SEEN = f"{TABLE}.made_by_id = {HOLDER} or {RUNS}"
CLAUSES = {
    "select": f"using ({SEEN})",
    "insert": f"with check ({TABLE}.made_by_id = {HOLDER} and {OWN_SERVICES})",
    "update": f"using ({SEEN}) with check ({SEEN})",
}
CHANGES = "how, on_date, words, did, steps, taken_back_at, version"


class Migration(migrations.Migration):
    dependencies = [
        ("workforce", "0010_with_somebody_else"),
        ("accounts", "0005_skill_list"),
    ]

    operations = [
        migrations.CreateModel(
            name="Approach",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=alongside.foundation.common.keys.new_key,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("rang", "by phone"),
                            ("wrote", "in writing"),
                            ("came", "at our door"),
                            ("waited", "waiting or following outside"),
                            ("online", "online"),
                            ("through", "through somebody else"),
                        ],
                        max_length=8,
                    ),
                ),
                ("on_date", models.DateField()),
                ("words", alongside.foundation.common.encryption.EncryptedText()),
                ("did", alongside.foundation.common.encryption.EncryptedText(blank=True)),
                ("steps", models.JSONField(blank=True, default=list)),
                (
                    "services",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, size=None
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
            ],
            options={
                "db_table": "workforce_approach",
                "indexes": [models.Index(fields=["on_date"], name="workforce_approach_latest")],
            },
        ),
        *first.locked(TABLE, CLAUSES),
        *grant(TABLE, f"select, insert, update ({CHANGES})"),
    ]
