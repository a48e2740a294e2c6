from django.apps import AppConfig


class WorkflowsConfig(AppConfig):
    name = "replywell.workflows"
    label = "workflows"

    def ready(self) -> None:
        """Register every workflow, and listen to what is loaded from files."""
        from replywell.ehr.events import loaded
        from replywell.workflows import (  # noqa: F401
            book_visit,
            cancel_visit,
            confirm_visit,
            join_waitlist,
            move_visit,
            new_patient,
            offer_slot,
            running_late,
        )
        from replywell.workflows.loaded import plan_loaded_visits

        loaded.listen(plan_loaded_visits)
