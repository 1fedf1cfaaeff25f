"""Routes of the demonstration; included by integrations.urls only when settings.DEMO is on."""

from django.urls import path

from integrations.demonstration import views

urlpatterns = [
    path("", views.front_page, name="demonstration"),
    path("demonstration/enter/<slug:post>/", views.enter, name="demonstration_enter"),
    path("demonstration/citizen/", views.be_citizen, name="demonstration_citizen"),
    path("demonstration/answer/<uuid:matter>/", views.ask_others, name="demonstration_answer"),
]
