from django.urls import path

from efile.files import views

urlpatterns = [
    path("files/", views.files, name="files"),
    path("f/<uuid:file>/", views.file, name="file"),
]
