from django.urls import path

from workflows import limit_views, views
from workflows.granting.views import granted

urlpatterns = [
    path("administration/granted/", granted, name="admin_granted"),
    path("flows/", views.flows, name="flows"),
    path("flows/limits/", limit_views.limits, name="limits"),
    path("flows/limits/new/", limit_views.limit_new, name="limit_new"),
    path("flows/limits/<uuid:row>/withdraw/", limit_views.limit_withdraw, name="limit_withdraw"),
    path("flows/limits/<slug:code>/", limit_views.limit_change, name="limit_change"),
    path("flows/<slug:code>/", views.flow, name="flow"),
    path("flows/<slug:code>/version/<int:number>/", views.flow_version, name="flow_version"),
    path("flows/<slug:code>/draft/", views.flow_draft, name="flow_draft"),
    path("flows/<slug:code>/draft/open/", views.draft_open, name="draft_open"),
    path("flows/<slug:code>/draft/save/", views.draft_save, name="draft_save"),
    path("flows/<slug:code>/draft/ask/", views.draft_ask, name="draft_ask"),
    path("flows/<slug:code>/draft/review/", views.draft_review, name="draft_review"),
    path("flows/<slug:code>/draft/publish/", views.draft_publish, name="draft_publish"),
    path("flows/<slug:code>/draft/discard/", views.draft_discard, name="draft_discard"),
]
