from django.db import migrations

# Two-column foreign keys: a row's post, section and superior are of the row's own office.
KEYS = (
    ("hierarchy_post", "section_id", "hierarchy_section", "post_section_of_its_office"),
    ("hierarchy_post", "reports_to_id", "hierarchy_post", "post_superior_of_its_office"),
    ("hierarchy_charge", "post_id", "hierarchy_post", "charge_post_of_its_office"),
    ("hierarchy_deputation", "post_id", "hierarchy_post", "deputation_post_of_its_office"),
)

ADD = """
    ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (office_id, {column})
    REFERENCES {target} (office_id, id) DEFERRABLE INITIALLY DEFERRED
"""
DROP = "ALTER TABLE {table} DROP CONSTRAINT {name}"


def key(table: str, column: str, target: str, name: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        ADD.format(table=table, column=column, target=target, name=name),
        DROP.format(table=table, name=name),
    )


class Migration(migrations.Migration):
    dependencies = [("hierarchy", "0001_posts_and_charges")]

    operations = [key(*row) for row in KEYS]
