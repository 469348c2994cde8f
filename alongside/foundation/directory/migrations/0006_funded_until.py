from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("directory", "0005_urgent_words")]

    operations = [
        migrations.AddField(
            model_name="service",
            name="funded_until",
            field=models.DateField(blank=True, null=True),
        ),
    ]
