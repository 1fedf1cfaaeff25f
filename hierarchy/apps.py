from django.apps import AppConfig


class HierarchyConfig(AppConfig):
    name = "hierarchy"

    def ready(self) -> None:
        from hierarchy.signin import receivers

        receivers.connect()
