from django.apps import AppConfig


class WorkflowsConfig(AppConfig):
    name = "workflows"

    def ready(self) -> None:
        from hierarchy import cases, facts
        from workflows import limit_acts  # noqa: F401 [each act is offered when it is read]
        from workflows.catalogue import cases_of
        from workflows.granting import acts  # noqa: F401 [likewise]
        from workflows.models import FlowGrant

        facts.tell_also("publishers", facts.Table(FlowGrant, "publisher", facts.GRANT))
        cases.register(cases_of)
