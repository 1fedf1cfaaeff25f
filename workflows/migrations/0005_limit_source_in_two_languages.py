"""A limit's source in Bengali and in English. What stands there is kept for both languages."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F


def keep(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("workflows", "Limit").objects.update(source_bn=F("source_en"))


class Migration(migrations.Migration):
    dependencies = [("workflows", "0004_appeal")]

    operations = [
        migrations.RenameField("limit", "source", "source_en"),
        migrations.AlterField("limit", "source_en", models.TextField()),
        migrations.AddField(
            "limit",
            "source_bn",
            models.TextField(default="", help_text="The order, rule or charter this limit comes from"),
            preserve_default=False,
        ),
        migrations.RunPython(keep, migrations.RunPython.noop),
    ]
