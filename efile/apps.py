from django.apps import AppConfig


class EfileConfig(AppConfig):
    name = "efile"

    def ready(self) -> None:
        from efile.committees.services.merging import end_showings
        from efile.handover.listing import held_by
        from efile.lying import files_in_pools, files_lying
        from efile.numbering import acts  # noqa: F401 [the act is offered when it is read]
        from hierarchy.closing import ends_with_office
        from hierarchy.handing import listed_by
        from hierarchy.held import counted_by

        ends_with_office(end_showings)
        counted_by(files_lying, files_in_pools)
        listed_by(held_by)
