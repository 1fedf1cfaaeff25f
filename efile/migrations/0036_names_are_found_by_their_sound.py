import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

HEAR = r"""
CREATE FUNCTION public.efile_skeleton(word text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$
  SELECT CASE WHEN length(found) >= 3 THEN found ELSE '' END
    FROM (SELECT CASE WHEN word ~ '^[aeiouywঅআইউএঐওঔ]' THEN 'a' ELSE '' END
      || regexp_replace(replace(regexp_replace(translate(
           regexp_replace(
             replace(replace(replace(replace(word, 'ksh', 'k'), 'ch', 'চ'), 'ck', 'k'), 'কশ', 'ক'),
             '([bcdgjkprstzচ])h', '\1', 'g'),
           'কখগঘচছজঝটঠতথডঢদধনংঞপফবভমরলশহৃঋcqxzfv', 'kkggccjjttttddddnnnppbbmrlshrrkkkjpb'),
         '[^bcdghjklmnprst]', '', 'g'), 'ng', 'n'), '(.)\1+', '\1', 'g') found) one
$$;

CREATE FUNCTION public.efile_sounds(names text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$
  SELECT ARRAY(SELECT DISTINCT sound
                 FROM unnest(tsvector_to_array(public.efile_words(names))) word,
                      public.efile_skeleton(word) sound
                WHERE sound <> '')
$$;

CREATE FUNCTION public.efile_names_heard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.sounds := public.efile_sounds(NEW.names);
  RETURN NEW;
END $$;
CREATE TRIGGER efile_names_heard BEFORE INSERT OR UPDATE OF names ON public.efile_findable
  FOR EACH ROW EXECUTE FUNCTION public.efile_names_heard();
"""
FILL = "UPDATE public.efile_findable SET sounds = public.efile_sounds(names);"
LOSE = """
DROP FUNCTION public.efile_names_heard CASCADE;
DROP FUNCTION public.efile_sounds, public.efile_skeleton;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("efile", "0035_letters_signed_by_the_esign_service"),
    ]

    operations = [
        migrations.AddField(
            model_name="findable",
            name="sounds",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(), db_default=[], default=list, size=None
            ),
        ),
        migrations.RunSQL(HEAR, LOSE),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="findable",
            index=django.contrib.postgres.indexes.GinIndex(fields=["sounds"], name="findable_sounds_idx"),
        ),
        migrations.AddIndex(
            model_name="dak",
            index=models.Index(fields=["office", "letter_date"], name="dak_of_a_day_idx"),
        ),
    ]
