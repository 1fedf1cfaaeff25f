from django.apps import AppConfig


class IntegrationsConfig(AppConfig):
    name = "integrations"
    verbose_name = "Integrations"

    def ready(self) -> None:
        """Handlers register themselves; the relay is woken after every commit that queued something."""
        from integrations import first_links, letters, meetings, notify, passed_on, tasks

        notify.register()
        first_links.register()
        meetings.register()
        letters.register()
        passed_on.register()
        tasks.listen()
