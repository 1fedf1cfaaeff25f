"""The group of a post stands for the post alone: nobody is made a member of it."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION public.hierarchy_no_members() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM public.hierarchy_postgroup g WHERE g.group_id = NEW.group_id) THEN
    RAISE EXCEPTION 'group % stands for a post and takes no members', NEW.group_id
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER hierarchy_no_members BEFORE INSERT OR UPDATE ON public.hierarchy_user_groups
  FOR EACH ROW EXECUTE FUNCTION public.hierarchy_no_members();
"""
BACKWARDS = "DROP FUNCTION public.hierarchy_no_members CASCADE;"


class Migration(migrations.Migration):
    dependencies = [("hierarchy", "0006_grants_to_posts")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
