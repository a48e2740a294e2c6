from django.apps import AppConfig


class EhrConfig(AppConfig):
    name = "replywell.ehr"
    label = "ehr"
    default_auto_field = "django.db.models.BigAutoField"
