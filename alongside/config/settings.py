"""Settings. Everything that differs between installations comes from the environment."""

import hashlib
from pathlib import Path

import environ

from alongside.foundation.common.keyring import Keyring, NoKey

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = environ.Env()


def read_key(name: str) -> str:
    """Read one key file; a missing key stops the start with a sentence rather than a guess."""
    path = KEYS / name
    try:
        return path.read_text().strip()
    except OSError as error:
        raise SystemExit(
            f"The key file {path} can't be read. Start with `alongside start`, which makes the keys, "
            "or put the keys from your recovery sheet there."
        ) from error


def must_seal() -> None:
    """Refuse to start without the key that seals words; the key itself is never a setting."""
    try:
        _ = Keyring(KEYS).current
    except NoKey as error:
        raise SystemExit(str(error)) from error


KEYS = Path(env.str("ALONGSIDE_KEYS", str(BASE_DIR / "var" / "keys")))
DATA = Path(env.str("ALONGSIDE_DATA", str(BASE_DIR / "var")))
DEMO = env.bool("ALONGSIDE_DEMO", False)
PORT = env.int("ALONGSIDE_PORT", 8000)
# Behind TLS the public address is named here; without it we are on this machine only.
PUBLIC_HOSTS = env.list("ALONGSIDE_HOSTS", default=[])
HTTPS = bool(PUBLIC_HOSTS)
# Then a proxy in front speaks TLS, and says from which address somebody came and that it was TLS.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None

# As long as Django asks for, from the 32 random bytes of the key file.
SECRET_KEY = hashlib.sha512(read_key("django.key").encode()).hexdigest()
AUDIT_KEY = read_key("audit.key")
must_seal()
# Signs the seals of the record.
SEAL_KEY = read_key("seal.key")
# Files that were added to records, each sealed.
FILES = DATA / "files"
# Where each seal's head is added, line by line: best on another disk.
HEADS = Path(env.str("ALONGSIDE_HEADS", str(DATA / "heads")))
# Who gets the latest head by mail once a day, and the server it goes by; the one mail we ever send.
HEADS_MAIL = env.list("ALONGSIDE_HEADS_MAIL", default=[])
EMAIL_HOST = env.str("ALONGSIDE_MAIL_HOST", "localhost")
EMAIL_PORT = env.int("ALONGSIDE_MAIL_PORT", 587)
EMAIL_HOST_USER = env.str("ALONGSIDE_MAIL_USER", "")
EMAIL_HOST_PASSWORD = env.str("ALONGSIDE_MAIL_PASSWORD", "")
EMAIL_USE_TLS = env.bool("ALONGSIDE_MAIL_TLS", EMAIL_HOST != "localhost")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("ALONGSIDE_MAIL_FROM", "alongside@localhost")
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", *PUBLIC_HOSTS]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "alongside.foundation.common.apps.CommonConfig",
    "django.forms",
    "alongside.foundation.access",
    "alongside.foundation.audit",
    "alongside.foundation.directory",
    "alongside.foundation.accounts",
    "alongside.core.people",
    "alongside.core.parts",
    "alongside.core.around",
    "alongside.core.papers",
    "alongside.core.story",
    "alongside.core.team",
    "alongside.core.sharing",
    "alongside.support.accommodation",
    "alongside.support.engagement",
    "alongside.support.outcomes",
    "alongside.support.safety",
    "alongside.coordination.duty",
    "alongside.coordination.peers",
    "alongside.coordination.meetings",
    "alongside.coordination.endings",
    "alongside.support.activities",
    "alongside.support.learning",
    "alongside.support.workforce",
    "alongside.coordination.referrals",
    "alongside.overview.feeds",
    "alongside.overview.gathering",
    "alongside.overview.home",
    "alongside.overview.herspace",
    "alongside.overview.insight",
    "alongside.config.demo",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "alongside.foundation.common.middleware.PrivatePagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "alongside.foundation.accounts.middleware.WorkerMiddleware",
    "alongside.foundation.audit.middleware.GateMiddleware",
]

ROOT_URLCONF = "alongside.config.urls_demo" if DEMO else "alongside.config.urls"
WSGI_APPLICATION = "alongside.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "alongside.foundation.accounts.context.shell",
            ],
        },
    }
]
FORM_RENDERER = "alongside.foundation.common.forms.HouseRenderer"

