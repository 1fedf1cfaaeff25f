from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workflows", "0003_newest_states_stay")]

    operations = [
        migrations.AddField(
            model_name="service",
            name="appeal_bn",
            field=models.TextField(
                blank=True, help_text="Before whom a refusal is appealed, as its rule says"
            ),
        ),
        migrations.AddField(model_name="service", name="appeal_en", field=models.TextField(blank=True)),
    ]
