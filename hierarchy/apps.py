from django.apps import AppConfig


class HierarchyConfig(AppConfig):
    name = "hierarchy"

    def ready(self) -> None:
        from hierarchy.administration import charge_acts, people_acts, post_acts, section_acts  # noqa: F401 [each is offered]
        from hierarchy.signin import receivers

        receivers.connect()
