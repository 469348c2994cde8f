"""The specialisms and languages a partnership begins with, to change as it likes (R1, R50, R139)."""

import uuid

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from alongside.foundation.access.gate import grant

# Every installation gives one the same key, so that what others learnt can be found again.
FAMILY = uuid.UUID("3f0a1c52-8d0e-5b7a-9c44-6e2b7f1d9a03")
SPECIALISMS = (
    "violence against women and girls", "multiple disadvantage", "mental health", "drugs and alcohol",
    "sex working", "immigration", "pregnancy and child protection", "prison and probation",
    "by and for Black and minoritised women", "younger women", "disability", "older women",
    "LGBT+ women", "housing rights", "supporting staff after something hard",
)  # fmt: skip
LANGUAGES = (
    "Arabic", "Bengali", "British Sign Language", "English", "Farsi", "French", "Kurdish", "Pashto", "Polish",
    "Portuguese", "Romanian", "Somali", "Spanish", "Tigrinya", "Turkish", "Twi", "Ukrainian", "Urdu", "Welsh",
)  # fmt: skip


def add_skills(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write the list; the table holds nothing about anybody."""
    skill = apps.get_model("accounts", "Skill")
    skill.objects.bulk_create(
        skill(id=uuid.uuid5(FAMILY, f"{kind}:{name}"), kind=kind, name=name, place=place)
        for kind, names in (("specialism", SPECIALISMS), ("language", LANGUAGES))
        for place, name in enumerate(names)
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_skills")]

    operations = [
        *grant("accounts_skill", "select, insert, update"),
        *grant("accounts_hasskill", "select, insert, update"),
        migrations.RunPython(add_skills, migrations.RunPython.noop),
    ]
