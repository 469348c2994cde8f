"""The thirteen areas an installation begins with, in words of our own (R65, R88-R100)."""

import uuid

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from alongside.foundation.access.compartments import Compartment as C

# Every installation gives an area the same key, so that frameworks and copies can speak of it.
FAMILY = uuid.UUID("7d1f2a64-55c1-5f0e-9a3c-1b0e6f0c2d11")

# key, name for staff, name on her pages, aim, part of her record, five rungs from the start up.
# Relational areas and safety come first (R68).
AREAS = [
    (
        "people", "People around her", "My people", "support", C.GOALS,
        ["nobody to turn to", "one person", "one or two to trust", "a few good people",
         "people who are there"],
    ),
    (
        "services", "Getting on with services", "Getting help", "support", C.GOALS,
        ["no help that works", "trying one", "some help, now and then", "help that mostly works",
         "asking, and being heard"],
    ),
    (
        "confidence", "Confidence and worth", "Feeling sure of myself", "enjoy", C.GOALS,
        ["not at all", "now and then", "about some things", "most days", "sure and steady"],
    ),
    (
        "safety", "Being and feeling safe", "Feeling safe", "safety", C.SAFETY,
        ["not at all", "rarely", "some days", "mostly safe", "on steady ground"],
    ),
    (
        "abuse", "Understanding abuse and talking about risk", "Knowing what is not OK", "safety", C.SAFETY,
        ["not ready to talk", "ready to listen", "starting to see it", "putting a name to it",
         "knowing the signs and who to tell"],
    ),
    (
        "distance", "Less risk, and less contact with the person who harms her", "Space from harm",
        "safety", C.SAFETY,
        ["no space", "a little space", "space some days", "space most days", "free of it"],
    ),
    (
        "sex_working", "Safer or less sex working", "Safer work, or less of it", "safety", C.SEX_WORKING,
        ["no say in it", "a little say", "some say, some safety", "mostly safe, or less of it",
         "safe, or no longer"],
    ),
    (
        "mind", "Mental health, and help with it", "My mind", "health", C.HEALTH,
        ["too much, most days", "hard, and alone with it", "talking to someone", "help that fits",
         "more good days than bad"],
    ),
    (
        "care_of_self", "Wellbeing and looking after herself", "Looking after me", "health", C.GOALS,
        ["no room for it", "a little, some days", "sleep, food or rest, some days", "most days",
         "part of every day"],
    ),
    (
        "health", "Health, and getting care", "My health", "health", C.HEALTH,
        ["no care at all", "knowing where to go", "seen once or twice", "seen when needed", "well cared for"],
    ),
    (
        "children", "Children and pregnancy", "My children, or a baby", "support", C.CHILDREN,
        ["nobody helps with this", "someone listens", "some help", "the right help",
         "heard, and on firm ground"],
    ),
    (
        "learning", "Learning and skills", "Learning new things", "enjoy", C.GOALS,
        ["not now", "looking around", "trying something", "learning each week", "putting it to use"],
    ),
    (
        "money", "Money of her own", "My money", "money", C.MONEY,
        ["nothing coming in", "a little, not safe", "enough, some weeks", "enough, most weeks",
         "enough, and safe"],
    ),
]  # fmt: skip


def add_areas(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write the starting areas; the table holds nothing about anybody."""
    area = apps.get_model("outcomes", "OutcomeArea")
    area.objects.bulk_create(
        area(
            id=uuid.uuid5(FAMILY, key), key=key, name=name, her_name=her_name, aim=aim,
            compartment=compartment.value, rungs=rungs, place=place,
        )
        for place, (key, name, her_name, aim, compartment, rungs) in enumerate(AREAS)
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0002_gate")]

    operations = [migrations.RunPython(add_areas, migrations.RunPython.noop)]
