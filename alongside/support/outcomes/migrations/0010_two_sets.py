"""Parts of life in sets: what there is belongs to the first, and four strands are the second (R32, R203)."""

import uuid
from importlib import import_module

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import alongside.foundation.common.keys
from alongside.foundation.access.compartments import Compartment as C
from alongside.foundation.access.gate import grant

FAMILY = import_module("alongside.support.outcomes.migrations.0003_areas").FAMILY
# The sets, with the name staff see.
LIFE = ("life", "Parts of her life")
STRANDS = ("strands", "After coming here from another country")
# Four strands for women who came here from elsewhere, which thirteen parts of life don't hold as such.
STRANDS_AREAS = [
    (
        "work_skills", "Skills for work and volunteering", "Skills I can use", "enjoy", C.GOALS,
        ["not now", "knowing what is there already", "trying something", "using it, now and then",
         "using it, and it counts"],
    ),
    (
        "english", "English", "My English", "enjoy", C.GOALS,
        ["a few words", "getting by with help", "small talk, and short letters", "most things alone",
         "saying what there is to say"],
    ),
    (
        "belonging", "Belonging here", "Feeling at home here", "support", C.GOALS,
        ["a stranger here", "a street, a shop, a park", "some who know the name", "part of something",
         "at home here"],
    ),
    (
        "well_here", "Confidence and wellbeing here", "How I am here", "enjoy", C.GOALS,
        ["lost, most days", "good hours", "good days", "mostly well", "well, and sure"],
    ),
]  # fmt: skip
# What moves (between people, what she feels and knows, what others can see), and how soon it may.
MOVES = {
    "people": ("relational", "far"), "services": ("relational", "near"), "confidence": ("soft", "near"),
    "safety": ("soft", "near"), "abuse": ("soft", "near"), "distance": ("hard", "far"),
    "sex_working": ("hard", "far"), "mind": ("soft", "far"), "care_of_self": ("soft", "near"),
    "health": ("hard", "near"), "children": ("relational", "far"), "learning": ("hard", "near"),
    "money": ("hard", "far"), "work_skills": ("hard", "far"), "english": ("hard", "far"),
    "belonging": ("relational", "far"), "well_here": ("soft", "near"),
}  # fmt: skip


def add_sets(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write the two sets; neither table holds anything about anybody."""
    framework, area = (
        apps.get_model("outcomes", name) for name in ("OutcomeFramework", "OutcomeArea")
    )
    life, strands = (
        framework.objects.create(
            id=uuid.uuid5(FAMILY, f"framework {key}"), key=key, name=name, place=place
        )
        for place, (key, name) in enumerate((LIFE, STRANDS))
    )
    for one in area.objects.all():
        # What an installation added itself is seen by others too, until it says otherwise.
        one.kind, one.term = MOVES.get(one.key, ("hard", "far"))
        one.framework = life
        one.save(update_fields=["framework", "kind", "term"])
    after = area.objects.count()
    for place, (key, name, her_name, aim, compartment, rungs) in enumerate(STRANDS_AREAS, after):
        kind, term = MOVES[key]
        area.objects.create(
            id=uuid.uuid5(FAMILY, key), framework=strands, key=key, name=name, her_name=her_name, aim=aim,
            kind=kind, term=term, compartment=compartment.value, rungs=rungs, place=place,
        )  # fmt: skip


def take_strands_away(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Go back to the thirteen alone."""
    apps.get_model("outcomes", "OutcomeArea").objects.filter(framework__key=STRANDS[0]).delete()


KINDS = [
    ("relational", "between people"),
    ("soft", "what she feels and knows"),
    ("hard", "what others can see too"),
]
TERMS = [("near", "may move in weeks"), ("far", "takes months or years")]


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0009_asked_again_gate")]

    operations = [
        migrations.CreateModel(
            name="OutcomeFramework",
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
                ("key", models.SlugField(max_length=40, unique=True)),
                ("name", models.CharField(max_length=80)),
                ("place", models.PositiveSmallIntegerField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={"db_table": "outcomes_framework", "ordering": ["place"]},
        ),
        migrations.AddField(
            "OutcomeArea",
            "framework",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="areas",
                to="outcomes.outcomeframework",
            ),
        ),
        migrations.AddField(
            "OutcomeArea",
            "kind",
            models.CharField(choices=KINDS, default="hard", max_length=10),
            preserve_default=False,
        ),
        migrations.AddField(
            "OutcomeArea",
            "term",
            models.CharField(choices=TERMS, default="far", max_length=4),
            preserve_default=False,
        ),
        migrations.RunSQL(migrations.RunSQL.noop, "set constraints all immediate"),
        migrations.RunPython(add_sets, take_strands_away),
        # What waits to be checked has to be, before the column is changed once more.
        migrations.RunSQL("set constraints all immediate", migrations.RunSQL.noop),
        migrations.AlterField(
            "OutcomeArea",
            "framework",
            models.ForeignKey(
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="areas",
                to="outcomes.outcomeframework",
            ),
        ),
        *grant("outcomes_framework", "select"),
    ]
