"""Settings, all from the environment; documented in docs/settings.md."""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
import dj_email_url
from csp.constants import NONCE, NONE, SELF

PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("YINUO_DATA", "var")).resolve()
DATA.mkdir(mode=0o700, parents=True, exist_ok=True)  # the book is nobody else's on this machine


def _secret_key() -> str:
    """`YINUO_SECRET_KEY`, else the one kept in the data folder, made at the first start."""
    if key := os.environ.get("YINUO_SECRET_KEY"):
        return key
    path = DATA / "secret-key"
    try:
        with path.open("x") as file:
            path.chmod(0o600)
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return path.read_text()


SECRET_KEY = _secret_key()
BACKUP_DIR = Path(os.environ["YINUO_BACKUP_DIR"]).resolve() if os.environ.get("YINUO_BACKUP_DIR") else None
DEBUG = False
DEMO = os.environ.get("YINUO_DEMO") == "1"
TESTING = os.environ.get("YINUO_TESTING") == "1"
URL = os.environ.get("YINUO_URL", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}").rstrip("/")
IS_HTTPS = URL.startswith("https://")
HOST = urlsplit(URL).hostname or "127.0.0.1"
ALLOWED_HOSTS = [HOST, "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [URL] if IS_HTTPS else []

ROOMS = (
    *("demo", "desk", "portal", "api", "counsel", "reports", "governance", "pulse", "acceptance", "adoption"),
    *("meetings", "discovery", "changes", "delivery", "ledger", "signing", "notices", "projects", "people"),
    *("evidence", "base"),
)
INSTALLED_APPS = [
    *(f"yinuo.{room}.apps.{room.capitalize()}Config" for room in ROOMS),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]
MIDDLEWARE = [
    "yinuo.base.stack.roomy",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "yinuo.base.headers.CompressionMiddleware",
    "yinuo.api.door.DoorMiddleware",
    "yinuo.base.methods.MethodsMiddleware",
    "yinuo.base.intake.IntakeMiddleware",
    "yinuo.base.repeats.AnswerMiddleware",
    "csp.middleware.CSPMiddleware",
    "yinuo.base.sessions.QuickMiddleware",
    "yinuo.base.sessions.SittingMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "yinuo.base.language.LanguageMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "yinuo.config.sides.SidesMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "yinuo.base.headers.HeadersMiddleware",
    "yinuo.base.repeats.OnceMiddleware",
]
ROOT_URLCONF = "yinuo.config.urls"
WSGI_APPLICATION = "yinuo.config.wsgi.application"

_LOADERS = [
    (
        "template_partials.loader.Loader",
        [("django.template.loaders.cached.Loader", ["django.template.loaders.app_directories.Loader"])],
    )
]
_BUILTINS = ["template_partials.templatetags.partials", "yinuo.base.templatetags.kit", "django.templatetags.i18n"]
TEMPLATES = [
    {
        "NAME": "django",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": _LOADERS,
            "builtins": _BUILTINS,
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "yinuo.base.frame.desk",
            ],
        },
    },
    {
        # The portal's own engine: no request, no auth, so a template cannot wander (decision 3).
        "NAME": "portal",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": _LOADERS,
            "builtins": _BUILTINS,
            "context_processors": [
                "django.template.context_processors.csrf",
                "yinuo.base.frame.portal",
            ],
        },
    },
]
FORM_RENDERER = "yinuo.base.rendering.KitRenderer"
CSRF_FAILURE_VIEW = "yinuo.base.pages.forbidden"

_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA mmap_size=134217728;PRAGMA cache_size=-20000;"
    "PRAGMA temp_store=MEMORY;PRAGMA journal_size_limit=27103364;PRAGMA recursive_triggers=ON;PRAGMA foreign_keys=ON;"
)
DATABASES = {"default": dj_database_url.config(default=f"sqlite:///{DATA / 'yinuo.sqlite3'}")}
_database = DATABASES["default"]
if _database["ENGINE"].endswith("sqlite3"):
    _database["CONN_MAX_AGE"] = None
    _database["OPTIONS"] = {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": _SQLITE_PRAGMAS}
    # A file, not memory: a live server's threads need connections of their own, as in production.
    _database["TEST"] = {"NAME": str(DATA / "test.sqlite3")}
else:
    # Questions put together once (base.prepared) are planned once a connection; Django's own cursors are as before.
    _database["OPTIONS"] = {"prepare_threshold": 0, **_database.get("OPTIONS", {})}
if not (TESTING or _database["ENGINE"].endswith("sqlite3")):
    # A server that was restarted leaves dead connections behind: each is tried before use, and tries of a lost server
    # begin anew with every request instead of at ever longer pauses.
    _database["CONN_HEALTH_CHECKS"] = True
    _pool = {"min_size": 2, "max_size": 4, "timeout": 10, "reconnect_timeout": 5}
    _database["OPTIONS"]["pool"] = _pool
# What processes must know of each other: codes that were used, tries that were counted.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "mark",
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},  # a full table would forget tries; the worker sweeps it instead
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "yinuo.people.access.PersonBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
if TESTING:  # hashing slowly on purpose would be most of the tests' time
    PASSWORD_HASHERS.insert(0, "django.contrib.auth.hashers.MD5PasswordHasher")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# Unique without regard to case, by a constraint of its own, which the check does not know.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
