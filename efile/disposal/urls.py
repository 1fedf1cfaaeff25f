from django.urls import path

from efile.disposal import views

urlpatterns = [
    path("disposals/", views.disposals, name="disposals"),
    path("disposals/due/", views.due, name="disposal_due"),
    path("disposals/<uuid:disposal>/", views.disposal, name="disposal"),
    path("disposals/<uuid:disposal>/read/", views.read_disposal, name="read_disposal"),
    path("disposals/<uuid:disposal>/withdraw/", views.withdraw_disposal, name="withdraw_disposal"),
    path("disposals/<uuid:disposal>/order/", views.order_disposal, name="order_disposal"),
    path("disposals/<uuid:disposal>/certificate/", views.disposal_certificate, name="disposal_certificate"),
]
