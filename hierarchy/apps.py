from django.apps import AppConfig


class HierarchyConfig(AppConfig):
    name = "hierarchy"

    def ready(self) -> None:
        from hierarchy.administration import (  # noqa: F401 [each act is offered when it is read]
            body_acts,
            calendar_acts,
            charge_acts,
            grant_acts,
            people_acts,
            post_acts,
            power_acts,
            section_acts,
        )
        from hierarchy.signin import receivers

        receivers.connect()