LOGIN_URL = "/account/login/"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "yinuo.people.access.SignInAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_COOKIE_AGE = 12 * 3600
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600  # ten minutes, the most that a code may live (ASVS 6.5.5)
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_FORMS = {"confirm_login_code": "yinuo.people.forms.LoginCodeForm"}
# Of the addresses that failed, none locks another out: the key of "login_failed" holds account and address.
ACCOUNT_RATE_LIMITS = {
    "login": "60/5m/ip",
    "login_failed": "30/5m/ip,5/5m/key",
    "request_login_code": "30/5m/ip,5/5m/key",
    "reset_password": "30/5m/ip,5/5m/key",
    "reset_password_from_key": "30/5m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/5m/user",
}
MFA_ADAPTER = "yinuo.people.access.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "preferred"
MFA_TOTP_TOLERANCE = 1  # a telephone's clock is off by half a minute
MFA_TOTP_ISSUER = "Yinuo"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # members' addresses are written down by an administrator, not typed by a stranger
MFA_FORMS = {
    "authenticate": "yinuo.people.forms.SecondStepForm",
    "reauthenticate": "yinuo.people.forms.SecondStepAgainForm",
}

OIDC_ISSUER = os.environ.get("YINUO_OIDC_ISSUER", "").rstrip("/")
OIDC_NAME = os.environ.get("YINUO_OIDC_NAME", "") or (urlsplit(OIDC_ISSUER).hostname or "")
OIDC_ORIGIN = "{0.scheme}://{0.netloc}".format(urlsplit(OIDC_ISSUER)) if OIDC_ISSUER else ""
SOCIALACCOUNT_ADAPTER = "yinuo.people.pages.oidc.OutsideAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # our own page takes POST only and asks the library afterwards
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "oidc",
                "name": OIDC_NAME,
                "client_id": os.environ.get("YINUO_OIDC_CLIENT_ID", ""),
                "secret": os.environ.get("YINUO_OIDC_CLIENT_SECRET", ""),
                "settings": {"server_url": OIDC_ISSUER, "fetch_userinfo": False},
            }
        ]
        if OIDC_ISSUER
        else [],
    }
}
# How many proxies of ours stand before the pages: under https one, since the pages themselves speak plain http.
PROXIES = int(os.environ.get("YINUO_PROXIES", "1" if IS_HTTPS else "0"))
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES

_prefix = "__Host-" if IS_HTTPS else ""
SESSION_COOKIE_NAME = f"{_prefix}session"
CSRF_COOKIE_NAME = f"{_prefix}csrf"
LANGUAGE_COOKIE_NAME = f"{_prefix}language"
SESSION_ENGINE = "yinuo.base.sessions"
SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_HTTPS
# Strictest that still sends an Origin with our own forms; "no-referrer" makes browsers send null, which CSRF refuses.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF, *([OIDC_ORIGIN] if OIDC_ORIGIN else [])],  # a browser judges where a form ends up
    }
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]  # each in its own words
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "UTC"
USE_I18N = USE_TZ = True
FORMAT_MODULE_PATH = "yinuo.config.formats"

STATIC_URL = "/static/"
STATIC_ROOT = None  # nothing is collected: WhiteNoise serves the package's own files
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.AppDirectoriesFinder"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_MAX_AGE = 3600
WHITENOISE_IMMUTABLE_FILE_TEST = r"/build/[\w.-]+-[0-9A-Za-z]{8,}\.\w+$"  # their names change with their content
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA / "files"}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
UPLOAD_MAX_BYTES = 25 * 1024 * 1024

vars().update(dj_email_url.parse(os.environ.get("EMAIL_URL", "console:" if not DEMO else "")))
DEFAULT_FROM_EMAIL = os.environ.get("YINUO_FROM", f"yinuo@{HOST if '.' in HOST else 'localhost'}")
if DEMO and "EMAIL_URL" not in os.environ:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA / "mailbox"
# Where letters to DEFAULT_FROM_EMAIL arrive; without it a mail server of the firm's hands them to `take_reply`.
MAILBOX = os.environ.get("YINUO_MAILBOX", "")
SMS_URL = os.environ.get("SMS_URL", "")
# Hosts of the firm's own beside those of WeCom, DingTalk and Feishu to which a group's robot may be addressed.
ROBOT_HOSTS = tuple(os.environ.get("YINUO_ROBOT_HOSTS", "").lower().split())

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
}
