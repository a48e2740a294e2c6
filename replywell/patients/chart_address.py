"""The address of a chart in the practice's record system, from one template a practice."""

from urllib.parse import quote, urlsplit

from django.utils.translation import gettext as _

from replywell.patients.models import ChartAddress, Patient

PLACE = "{chart_id}"


def template() -> str:
    """The practice's template; empty if there is none."""
    return ChartAddress.objects.values_list("template", flat=True).first() or ""


def set_template(practice_id: int, text: str) -> None:
    """Set it, or take it away with an empty one. ValueError says what is wrong with it."""
    wanted = text.strip()
    if not wanted:
        ChartAddress.objects.all().delete()
        return
    parts = urlsplit(wanted.replace(PLACE, "1"))
    if parts.scheme not in ("https", "http") or not parts.hostname:
        raise ValueError(_("Write a whole address that begins with https://."))
    if PLACE not in wanted:
        raise ValueError(
            _("Write {chart_id} where the chart id belongs, such as https://ehr.example/chart/{chart_id}.")
        )
    if PLACE in wanted.partition("://")[2].partition("/")[0]:
        raise ValueError(_("The chart id belongs after the name of the server."))
    ChartAddress.objects.update_or_create(practice_id=practice_id, defaults={"template": wanted})


def address(found: str, patient: Patient) -> str:
    """Where this chart is, by a template; empty without one."""
    return found.replace(PLACE, quote(patient.chart_id, safe="")) if found else ""
