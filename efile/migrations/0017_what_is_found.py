import django.contrib.postgres.indexes
import django.contrib.postgres.operations
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

MARKS = "\u09bc\u09cd\u0981\u0983\u00ad\u200c\u200d"
FROM, TO = "ঈঊীূণষসযৎঙ০১২৩৪৫৬৭৮৯", "ইউিুনশশজতং0123456789"
BETWEEN = (
    r"\u0001-\u002f:-@\[-`{-\u00ac\u00ae-\u00bf\u0964\u0965\u09f2\u09f3\u09fb"
    r"\u2000-\u200b\u200e-\u206f\u20a0-\u20cf\u3000"
)


FOLD = f"""
CREATE FUNCTION public.efile_fold(said text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN translate(
  replace(replace(replace(lower(normalize(said, NFKC)),
    '\u09a1\u09bc', '\u09b0'), '\u09a2\u09bc', '\u09b0'), '\u09af\u09bc', '\u09df'),
  '{FROM}{MARKS}', '{TO}');

CREATE FUNCTION public.efile_words(said text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$
  SELECT array_to_tsvector(ARRAY(
    SELECT DISTINCT left(word, 40)
      FROM regexp_split_to_table(
        public.efile_fold(regexp_replace(said, '\\[\\[(para|paper|matter):[0-9a-f-]{{36}} ', ' ', 'g')),
        '[{BETWEEN}]+') word
     WHERE word <> ''))
$$;

CREATE FUNCTION public.efile_number_parts(number text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$
  SELECT array_to_tsvector(ARRAY(
    SELECT DISTINCT left(substr(folded, place), 40)
      FROM (SELECT btrim(public.efile_fold(number)) folded) one, generate_series(1, length(folded)) place
     WHERE substr(folded, place, 1) !~ '[{BETWEEN}]'
       AND (place = 1 OR substr(folded, place - 1, 1) ~ '[{BETWEEN}]')))
$$;
"""

KEEP = """
-- A matter with over 6,500 different words takes up no more: a row of words holds 1 MB at most.
CREATE FUNCTION public.efile_find_also(found uuid, number text, said text) RETURNS void
LANGUAGE sql AS $$
  UPDATE public.efile_findable
     SET numbers = numbers || public.efile_number_parts(number),
         words = CASE WHEN length(words) + length(more) <= 6500 THEN words || more ELSE words END
    FROM public.efile_words(said) more
   WHERE id = found
$$;

CREATE FUNCTION public.efile_find_receipt(found uuid, in_matter uuid, in_dak uuid, its_receipt uuid,
                                          heading text, file_number text) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO public.efile_findable AS kept (id, matter_id, dak_id, numbers, words, names)
  SELECT found, in_matter, in_dak,
         public.efile_number_parts(coalesce(r.number, ''))
           || public.efile_number_parts(coalesce(r.foreign_number, ''))
           || public.efile_number_parts(coalesce(file_number, '')),
         public.efile_words(concat_ws(' ', heading, a.name, a.address, left(r.body, 20000))),
         left(public.efile_fold(concat_ws(' ', heading, a.name)), 800)
    FROM (SELECT 1) one
    LEFT JOIN public.efile_receipt r ON r.id = its_receipt
    LEFT JOIN public.efile_applicant a ON a.id = r.applicant_id
  ON CONFLICT (id) DO UPDATE
     SET numbers = kept.numbers || excluded.numbers, names = excluded.names,
         words = CASE WHEN length(kept.words) + length(excluded.words) <= 6500
                      THEN kept.words || excluded.words ELSE kept.words END
$$;

CREATE FUNCTION public.efile_find_matter(found uuid) RETURNS void
LANGUAGE sql AS $$
  SELECT public.efile_find_receipt(m.id, m.id, NULL, m.receipt_id, m.subject, f.number)
    FROM public.efile_matter m LEFT JOIN public.efile_file f ON f.id = m.file_id
   WHERE m.id = found
$$;

CREATE FUNCTION public.efile_find_dak(found uuid) RETURNS void
LANGUAGE sql AS $$
  SELECT public.efile_find_receipt(d.id, NULL, d.id, d.receipt_id, r.subject, NULL)
    FROM public.efile_dak d JOIN public.efile_receipt r ON r.id = d.receipt_id
   WHERE d.id = found
$$;

CREATE FUNCTION public.efile_matter_found() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM public.efile_find_matter(NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER efile_matter_found AFTER INSERT ON public.efile_matter
  FOR EACH ROW EXECUTE FUNCTION public.efile_matter_found();
CREATE TRIGGER efile_matter_found_in_file AFTER UPDATE ON public.efile_matter FOR EACH ROW
  WHEN ((OLD.subject, OLD.file_id, OLD.receipt_id) IS DISTINCT FROM (NEW.subject, NEW.file_id, NEW.receipt_id))
  EXECUTE FUNCTION public.efile_matter_found();

CREATE FUNCTION public.efile_dak_found() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM public.efile_find_dak(NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER efile_dak_found AFTER INSERT ON public.efile_dak
  FOR EACH ROW EXECUTE FUNCTION public.efile_dak_found();

CREATE FUNCTION public.efile_receipt_found() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM public.efile_find_matter(id) FROM public.efile_matter WHERE receipt_id = NEW.id;
  PERFORM public.efile_find_dak(id) FROM public.efile_dak WHERE receipt_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER efile_receipt_found AFTER UPDATE ON public.efile_receipt FOR EACH ROW
  WHEN ((OLD.subject, OLD.body, OLD.foreign_number) IS DISTINCT FROM (NEW.subject, NEW.body, NEW.foreign_number))
  EXECUTE FUNCTION public.efile_receipt_found();

CREATE FUNCTION public.efile_applicant_found() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM public.efile_find_matter(m.id) FROM public.efile_matter m
     JOIN public.efile_receipt r ON r.id = m.receipt_id WHERE r.applicant_id = NEW.id;
  PERFORM public.efile_find_dak(d.id) FROM public.efile_dak d
     JOIN public.efile_receipt r ON r.id = d.receipt_id WHERE r.applicant_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER efile_applicant_found AFTER UPDATE ON public.efile_applicant FOR EACH ROW
  WHEN ((OLD.name, OLD.address) IS DISTINCT FROM (NEW.name, NEW.address))
  EXECUTE FUNCTION public.efile_applicant_found();

CREATE FUNCTION public.efile_paragraph_found() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM public.efile_find_also(id, '', NEW.text) FROM public.efile_matter WHERE sheet_id = NEW.sheet_id;
  RETURN NULL;
END $$;
CREATE TRIGGER efile_paragraph_found AFTER INSERT ON public.notings_paragraph FOR EACH ROW
  WHEN (NEW.lane IS NULL) EXECUTE FUNCTION public.efile_paragraph_found();

-- What is written in a part file is read by all once the part is closed.
CREATE FUNCTION public.efile_part_found() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM public.efile_find_also(NEW.matter_id, '', text)
     FROM public.notings_paragraph p JOIN public.efile_matter m ON m.sheet_id = p.sheet_id
    WHERE m.id = NEW.matter_id AND p.lane = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER efile_part_found AFTER UPDATE ON public.efile_thread FOR EACH ROW
  WHEN (NEW.parent_id IS NOT NULL AND OLD.closed_at IS NULL AND NEW.closed_at IS NOT NULL)
  EXECUTE FUNCTION public.efile_part_found();

CREATE FUNCTION public.efile_letter_found() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM public.efile_find_also(NEW.matter_id, NEW.memo, concat_ws(' ', subject, body, "to", copies))
     FROM public.efile_draftversion WHERE draft_id = NEW.id AND number = NEW.approved;
  RETURN NULL;
END $$;
CREATE TRIGGER efile_letter_found AFTER UPDATE ON public.efile_draft FOR EACH ROW
  WHEN (NEW.approved IS NOT NULL AND (OLD.approved, OLD.memo) IS DISTINCT FROM (NEW.approved, NEW.memo))
  EXECUTE FUNCTION public.efile_letter_found();

CREATE FUNCTION public.efile_paper_found() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM public.efile_find_also(NEW.matter_id, '', NEW.title);
  RETURN NULL;
END $$;
CREATE TRIGGER efile_paper_found AFTER INSERT OR UPDATE OF title ON public.efile_paper FOR EACH ROW
  WHEN (NEW.title <> '') EXECUTE FUNCTION public.efile_paper_found();
"""

