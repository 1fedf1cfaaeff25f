from django.urls import path

from web import views

urlpatterns = [path("lang/", views.set_language, name="set_language")]
