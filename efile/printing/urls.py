from django.urls import path

from efile.printing import views

urlpatterns = [
    path("f/<uuid:file>/print/", views.print_file, name="print_file"),
    path("m/<uuid:matter>/print/", views.print_matter, name="print_matter"),
    path("prints/<uuid:printout>/", views.printout, name="printout"),
]
