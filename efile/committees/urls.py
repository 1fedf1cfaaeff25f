from django.urls import path

from efile.committees import views

urlpatterns = [
    path("committees/", views.committees, name="committees"),
    path("committees/<slug:code>/", views.committee, name="committee"),
    path("meetings/<uuid:meeting>/", views.meeting, name="meeting"),
    path("meetings/<uuid:meeting>/notice/", views.notice, name="meeting_notice"),
    path("meetings/<uuid:meeting>/minutes/", views.minutes, name="meeting_minutes"),
    path("meetings/<uuid:meeting>/agenda/", views.set_agenda, name="set_agenda"),
    path("meetings/<uuid:meeting>/attendance/", views.record_attendance, name="record_attendance"),
    path("meetings/<uuid:meeting>/write/", views.write_minutes, name="write_minutes"),
    path("meetings/<uuid:meeting>/sign/", views.sign_minutes, name="sign_minutes"),
    path("meetings/<uuid:meeting>/off/", views.call_off, name="call_off"),
]
