from django.db import migrations

from alongside.foundation.access.compartments import Compartment
from alongside.foundation.access.gate import protect, same_woman
from alongside.foundation.audit.keeping import keep_history


class Migration(migrations.Migration):
    dependencies = [("story", "0007_told_in_entries"), ("people", "0002_gate")]

    operations = [
        *protect("story_entry", compartment_column="compartment"),
        *keep_history("story_entry", compartment_column="compartment"),
        *same_woman("story_entry", "topic_id", "story_topic"),
        # What she says of herself is added to; the latest holds.
        *protect("story_answer", compartment_column="compartment", verbs=("select", "insert")),
        *keep_history("story_answer", compartment_column="compartment"),
        *protect("story_speaking", compartment=Compartment.BASICS, verbs=("select", "insert")),
        *keep_history("story_speaking", compartment=Compartment.BASICS),
    ]
