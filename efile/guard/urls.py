from django.urls import path

from efile.guard import views

urlpatterns = [
    path("guard/", views.guard, name="guard"),
    path("guard/quote/", views.quote, name="guard_quote"),
    path("guard/<uuid:guarded>/", views.guard_paper, name="guard_paper"),
    path("guard/<uuid:guarded>/file/", views.guard_file, name="guard_file"),
    path("guard/<uuid:guarded>/file/pages/<int:number>/", views.guard_page, name="guard_page"),
]
