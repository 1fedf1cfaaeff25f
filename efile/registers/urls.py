from django.urls import path

from efile.registers import morningview, views

urlpatterns = [
    path("at-a-glance/", morningview.at_a_glance, name="at_a_glance"),
    path("registers/", views.registers, name="registers"),
    path("registers/<slug:register>/", views.register, name="register"),
    path("registers/<slug:register>/excel/", views.register_excel, name="register_excel"),
    path("registers/<slug:register>/pdf/", views.register_pdf, name="register_pdf"),
]
