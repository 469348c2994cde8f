from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("engagement", "0005_sealed_words")]

    operations = [
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                condition=models.Q(("met", False), ("taken_back_at__isnull", True)),
                fields=["client", "happened_on"],
                include=("compartment",),
                name="engagement_contact_tried",
            ),
        ),
    ]
