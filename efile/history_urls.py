from django.urls import path

from efile.views import history as views

urlpatterns = [
    path("history/", views.history, name="history"),
    path("history/<uuid:matter>/", views.history_detail, name="history_detail"),
    path("history/<uuid:matter>/run/", views.history_run, name="history_run"),
]
