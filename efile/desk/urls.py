from django.urls import path

from efile.desk import followviews, parkviews, shelfviews, views

urlpatterns = [
    path("desk/chosen/", views.chosen, name="chosen"),
    path("desk/chosen/send/", views.send_chosen, name="send_chosen"),
    path("desk/labels/", shelfviews.labels_and_views, name="labels"),
    path("desk/views/", shelfviews.keep_view, name="keep_view"),
    path("followed/", followviews.followed, name="followed"),
    path("m/<uuid:matter>/follow/", followviews.follow, name="follow"),
    path("t/<uuid:thread>/remind/", followviews.remind, name="remind"),
    path("t/<uuid:thread>/park/", parkviews.park, name="park"),
    path("t/<uuid:thread>/wake/", parkviews.wake, name="wake"),
]
