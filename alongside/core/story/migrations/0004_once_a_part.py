"""A subject once in each part of her record, since topics can be moved; and the subjects that are locked."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_step_up"),
        ("people", "0004_sealed_words"),
        ("story", "0003_sealed_words"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="topic",
            name="story_topic_once",
        ),
        migrations.AlterField(
            model_name="topic",
            name="subject",
            field=models.CharField(
                choices=[
                    ("strengths", "What she is good at"),
                    ("interests", "What she enjoys"),
                    ("wants", "What she wants"),
                    ("people", "People and animals who matter to her"),
                    ("home", "How she came to be without a home"),
                    ("safety", "Safety"),
                    ("health", "Health"),
                    ("children", "Children"),
                    ("money", "Money and work"),
                    ("justice", "Police, courts and prison"),
                    ("immigration", "Immigration"),
                    ("sex_working", "Sex working"),
                    ("harm", "The person who harms her"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.UniqueConstraint(
                fields=("client", "subject", "compartment"), name="story_topic_once_a_part"
            ),
        ),
    ]
