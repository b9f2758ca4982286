"""Serves an OpenID provider on loopback: whoever the cookie `as` names is signed in there."""

import os
import sys
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

BACK = os.environ.get("PROVIDER_BACK", "http://testserver/account/oidc/callback/")
PEOPLE = {
    "lin": ("linzhixia@chengchuan.example", True),
    "unverified": ("zhouyan@chengchuan.example", False),
    "wen": ("wenning@hualing.example", True),
    "stranger": ("nobody@elsewhere.example", True),
    "second": ("LinZhixia@chengchuan.example", True),
}


class Quiet(WSGIRequestHandler):
    def log_message(self, *_args):
        """Say nothing: the tests read what they need."""


def configure(port, folder):
    os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"
    settings.configure(
        SECRET_KEY="provider",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF="tests.people.provider.urls",
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(Path(folder) / "provider.sqlite3")}},
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "oauth2_provider",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "tests.people.provider.claims.named_by_cookie",
        ],
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        LOGIN_URL="/nobody/",
        OAUTH2_PROVIDER={
            "OIDC_ENABLED": True,
            "OIDC_RSA_PRIVATE_KEY": _key(),
            "OIDC_ISS_ENDPOINT": f"http://127.0.0.1:{port}/o",
            "OAUTH2_VALIDATOR_CLASS": "tests.people.provider.claims.Claims",
            "SCOPES": {"openid": "who", "profile": "name", "email": "address"},
            "PKCE_REQUIRED": True,
            "ALLOWED_REDIRECT_URI_SCHEMES": ["http", "https"],
        },
    )


def _key():
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    kind = serialization.PrivateFormat.TraditionalOpenSSL
    return key.private_bytes(serialization.Encoding.PEM, kind, serialization.NoEncryption()).decode()


def fill():
    from django.contrib.auth.models import User
    from oauth2_provider.models import Application

    for name, (email, _verified) in PEOPLE.items():
        User.objects.create_user(name, email=email)
    for client, algorithm in (("yinuo", "RS256"), ("weak", "HS256")):
        Application.objects.create(
            client_id=client,
            client_secret="told-to-nobody",
            client_type="confidential",
            authorization_grant_type="authorization-code",
            algorithm=algorithm,
            redirect_uris=BACK,
            skip_authorization=True,
            hash_client_secret=False,
        )


def main(port, folder):
    configure(port, folder)
    django.setup()
    call_command("migrate", verbosity=0)
    fill()
    with make_server("127.0.0.1", int(port), get_wsgi_application(), handler_class=Quiet) as server:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
