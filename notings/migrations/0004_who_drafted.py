"""Drafts and signed notes name who wrote them; the drafts that stand name who saved them last."""

from django.db import migrations, models

FILL = """
UPDATE notings_notedraft draft
   SET writers = jsonb_build_array(jsonb_build_object(
           'user', writer.id, 'name', jsonb_build_object('bn', writer.name_bn, 'en', writer.name_en),
           'post_title', jsonb_build_object('bn', post.title_bn, 'en', post.title_en)))
  FROM hierarchy_user writer, hierarchy_post post
 WHERE writer.id = draft.user_id AND post.id = draft.post_id AND draft.text <> ''
"""


class Migration(migrations.Migration):
    dependencies = [("notings", "0003_decision_phrases"), ("hierarchy", "0009_number_schemes")]

    operations = [
        migrations.AddField(
            model_name="notedraft",
            name="writers",
            field=models.JSONField(default=list, help_text="everybody whose words may stand in it: hands.py"),
        ),
        migrations.AddField(
            model_name="paragraph",
            name="drafters",
            field=models.JSONField(
                default=list,
                db_default=models.Value([], models.JSONField()),
                editable=False,
                help_text="who wrote it, other than who signed: hands.py",
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
