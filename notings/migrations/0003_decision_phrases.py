"""The ready order texts every office starts with. An office adds its own beside them."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

PHRASES = (
    ("পেশ করুন।", "Please put up."),
    ("নথিতে উপস্থাপন করুন।", "Please put up on the file."),
    ("প্রয়োজনীয় ব্যবস্থা নিন।", "Please take necessary action."),
    ("বিধি মোতাবেক ব্যবস্থা নিন।", "Please act according to the rules."),
    ("পরীক্ষা করে মতামত দিন।", "Please examine and give your views."),
    ("তদন্ত করে প্রতিবেদন দাখিল করুন।", "Please enquire and report."),
    ("জরুরি ভিত্তিতে নিষ্পত্তি করুন।", "Please dispose of this urgently."),
    ("আলোচনা করুন।", "Please discuss."),
    ("সদয় অবগতি ও আদেশের জন্য পেশ করা হল।", "Put up for kind information and orders."),
    ("প্রস্তাবমতো অনুমোদন করা যেতে পারে।", "May be approved as proposed."),
    ("প্রস্তাবমতো অনুমোদিত।", "Approved as proposed."),
    ("অনুমোদিত নয়; কারণ আবেদনকারীকে জানান।", "Not approved; tell the applicant why."),
    ("খসড়া অনুমোদনের জন্য পেশ করুন।", "Please put up a draft for approval."),
    ("আবেদনকারীকে জানান।", "Please inform the applicant."),
    ("নথিজাত করুন।", "Please file."),
    ("দেখলাম।", "Seen."),
)


def load(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    phrase = apps.get_model("notings", "DecisionPhrase")
    phrase.objects.bulk_create(
        phrase(text_bn=bn, text_en=en, order=order) for order, (bn, en) in enumerate(PHRASES, start=1)
    )


class Migration(migrations.Migration):
    dependencies = [("notings", "0002_signed_once")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
