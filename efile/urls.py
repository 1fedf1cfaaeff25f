from django.urls import include, path

from efile.handover import views as handover
from efile.views import acts, desk, drafts, filing, frontdesk, home, matter, searching, showing, tracking

urlpatterns = [
    path("", home.home, name="home"),
    path("desk/", desk.desk, name="desk"),
    path("search/", searching.search, name="search"),
    path("m/<uuid:matter>/", matter.matter, name="matter"),
    path("m/<uuid:matter>/peek/", desk.peek, name="peek"),
    path("m/<uuid:matter>/path/", matter.path_of_matter, name="path_of_matter"),
    path("m/<uuid:matter>/printed/", matter.printed, name="printed"),
    path("m/<uuid:matter>/showing/", showing.showing, name="showing"),
    path("t/<uuid:thread>/forward/", acts.forward, name="forward"),
    path("t/<uuid:thread>/return/", acts.return_, name="return"),
    path("t/<uuid:thread>/complete/", acts.complete, name="complete"),
    path("t/<uuid:thread>/claim/", acts.claim, name="claim"),
    path("t/<uuid:thread>/pull-back/", acts.pull_back, name="pull_back"),
    path("t/<uuid:thread>/draft/", drafts.draft, name="draft"),
    path("t/<uuid:thread>/draft/discard/", drafts.discard, name="discard_draft"),
    path("t/<uuid:thread>/file/", filing.put_in_file, name="put_in_file"),
    path("receive/", frontdesk.receive, name="receive"),
    path("receive/promise/", frontdesk.promise, name="promise"),
    path("receive/<uuid:receipt>/slip/", frontdesk.slip, name="slip"),
    path("charge/", handover.my_charge, name="my_charge"),
    path("charge/<uuid:post>/", handover.handing_over, name="handover"),
    path("charge/list/<uuid:handover>/", handover.receipt, name="handover_receipt"),
    path("vacancies/", handover.vacancy_report, name="vacancies"),
    path("start/", frontdesk.start_internal, name="start_internal"),
    path("", include("efile.committees.urls")),
    path("track/", tracking.track, name="track"),
    path("track/<str:code>/", tracking.track_code, name="track_code"),
]
