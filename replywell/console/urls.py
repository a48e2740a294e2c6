"""The addresses of the staff pages. Each view names its right (`rights.needs`); one that does not is refused."""

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from django.urls import path

from replywell.console.newcomer_urls import NEWCOMERS
from replywell.console.rights import Right, needs
from replywell.console.settings_urls import SETTINGS
from replywell.console.views import (
    audit,
    composing,
    demo,
    inbox,
    links,
    people,
    saved_replies,
    search,
    session,
    shell,
    thread_deeds,
)
from replywell.console.visit_urls import VISITS

ONE = "inbox/<uuid:public_id>/"
ONE_OF_US = "settings/staff/<uuid:public_id>/"
IN = "console/access/"

everybody, own = needs(Right.EVERYBODY), needs(Right.OWN_LOGIN)

# The names are django-allauth's: it finds its way by them.
LOG_IN = [
    path("login/", everybody(session.LogIn.as_view()), name="account_login"),
    path(
        "login/code/",
        everybody(factors.AuthenticateView.as_view(template_name=IN + "code.html")),
        name="mfa_authenticate",
    ),
    path("login/passkey/", everybody(session.limited(passkeys.login_webauthn)), name="mfa_login_webauthn"),
    path("login/forgotten/", links.forgotten, name="forgotten"),
    path("link/<str:token>/", everybody(links.Link.as_view()), name="link"),
    path("logout/", session.log_out, name="account_logout"),
    path("session/stay/", session.stay, name="stay"),
    path("practices/", session.practices, name="practices"),
    path("security/", own(session.OwnLogin.as_view()), name="mfa_index"),
    path("security/passkeys/", own(session.OwnLogin.as_view()), name="mfa_list_webauthn"),
    path(
        "security/passkeys/add/",
        own(passkeys.AddWebAuthnView.as_view(template_name=IN + "passkey_add.html")),
        name="mfa_add_webauthn",
    ),
    path(
        "security/passkeys/<int:pk>/remove/",
        own(passkeys.RemoveWebAuthnView.as_view(template_name=IN + "remove.html")),
        name="mfa_remove_webauthn",
    ),
    path(
        "security/app/",
        own(app.ActivateTOTPView.as_view(template_name=IN + "app_add.html")),
        name="mfa_activate_totp",
    ),
    path(
        "security/app/remove/",
        own(app.DeactivateTOTPView.as_view(template_name=IN + "remove.html")),
        name="mfa_deactivate_totp",
    ),
    path(
        "security/codes/",
        own(codes.ViewRecoveryCodesView.as_view(template_name=IN + "codes.html")),
        name="mfa_view_recovery_codes",
    ),
    path(
        "security/codes/new/",
        own(codes.GenerateRecoveryCodesView.as_view(template_name=IN + "codes_new.html")),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "security/password/",
        own(account.PasswordChangeView.as_view(template_name=IN + "password.html")),
        name="account_change_password",
    ),
    path("security/password/none/", own(session.NoPassword.as_view()), name="account_set_password"),
    path(
        "security/again/",
        own(account.ReauthenticateView.as_view(template_name=IN + "again.html")),
        name="account_reauthenticate",
    ),
    path(
        "security/again/code/",
        own(factors.ReauthenticateView.as_view(template_name=IN + "again_code.html")),
        name="mfa_reauthenticate",
    ),
    path(
        "security/again/passkey/",
        own(passkeys.ReauthenticateWebAuthnView.as_view(template_name=IN + "again_passkey.html")),
        name="mfa_reauthenticate_webauthn",
    ),
]

urlpatterns = [
    path("", session.front, name="front"),
    path("home/", session.home, name="home"),
    path("emergencies/", shell.emergencies, name="emergencies"),
    path("preferences/", shell.change_preferences, name="preferences"),
    path("styleguide/", shell.styleguide, name="styleguide"),
    *LOG_IN,
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/changes/", inbox.changes, name="changes"),
    path("inbox/search/", search.search, name="search"),
    path("inbox/tasks/<uuid:task_id>/done/", inbox.loose_task, name="loose_task"),
    path(ONE, inbox.inbox, name="conversation"),
    path(ONE + "reply/", composing.reply, name="reply"),
    path(ONE + "preview/", composing.preview, name="preview"),
    path(ONE + "saved/<uuid:reply_id>/", composing.saved_words, name="saved_words"),
    path(ONE + "take/", inbox.take, name="take"),
    path(ONE + "hand-back/", inbox.hand_back, name="hand_back"),
    path(ONE + "end-pause/", inbox.end_pause, name="end_pause"),
    path(ONE + "note/", composing.note, name="note"),
    path(ONE + "notes/<uuid:note_id>/share/", composing.share_note, name="share_note"),
    path(ONE + "texts/<uuid:text_id>/withdraw/", composing.withdraw, name="withdraw"),
    path(ONE + "texts/<uuid:text_id>/again/", composing.again, name="again"),
    path(ONE + "texts/<uuid:text_id>/settle/", composing.settle, name="settle"),
    path(ONE + "put-aside/", thread_deeds.put_aside, name="put_aside"),
    path(ONE + "wake/", thread_deeds.wake, name="wake"),
    path(ONE + "stop/", thread_deeds.asked_to_stop, name="asked_to_stop"),
    path(ONE + "wrong-number/", thread_deeds.wrong_number, name="wrong_number"),
    path(ONE + "language/", thread_deeds.language, name="language"),
    path(ONE + "tasks/<uuid:task_id>/assign/", thread_deeds.assign, name="assign"),
    path(ONE + "verified/", inbox.verified, name="verified"),
    path(ONE + "texts/<uuid:text_id>/means/", inbox.correct, name="correct"),
    *(
        path(
            f"{ONE}tasks/<uuid:task_id>/{deed}/", inbox.task, {"deed_name": deed}, name=f"task_{deed.replace('-', '_')}"
        )
        for deed in ("take", "give-back", "done")
    ),
    *VISITS,
    *NEWCOMERS,
    path("audit/", audit.audit, name="audit"),
    path("audit/export/", audit.export, name="audit_export"),
    path("settings/staff/", people.people, name="people"),
    path("settings/staff/add/", people.add, name="people_add"),
    path(ONE_OF_US, people.person, name="person"),
    *(
        path(ONE_OF_US + f"{deed}/", people.person_deed, {"deed_name": deed}, name=f"person_{deed.replace('-', '_')}")
        for deed in ("link", "role", "second-factor", "deactivate", "reactivate")
    ),
    path("settings/replies/", saved_replies.saved_replies, name="saved_replies"),
    path("settings/replies/add/", saved_replies.saved_reply, name="saved_reply_add"),
    path("settings/replies/<uuid:reply_id>/", saved_replies.saved_reply, name="saved_reply"),
    path("settings/replies/<uuid:reply_id>/retire/", saved_replies.retire, name="saved_reply_retire"),
    path("settings/rights/", people.rights_page, name="rights"),
    *SETTINGS,
    path("demo/", demo.demo, name="demo"),
    path("demo/changes/", demo.demo_changes, name="demo_changes"),
    path("demo/send/", demo.demo_send, name="demo_send"),
    path("demo/clock/", demo.demo_clock, name="demo_clock"),
    path("demo/phone/", demo.demo_phone, name="demo_phone"),
    path("demo/as/", demo.demo_as, name="demo_as"),
]
