"""The routes of a demonstration, whatever the test session's setting says."""

from config.urls import urlpatterns as office
from integrations.demonstration.urls import urlpatterns as demonstration

urlpatterns = [*demonstration, *office]
