"""Each condition the law asks for stands on a share, as on what is passed on; indexes that stood twice."""

from django.db import migrations, models


def _condition(name: str) -> migrations.AddField:
    return migrations.AddField(
        "grant", name, models.CharField(blank=True, max_length=40, default="")
    )


class Migration(migrations.Migration):
    dependencies = [("sharing", "0020_who_still_may")]

    operations = [
        migrations.RenameField("grant", "condition", "special"),
        _condition("recognised"),
        _condition("offence"),
        migrations.RemoveIndex("openingasked", "sharing_openingasked_client"),
        migrations.RemoveIndex("doubt", "sharing_doubt_worker"),
        migrations.RemoveIndex("tocompare", "sharing_tocompare_client"),
        migrations.RemoveIndex("disclosedpart", "sharing_disclosedpart_client"),
    ]