FILL = """
SELECT public.efile_find_matter(id) FROM public.efile_matter;
SELECT public.efile_find_dak(id) FROM public.efile_dak;
SELECT public.efile_find_also(m.id, '', p.text)
  FROM public.notings_paragraph p JOIN public.efile_matter m ON m.sheet_id = p.sheet_id
  LEFT JOIN public.efile_thread t ON t.id = p.lane
 WHERE p.lane IS NULL OR t.closed_at IS NOT NULL;
SELECT public.efile_find_also(d.matter_id, d.memo, concat_ws(' ', v.subject, v.body, v."to", v.copies))
  FROM public.efile_draft d JOIN public.efile_draftversion v ON v.draft_id = d.id AND v.number = d.approved;
SELECT public.efile_find_also(matter_id, '', title) FROM public.efile_paper WHERE title <> '';
"""

UNDO = """
DROP FUNCTION public.efile_paper_found, public.efile_letter_found, public.efile_part_found,
  public.efile_paragraph_found,
  public.efile_applicant_found, public.efile_receipt_found, public.efile_dak_found,
  public.efile_matter_found CASCADE;
DROP FUNCTION public.efile_find_dak, public.efile_find_matter, public.efile_find_receipt,
  public.efile_find_also, public.efile_number_parts, public.efile_words, public.efile_fold;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("efile", "0016_readings_of_parts_of_a_file"),
        ("notings", "0006_form_of_a_note"),
    ]

    operations = [
        django.contrib.postgres.operations.TrigramExtension(),
        migrations.CreateModel(
            name="Findable",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("numbers", django.contrib.postgres.search.SearchVectorField()),
                ("words", django.contrib.postgres.search.SearchVectorField()),
                ("names", models.TextField()),
                (
                    "dak",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="findable",
                        to="efile.dak",
                    ),
                ),
                (
                    "matter",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="findable",
                        to="efile.matter",
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["numbers"], name="findable_numbers_idx"
                    ),
                    django.contrib.postgres.indexes.GinIndex(fields=["words"], name="findable_words_idx"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(models.F("names"), "gin_trgm_ops"),
                        name="findable_names_idx",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("dak__isnull", True), ("matter", models.F("id")))
                        | models.Q(("dak", models.F("id")), ("matter__isnull", True)),
                        name="findable_is_its_subject",
                    )
                ],
            },
        ),
        migrations.RunSQL(FOLD + KEEP, UNDO),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
