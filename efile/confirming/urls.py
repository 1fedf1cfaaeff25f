from django.urls import path

from efile.confirming import views

urlpatterns = [path("m/<uuid:matter>/present/", views.present, name="those_present")]
