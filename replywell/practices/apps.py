from django.apps import AppConfig


class PracticesConfig(AppConfig):
    name = "replywell.practices"
    label = "practices"
    default_auto_field = "django.db.models.BigAutoField"