# No page waits longer; a migration may (it is given 0).
STATEMENT_MS = env.int("ALONGSIDE_STATEMENT_MS", 20000)
DATABASES = {"default": env.db("DATABASE_URL", default="postgresql:///alongside")}
DATABASES["default"].update(
    {
        "CONN_MAX_AGE": 0,
        "OPTIONS": {
            **DATABASES["default"].get("OPTIONS", {}),
            "pool": {"min_size": 1, "max_size": 8, "timeout": 10},
            "options": f"-c statement_timeout={STATEMENT_MS} -c lock_timeout=8000 -c timezone=UTC",
            # A pooler in transaction mode can't keep server-side prepared statements.
            "prepare_threshold": None,
        },
    }
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Worker"
AUTHENTICATION_BACKENDS = ["alongside.foundation.accounts.backend.WorkerBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "alongside.foundation.accounts.rules.NotGuessable"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "alongside.foundation.accounts.adapters.AccountAdapter"
MFA_ADAPTER = "alongside.foundation.accounts.adapters.SecondFactorAdapter"
ACCOUNT_FORMS = {
    "login": "alongside.foundation.accounts.forms.signing_in.SignInForm",
    "reauthenticate": "alongside.foundation.accounts.forms.signing_in.PasswordAgainForm",
    "change_password": "alongside.foundation.accounts.forms.signing_in.NewPasswordForm",
}
MFA_FORMS = {
    "authenticate": "alongside.foundation.accounts.forms.signing_in.SignInCodeForm",
    "reauthenticate": "alongside.foundation.accounts.forms.signing_in.CodeAgainForm",
    "add_webauthn": "alongside.foundation.accounts.forms.signing_in.AddPasskeyForm",
    "authenticate_webauthn": "alongside.foundation.accounts.forms.signing_in.SignInPasskeyStepForm",
    "login_webauthn": "alongside.foundation.accounts.forms.signing_in.SignInPasskeyForm",
    "reauthenticate_webauthn": "alongside.foundation.accounts.forms.signing_in.PasskeyAgainForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# Wrong passwords and codes are counted in accounts/adapters.py (S12); this only slows a flood.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Alongside"
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
USERSESSIONS_TRACK_ACTIVITY = False
# Ends: thirty quiet minutes, or ten hours whatever happens.
SESSION_IDLE_SECONDS = 30 * 60
SESSION_ABSOLUTE_SECONDS = 10 * 60 * 60

SESSION_ENGINE = "alongside.foundation.accounts.sessions"
SESSION_COOKIE_AGE = SESSION_ABSOLUTE_SECONDS
SESSION_COOKIE_NAME = "__Host-s" if HTTPS else "s"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "__Host-c" if HTTPS else "c"
CSRF_COOKIE_SECURE = HTTPS
CSRF_USE_SESSIONS = True
CSRF_FAILURE_VIEW = "alongside.foundation.accounts.views.leaving.stale_form"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
# Nothing goes to other sites. Under no-referrer browsers would hide the origin of our own forms too.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "manifest-src": ["'none'"],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: []
    for name in [
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "payment",
        "usb",
    ]
}
# Two megabytes covers a megabyte of text however it is encoded; more is told so kindly.
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
# A file that comes in is held in memory: nothing of it may lie on a disk in the clear.
FILE_UPLOAD_HANDLERS = ["alongside.foundation.common.uploads.HeldInMemory"]
DATA_UPLOAD_MAX_NUMBER_FILES = 1

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cache",
        # Counted guesses live here: few entries would let a flood push somebody's count out.
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LANGUAGE_CODE = "en-gb"
# A language joins when its words are translated, and no sooner: a page says truly in which it is written.
LANGUAGES = [("en-gb", "English")]
LOCALE_PATHS = [BASE_DIR / "alongside" / "locale"]
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("ALONGSIDE_STATIC", str(DATA / "static")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Where the exit control leads: a page that is never personalised.
EXIT_TO = env.str("ALONGSIDE_EXIT_TO", "https://www.bbc.co.uk/weather")

# Writes the key-recovery sheet for the first run; the pages below may not import it.
RECOVERY_SHEET = "alongside.config.recovery_sheet.text"

SILENCED_SYSTEM_CHECKS: list[str] = []
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "alongside.config.logs.Lines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
