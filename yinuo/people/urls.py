"""Addresses of people: the first start, sign-in, the account, the firms."""

from allauth.account import views as allauth
from django.contrib.auth.decorators import login_not_required
from django.urls import path, re_path

from yinuo.people import pages

firms = [
    path("firms/", pages.firms, name="firms"),
    path("firms/new/", pages.new_firm, name="firm-new"),
    path("firms/members/new/", pages.new_member, name="member-new"),
    path("firms/second-step/", pages.demand_second_step, name="firms-second-step"),
    path("firms/<int:firm>/contacts/new/", pages.new_contact, name="contact-new"),
    path("firms/people/<int:person>/shut-out/", pages.shut_out, name="shut-out"),
    path("firms/people/<int:person>/second-step/", pages.take_second_step, name="take-second-step"),
]
account = [
    path("account/", pages.account, name="account"),
    path("account/", pages.account, name="mfa_index"),  # the library leads here when it is done
    path("account/me/", pages.me, name="me"),
    path("account/again/", pages.again, name="account-again"),
    path("account/sessions/end/", pages.end_sessions, name="end-sessions"),
    path("account/app/", pages.app, name="app"),
    path("account/app/remove/", pages.app_remove, name="app-remove"),
    path("account/passkeys/new/", pages.passkey_new, name="passkey-new"),
    path("account/passkeys/<int:key>/name/", pages.passkey_name, name="passkey-name"),
    path("account/passkeys/<int:key>/remove/", pages.passkey_remove, name="passkey-remove"),
    path("account/oidc/remove/", pages.outside_remove, name="outside-remove"),
    path("account/recovery-codes/", pages.recovery_codes, name="recovery-codes"),
    path("account/tokens/new/", pages.token_new, name="token-new"),
    path("account/tokens/<int:token>/end/", pages.token_end, name="token-end"),
    path("account/calendar/", pages.calendar, name="calendar"),
    path("account/calendar/end/", pages.calendar_end, name="calendar-end"),
    path("account/confirm/", pages.by_password, name="account_reauthenticate"),
    path("account/confirm/code/", pages.by_code, name="mfa_reauthenticate"),
    path("account/confirm/passkey/", pages.by_passkey, name="mfa_reauthenticate_webauthn"),
    path("account/password/change/", pages.password_change, name="account_change_password"),
    path("account/password/set/", pages.password_set, name="account_set_password"),
]
# Only the ways a member needs; signing up, addresses and phones of allauth have no address here.
sign_in = [
    path("account/login/", pages.login, name="account_login"),
    path("account/login/code/", pages.code, name="account_request_login_code"),
    path("account/login/code/confirm/", pages.code_confirm, name="account_confirm_login_code"),
    path("account/login/passkey/", pages.passkey_in, name="mfa_login_webauthn"),
    path("account/login/second-step/", pages.second_step, name="mfa_authenticate"),
    path("account/oidc/", pages.outside, name="outside"),
    path("account/oidc/callback/", pages.outside_back, {"provider_id": "oidc"}, name="openid_connect_callback"),
    path("account/logout/", pages.sign_out, name="account_logout"),
    path("account/inactive/", pages.inactive, name="account_inactive"),
    path("account/password/reset/", pages.reset, name="account_reset_password"),
    path(
        "account/password/reset/done/",
        login_not_required(allauth.password_reset_done),
        name="account_reset_password_done",
    ),
    path(
        "account/password/reset/key/done/",
        login_not_required(allauth.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^account/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        pages.new_password,
        name="account_reset_password_from_key",
    ),
]
urlpatterns = [
    path("", pages.root, name="root"),
    path("start/", pages.start, name="start"),
    path("link/in/<str:secret>/", pages.link_in, name="sign-in-link"),
    *firms,
    *account,
    *sign_in,
]
