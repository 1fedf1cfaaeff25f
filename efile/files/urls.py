from django.urls import path

from efile.files import acts, newviews, views

urlpatterns = [
    path("files/", views.files, name="files"),
    path("files/new/", newviews.new_file, name="new_file"),
    path("files/take-over/", newviews.take_over_file, name="take_over_file"),
    path("f/<uuid:file>/", views.file, name="file"),
    path("f/<uuid:file>/act/", acts.act_on_file, name="act_on_file"),
    path("f/<uuid:file>/scans/<int:place>/", views.file_scan, name="file_scan"),
    path("f/<uuid:file>/scans/<int:place>/pages/<int:number>/", views.file_scan_page, name="file_scan_page"),
]
