"""Background work. A task is only a wake-up: what must happen is a row in the database."""

from celery import Celery

app = Celery("gotipath")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
