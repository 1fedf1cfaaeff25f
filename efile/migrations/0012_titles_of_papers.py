from django.db import migrations

FIXED = """
DROP TRIGGER efile_paper_fixed ON public.efile_paper;
CREATE TRIGGER efile_paper_fixed
  BEFORE UPDATE OF id, office_id, matter_id, place, kind, {title}content_id, seq, pages, by, at
  ON public.efile_paper FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("efile", "0011_papers")]

    operations = [
        # A title may be changed; the record keeps both.
        migrations.RunSQL(FIXED.format(title=""), FIXED.format(title="title, ")),
    ]
