"""Background work. A task is only a wake-up: what must happen is a row in the database."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
app = Celery("gotipath")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
