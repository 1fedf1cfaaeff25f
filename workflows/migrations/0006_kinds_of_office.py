from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workflows", "0005_limit_source_in_two_languages")]

    operations = [
        migrations.AddField(
            model_name="service",
            name="office_kinds",
            field=ArrayField(
                models.SlugField(max_length=32),
                blank=True,
                default=list,
                help_text="Kinds of office that serve it; empty where every kind does",
            ),
        ),
    ]
