from django.contrib.auth.views import LogoutView
from django.urls import include, path

from hierarchy import views

urlpatterns = [
    path("", include("hierarchy.signin.urls")),
    path("administration/", include("hierarchy.administration.urls")),
    path("signout/", LogoutView.as_view(), name="signout"),
    path("post/", views.choose_post, name="choose_post"),
    path("org/", views.offices, name="offices"),
    path("org/<slug:code>/", views.chart, name="chart"),
]
