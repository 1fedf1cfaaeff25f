from django.urls import path

from hierarchy.administration import asked_views, body_views, import_views, rule_views, views

urlpatterns = [
    path("", views.entry, name="administration"),
    path("chart/", views.chart, name="edit_chart"),
    path("posts/", views.posts, name="admin_posts"),
    path("posts/<slug:post>/", views.post, name="admin_post"),
    path("charges/", views.charges, name="admin_charges"),
    path("people/", views.people, name="admin_people"),
    path("sections/", views.sections, name="admin_sections"),
    path("import/", import_views.import_, name="import_establishment"),
    path("committees/", body_views.bodies, name="admin_bodies"),
    path("import/<slug:sha256>/", import_views.import_work, name="import_work"),
    path("powers/", rule_views.powers, name="admin_powers"),
    path("calendars/", rule_views.calendars, name="admin_calendars"),
    path("calendars/<int:version>/", rule_views.calendar, name="admin_calendar"),
    path("asked/", asked_views.waiting, name="asked_acts"),
    path("asked/<uuid:asked_act>/", asked_views.one, name="asked_act"),
    path("acts/<slug:act>/", views.act, name="admin_act"),
]
