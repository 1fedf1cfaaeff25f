from django.urls import path

from efile.dispatch import handviews, views

urlpatterns = [
    path("dispatch/", views.dispatch, name="dispatch"),
    path("dispatch/register/", views.dispatch_register, name="dispatch_register"),
    path("dispatch/covers/", views.dispatch_covers, name="dispatch_covers"),
    path("dispatch/carry/", handviews.to_carry, name="to_carry"),
    path("dispatch/<uuid:draft>/", views.dispatch_letter, name="dispatch_letter"),
    path("dispatch/<uuid:draft>/pdf/", views.dispatch_pdf, name="dispatch_pdf"),
    path("hand/<str:cover>/", handviews.hand, name="hand"),
    path("letter/<str:token>/", handviews.sent_letter, name="sent_letter"),
]
