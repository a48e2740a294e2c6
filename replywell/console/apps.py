from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "replywell.console"
    label = "console"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Log-ins are audited from the first one."""
        from replywell.console import log_in  # noqa: F401
