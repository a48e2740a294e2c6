from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "replywell.messaging"
    label = "messaging"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """A practice that was loaded gets the wordings that ship with the product."""
        from replywell.ehr.events import Loaded, loaded
        from replywell.messaging import templates

        def install(done: Loaded) -> None:
            templates.install(done.practice_id, done.now)

        loaded.listen(install)
