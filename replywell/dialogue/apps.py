from django.apps import AppConfig


class DialogueConfig(AppConfig):
    name = "replywell.dialogue"
    label = "dialogue"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from replywell.dialogue import leads, listeners  # noqa: F401 - effects register

        listeners.connect()
