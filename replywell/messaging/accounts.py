"""Carrier accounts with their secrets, which stand in the environment and never in the database.

`REPLYWELL_SECRET_<KEY>` (the account's key in capitals, - as _) holds the secret that signs webhooks: Twilio's auth
token. While it is rotated, write both, the current one first: `REPLYWELL_SECRET_MAIN=new,old`.
`REPLYWELL_SECRET_<KEY>_API_KEY` optionally holds the secret of the API key `config.api_key_sid`, to send with.
The account's `config` holds what is not secret: for Twilio `account_sid`.
"""

import hashlib
import hmac
from collections.abc import Mapping
from typing import Any

from replywell import settings
from replywell.carriers.base import Account


def secret_name(key: str) -> str:
    """The environment variable that holds an account's secrets."""
    return "REPLYWELL_SECRET_" + key.upper().replace("-", "_")


def secrets_of(key: str, carrier: str) -> tuple[str, ...]:
    """The secrets that may sign this account's webhooks, the current one first; empty: none is set.

    The simulator's phones are our own pages: without a secret it has one made from the installation's key.
    """
    found = tuple(part.strip() for part in settings.secret(secret_name(key)).split(",") if part.strip())
    if not found and carrier == "simulator":
        return (hmac.new(settings.SECRET_KEY.encode(), f"simulator {key}".encode(), hashlib.sha256).hexdigest(),)
    return found


def as_account(key: str, carrier: str, config: Mapping[str, Any]) -> Account:
    """What the carrier's adapter needs to send and list."""
    found = secrets_of(key, carrier)
    if carrier == "twilio":
        named = dict(zip(("auth_token", "auth_token_secondary"), found, strict=False))
        named["account_sid"] = str(config.get("account_sid", ""))
        if config.get("api_key_sid"):
            named["api_key_sid"] = str(config["api_key_sid"])
            named["api_key_secret"] = settings.secret(secret_name(key) + "_API_KEY")
        base = str(config.get("base_url") or settings.read("TWILIO_API_BASE"))
    else:
        named = {"webhook_secret": found[0]} if found else {}
        base = str(config.get("base_url", ""))
    return Account(account_key=key, base_url=base, secrets=named, config=config)
