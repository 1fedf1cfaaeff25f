"""Every route of the office, and those that only a demonstration has: its front page beside the office's."""

from django.urls import include, path

from config.urls import urlpatterns as office
from integrations.demonstration.urls import urlpatterns as demonstration

urlpatterns = [*office, path("of-a-demonstration/", include(demonstration))]
