from django.apps import AppConfig


class NotingsConfig(AppConfig):
    name = "notings"
