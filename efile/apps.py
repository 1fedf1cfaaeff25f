from django.apps import AppConfig


class EfileConfig(AppConfig):
    name = "efile"

    def ready(self) -> None:
        from efile.lying import files_lying
        from efile.numbering import acts  # noqa: F401 [the act is offered when it is read]
        from hierarchy.held import counted_by

        counted_by(files_lying)
