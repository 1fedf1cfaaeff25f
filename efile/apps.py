from django.apps import AppConfig


class EfileConfig(AppConfig):
    name = "efile"
