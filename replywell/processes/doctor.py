"""`replywell doctor`: what is missing before going live; and what makes `serve` refuse."""

from dataclasses import dataclass

from replywell import settings
from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.console.setup.overview import without_second_factor
from replywell.practices.models import CarrierAccount, Number, OnCall, Practice
from replywell.practices.queries import practice_ids


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. `stops` means that `serve` refuses to start."""

    good: bool
    words: str
    stops: bool = False


def run() -> int:
    """Print every finding. Returns 1 when something is missing."""
    found = findings()
    for finding in found:
        print(("ok       " if finding.good else "MISSING  ") + finding.words)
    return 0 if all(finding.good for finding in found) else 1


def refusals() -> list[str]:
    """Why a real carrier must not be served now."""
    return [finding.words for finding in findings() if finding.stops and not finding.good]


def findings() -> list[Finding]:
    """Look at every practice, number and secret."""
    found: list[Finding] = []
    practices = practice_ids()
    if not practices:
        found.append(Finding(False, "no practice is loaded: replywell load practice.yaml patients.csv visits.csv"))
    real = {account.pk: account for account in CarrierAccount.objects.filter(active=True).exclude(carrier="simulator")}
    found += [_secret_is_there(account) for account in real.values()]
    if real:
        found.append(
            Finding(
                settings.HOOKS_URL.startswith("https://"),
                "carriers reach the webhooks over https (REPLYWELL_HOOKS_URL)",
            )
        )
        found.append(
            Finding(
                settings.PUBLIC_URL.startswith("https://"), "staff reach the pages over https (REPLYWELL_PUBLIC_URL)"
            )
        )
        found.append(Finding(bool(settings.read("SMTP_HOST")), "pages also go by mail (SMTP_HOST)"))
    for key in practices:
        with practice_scope(key):
            found += _practice(key, set(real))
    return found


def _secret_is_there(account: CarrierAccount) -> Finding:
    name = "REPLYWELL_SECRET_" + account.key.upper().replace("-", "_")
    return Finding(
        bool(settings.secret(name)), f"the secret of carrier account {account.key} is set ({name})", stops=True
    )


def _practice(key: int, real: set[int]) -> list[Finding]:
    practice = Practice.objects.get(pk=key)
    now = clock.now()
    numbers = list(Number.objects.filter(active=True))
    found = [Finding(bool(numbers), f"{practice.code}: a number to text from"), *_second_factors(practice)]
    live = [number for number in numbers if number.account_id in real]
    if not live:
        return found
    on_call = [
        row
        for row in OnCall.objects.select_related("staff")
        if row.staff.active
        and row.staff.phone
        and (row.starts_at is None or row.starts_at <= now)
        and (row.ends_at is None or now < row.ends_at)
    ]
    found.append(Finding(bool(on_call), f"{practice.code}: somebody with a phone is on call now", stops=True))
    found += [
        Finding(
            number.cancel_tested_at is not None or practice.cancel_word == "visit",
            f"{practice.code}: a test text CANCEL to the number ending {number.phone[-2:]} arrived untouched",
        )
        for number in live
    ]
    return found


def _second_factors(practice: Practice) -> list[Finding]:
    """Everybody whose role asks for a second factor has one; who has none, by name. In the demo nobody needs one."""
    if settings.DEMO:
        return []
    lacking = without_second_factor()
    if not lacking:
        return [Finding(True, f"{practice.code}: everybody who needs a second factor has one")]
    return [
        Finding(
            False,
            f"{practice.code}: {staff.name} ({staff.get_role_display().lower()}) has no second factor: "
            "the next log-in sets one up",
        )
        for staff in lacking
    ]
