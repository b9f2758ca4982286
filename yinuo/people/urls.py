"""Addresses of people: the first start, sign-in, the firms."""

from allauth.account import views as allauth
from django.urls import path, re_path

from yinuo.people import pages

urlpatterns = [
    path("", pages.root, name="root"),
    path("start/", pages.start, name="start"),
    path("link/in/<str:secret>/", pages.link_in, name="sign-in-link"),
    path("firms/", pages.firms, name="firms"),
    path("firms/new/", pages.new_firm, name="firm-new"),
    path("firms/members/new/", pages.new_member, name="member-new"),
    path("firms/<int:firm>/contacts/new/", pages.new_contact, name="contact-new"),
    path("firms/people/<int:person>/shut-out/", pages.shut_out, name="shut-out"),
    path("account/me/", pages.me, name="me"),
    # Only the ways a member needs; signing up, addresses and phones of allauth have no address here.
    path("account/login/", allauth.login, name="account_login"),
    path("account/login/code/", allauth.request_login_code, name="account_request_login_code"),
    path("account/login/code/confirm/", allauth.confirm_login_code, name="account_confirm_login_code"),
    path("account/logout/", allauth.logout, name="account_logout"),
    path("account/inactive/", allauth.account_inactive, name="account_inactive"),
    path("account/password/change/", pages.password_change, name="account_change_password"),
    path("account/password/set/", pages.password_set, name="account_set_password"),
    path("account/password/reset/", allauth.password_reset, name="account_reset_password"),
    path("account/password/reset/done/", allauth.password_reset_done, name="account_reset_password_done"),
    path(
        "account/password/reset/key/done/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^account/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]
