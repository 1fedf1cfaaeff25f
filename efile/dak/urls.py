from django.urls import path

from efile.dak import acts, linkviews, sortviews, views

urlpatterns = [
    path("dak/", views.daks, name="daks"),
    path("dak/sort/", sortviews.sort_dak, name="sort_dak"),
    path("dak/new/", views.new_dak, name="new_dak"),
    path("dak/<uuid:dak>/", views.dak, name="dak"),
    path("dak/<uuid:dak>/act/", acts.act_on_dak, name="act_on_dak"),
    path("dak/<uuid:dak>/particulars/", views.dak_particulars, name="dak_particulars"),
    path("dak/<uuid:dak>/scans/<int:place>/", views.dak_scan, name="dak_scan"),
    path("dak/<uuid:dak>/scans/<int:place>/pages/<int:number>/", views.dak_scan_page, name="dak_scan_page"),
    path("m/<uuid:matter>/ask-reply/", linkviews.ask_reply, name="ask_reply"),
    path("reply/<str:token>/", linkviews.answer_link, name="answer_link"),
]
