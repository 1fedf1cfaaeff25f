from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

from hierarchy import views
from hierarchy.forms import SignInForm

urlpatterns = [
    path(
        "signin/",
        LoginView.as_view(template_name="hierarchy/signin.html", authentication_form=SignInForm),
        name="signin",
    ),
    path("signout/", LogoutView.as_view(), name="signout"),
    path("post/", views.choose_post, name="choose_post"),
    path("org/", views.offices, name="offices"),
    path("org/<slug:code>/", views.chart, name="chart"),
]
