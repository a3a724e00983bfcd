"""The one file of settings, read from the environment and refused where that is malformed.

With no environment at all it runs on the embedded services of ``marketplace.devservices``.
``docs/deploy.md`` lists every variable.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import logging
import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy
from environs import Env, EnvError

from marketplace import devservices
from marketplace.logs import logging_config
from marketplace.schedule import BEAT_SCHEDULE

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env()


def secret_key(data: Path, production: bool) -> str:
    """From the environment in production; elsewhere one is made and kept beside the data."""
    if production:
        return env.str("SECRET_KEY")
    given = env.str("SECRET_KEY", "")
    if given:
        return given
    kept = data / "secret_key"
    if not kept.exists():
        data.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(50), encoding="ascii")
    return kept.read_text(encoding="ascii")


def derived_key(purpose: str) -> str:
    """A secret of its own for ``purpose``, for where the environment gives none."""
    return hmac.new(SECRET_KEY.encode(), purpose.encode(), hashlib.sha256).hexdigest()


def field_key() -> str:
    """A Fernet key for what is encrypted at rest, made from the secret key."""
    return base64.urlsafe_b64encode(bytes.fromhex(derived_key("field-encryption"))).decode()


def checked_key(key: str) -> str:
    """``key`` where it is one of Fernet's; raises EnvError otherwise."""
    try:
        Fernet(key)
    except ValueError as error:
        raise EnvError("FIELD_ENCRYPTION_KEYS has to list keys of Fernet") from error
    return key


def with_database(url: str, number: int) -> str:
    """The Redis address ``url`` with the number of a database in it."""
    if url.startswith("unix:"):
        return f"{url}?db={number}"
    return f"{url.rstrip('/')}/{number}"


def broker_url(url: str) -> str:
    """A Redis address as Celery writes it."""
    return url.replace("unix://", "redis+socket://").replace("?db=", "?virtual_host=")


try:
    PRODUCTION = env.bool("PRODUCTION", False)
    DEBUG = env.bool("DEBUG", False)
    DATA_DIR = devservices.data_dir(BASE_DIR)
    SECRET_KEY = secret_key(DATA_DIR, PRODUCTION)
    ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", [] if PRODUCTION else ["*"])
    CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])
    SITE_URL = env.str("SITE_URL", f"http://localhost:{env.int('PORT', 8000)}").rstrip("/")
    _embedded = devservices.embedded_addresses(DATA_DIR)
    _database: dict[str, Any] = env.dj_db_url(
        "DATABASE_URL",
        _embedded.database_url,
        engine="common.postgresql",
        conn_max_age=600,
        conn_health_checks=True,
    )
    REDIS_URL = env.str("REDIS_URL", _embedded.redis_url)
    _email: dict[str, Any] = env.dj_email_url("EMAIL_URL", "console:")
    DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "market@localhost")
    MEDIA_ROOT = env.path("MEDIA_ROOT", DATA_DIR / "media")
    PRIVATE_MEDIA_ROOT = env.path("PRIVATE_MEDIA_ROOT", DATA_DIR / "private")
    STATIC_ROOT = env.path("STATIC_ROOT", DATA_DIR / "static")
    TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 0)
    _carrier_secrets: dict[str, str] = env.dict("CARRIER_SECRETS", {})
    SANDBOX_GATEWAY = env.bool("SANDBOX_GATEWAY", not PRODUCTION)
    SANDBOX_SECRET = env.str("SANDBOX_SECRET", derived_key("sandbox-gateway"))
    #: Newest first: the first encrypts, all decrypt.
    FIELD_ENCRYPTION_KEYS = [
        checked_key(key) for key in env.list("FIELD_ENCRYPTION_KEYS", [field_key()])
    ]
    #: Keys the digests of private numbers, by which equal ones are found; it is never changed.
    DIGEST_KEY = env.str("DIGEST_KEY", derived_key("number-digests"))
except EnvError as error:
    raise ImproperlyConfigured(f"The environment is malformed: {error}") from error

# --- Apps -----------------------------------------------------------------------------------

INSTALLED_APPS = [
    "marketplace",
    "orders",
    "catalog",
    "suppliers",
    "payments",
    "accounts",
    "policies",
    "common",
    "marketplace.desk.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "allauth",
    "accounts.sign_in_apps.SignInAddresses",
    "accounts.sign_in_apps.SecondFactors",
    "accounts.sign_in_apps.SignInAttempts",
    "csp",
    "django_filters",
    "django_htmx",
    "django_structlog",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "rest_framework",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "common.web.contentpolicy.ContentPolicy",
    "common.api.middleware.ProblemsAlone",
    "common.web.readable.ReadableAddress",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "common.web.language.ReadersLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.web.middleware.ActingCompany",
    "accounts.web.middleware.ReadersPreferences",
    "common.web.requestlog.RequestLog",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "marketplace.urls"
WSGI_APPLICATION = "marketplace.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES: list[dict[str, Any]] = [
    {
        "NAME": "django",
        "BACKEND": "common.web.templates.Templates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "common.compiled.loader.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "common.templatetags.addresses",
                "common.templatetags.bundles",
                "common.templatetags.components",
                "common.templatetags.formats",
                "common.templatetags.frame",
                "common.templatetags.icons",
                "common.templatetags.markup",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "common.web.context.frame",
                "accounts.context.header",
                "orders.context.cart_count",
                "orders.context.orders_under_way",
            ],
        },
    }
]

# --- Data -----------------------------------------------------------------------------------

DATABASES = {"default": _database}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": with_database(REDIS_URL, 1),
        "KEY_PREFIX": "market",
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
MESSAGE_STORAGE = "common.web.messages.Messages"

# --- Work behind the pages ------------------------------------------------------------------

CELERY_BROKER_URL = broker_url(with_database(REDIS_URL, 0))
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SOFT_TIME_LIMIT = 270
CELERY_TASK_TIME_LIMIT = 300
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Asia/Shanghai"
CELERY_BEAT_SCHEDULE = BEAT_SCHEDULE

# --- People ---------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
#: The desk of who sells or is staff, else the market; a safe `next` goes before.
LOGIN_REDIRECT_URL = "orders:start"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_ADAPTER = "accounts.web.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.web.forms.entrance.LoginForm",
    "signup": "accounts.web.forms.entrance.SignUpForm",
    "reset_password": "accounts.web.forms.entrance.ResetPasswordForm",
    "reset_password_from_key": "accounts.web.forms.entrance.ResetPasswordKeyForm",
    "change_password": "accounts.web.forms.entrance.ChangePasswordForm",
}
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if PRODUCTION else "optional"
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PRODUCTION else "http"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ADAPTER = "accounts.web.adapter.SecondFactorAdapter"
#: Wrong codes of a second factor that a person may send within an hour.
MFA_FAILURE_LIMIT = 5
#: By this name allauth counts passwords and codes; our adapter leaves passwords to axes, which
#: says for how long it locks.
ACCOUNT_RATE_LIMITS: dict[str, str] | bool = {"login_failed": f"{MFA_FAILURE_LIMIT}/1h/key"}

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "accounts.web.lockout.attempted_email"
AXES_LOCKOUT_CALLABLE = "accounts.web.lockout.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_IPWARE_PROXY_COUNT = TRUSTED_PROXIES or None

# --- Orders ---------------------------------------------------------------------------------

#: Carrier code → the secret that signs its notices; one that is not named here has a derived one.
CARRIER_SECRETS = _carrier_secrets

# --- Payments -------------------------------------------------------------------------------

#: What a payment may be for, and the function that settles it: ``(*, payment, at) -> None``.
PAYMENT_PURPOSES = {
    "orders": "orders.services.pay.settle",
    "deposit": "payments.services.deposits.settle",
}
#: What staff are told that it is for.
PAYMENT_PURPOSE_NAMES = {"orders": gettext_lazy("Orders"), "deposit": gettext_lazy("Deposit")}
#: Until when what a payment is for waits to be paid, by its purpose:
#: ``(payment) -> datetime | None``.
PAYMENT_WAITS = {"orders": "orders.selectors.orders.waits_until"}
#: What a payment is for, one by one, by its purpose: ``(payment) -> list[Subject]``.
PAYMENT_SUBJECTS = {"orders": "orders.selectors.orders.subjects_of"}
#: What is done when a shop changes, ``(supplier_id) -> None``: its products' lists follow.
SHOP_CHANGED = ["catalog.services.index.refresh_supplier"]
#: What is done when the qualification for flagged goods ran out,
#: ``(*, supplier_id, goods, at) -> None``: they go off sale.
GOODS_LAPSED = ["catalog.services.flagged.take_off_sale"]
#: What is done when the last rate of currencies is another, ``(currencies) -> None``.
RATES_CHANGED = ["catalog.services.relist.rates_changed"]
#: What is done when a trial transfer arrived or failed: ``(*, trial, at) -> None``.
TRIAL_ENDED = ["suppliers.services.bank_checks.trial_ended"]
#: Who counts the open cases of suppliers, ``(supplier_ids) -> {supplier_id: count}``.
OPEN_CASES: list[str] = []
#: Kinds of supplier, as choices: rules that name some show them by their labels.
SUPPLIER_KINDS = "suppliers.enums.SupplierKind"
#: The trades that an applicant may name: ``() -> Sequence[suppliers.checks.Trade]``.
SUPPLIER_TRADES = "catalog.selectors.trades.trades"
#: A supplier's product by its code: ``(*, supplier_id, code) -> (id, title) | None``.
SUPPLIER_GOODS = "catalog.selectors.goods.listed"
#: What products are called: ``(ids) -> {id: (Chinese, English or "")}`` of those there are.
SUPPLIER_GOODS_TITLES = "catalog.selectors.goods.titles"
#: Suppliers' sampled listings with another's pictures: ``(*, sample) -> {id: (copied, sampled)}``.
COPIED_LISTINGS = "catalog.selectors.copies.copied_listings"
#: What may refuse a payout by an error of its own: ``(*, company, at) -> None``.
PAYOUT_GUARDS = ["suppliers.services.payouts.check_may_pay_out"]
#: What may refuse a payment into the deposit: ``(*, company, at) -> None``.
DEPOSIT_GUARDS = ["suppliers.services.payouts.check_may_pledge"]
#: What keeps a removed supplier's money from being settled: ``(supplier_id) -> bool``.
SUPPLIER_OBLIGATIONS = ["orders.selectors.under_way.sells_still"]
#: Ways to pay, in the order in which they are offered.
PAYMENT_GATEWAYS = {
    "sandbox": "payments.gateways.sandbox.Sandbox",
    "bank_transfer": "payments.gateways.bank_transfer.BankTransfer",
}
PAYOUT_GATEWAY = "sandbox"
if not SANDBOX_GATEWAY:
    del PAYMENT_GATEWAYS["sandbox"]
    PAYOUT_GATEWAY = "bank_transfer"
#: Whether the sandbox sends its notices over HTTP to this site, as a gateway would, or by a call.
SANDBOX_OVER_HTTP = True
#: Where bank transfers go, shown to those who pay by one.
PLATFORM_BANK_ACCOUNT = {
    "holder": env.str("PLATFORM_BANK_HOLDER", "Marketplace Demo Clearing"),
    "bank": env.str("PLATFORM_BANK_NAME", "Demo Bank"),
    "number": env.str("PLATFORM_BANK_NUMBER", "0000 0000 0000 0000"),
}

# --- Languages and time ---------------------------------------------------------------------

LANGUAGE_CODE = "en"
USE_I18N = True
USE_TZ = True
LANGUAGES = [("en", "English"), ("zh-hans", "简体中文")]
TIME_ZONE = "Asia/Shanghai"
#: Days and moments that Django writes by itself look as those that ``common.formats`` writes.
FORMAT_MODULE_PATH = "common.written"

# --- Files ----------------------------------------------------------------------------------

STATIC_URL = "static/"
STATICFILES_DIRS = [folder for folder in [BASE_DIR / "static"] if folder.is_dir()]
MEDIA_URL = "media/"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "common.private_files.EncryptedStorage",
        "OPTIONS": {"location": PRIVATE_MEDIA_ROOT},
    },
    "staticfiles": {
        "BACKEND": (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
            if PRODUCTION
            else "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
        )
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_MAX_AGE = 60
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 20

# --- Mail -----------------------------------------------------------------------------------

#: Django's own prints messages as they are sent: many lines each, Chinese in base64.
_LOGGED = {"django.core.mail.backends.console.EmailBackend": "common.mail.LoggedMail"}
EMAIL_BACKEND = _LOGGED.get(_email["EMAIL_BACKEND"], _email["EMAIL_BACKEND"])
EMAIL_HOST = _email["EMAIL_HOST"]
EMAIL_PORT = _email["EMAIL_PORT"]
EMAIL_HOST_USER = _email["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = _email["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS = _email["EMAIL_USE_TLS"]
EMAIL_USE_SSL = _email["EMAIL_USE_SSL"]
EMAIL_TIMEOUT = 10
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Security -------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SESSION_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"

# --- API ------------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.api.auth.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["common.api.parsers.Json"],
    "DEFAULT_PAGINATION_CLASS": "common.api.pagination.NewestFirst",
    "DEFAULT_FILTER_BACKENDS": ["common.api.parameters.KnownFilters"],
    "EXCEPTION_HANDLER": "common.api.problem.handler",
    "DEFAULT_SCHEMA_CLASS": "common.api.schema.Schema",
    "DEFAULT_THROTTLE_CLASSES": [
        "rest_framework.throttling.AnonRateThrottle",
        "rest_framework.throttling.UserRateThrottle",
    ],
    "DEFAULT_THROTTLE_RATES": {"anon": "120/min", "user": "600/min"},
    "NUM_PROXIES": TRUSTED_PROXIES,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Marketplace API",
    "VERSION": "1.0.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "marketplace.api_intro.introduce",
    ],
    "ENUM_NAME_OVERRIDES": {
        "OrderStatusEnum": "orders.enums.OrderStatus",
        "StageStatusEnum": "orders.enums.StageStatus",
        "RequestStatusEnum": "orders.enums.RequestStatus",
        "BadgeEnum": "suppliers.enums.Badge",
    },
}

# --- Logs -----------------------------------------------------------------------------------

LOGGING = logging_config(json_lines=PRODUCTION)
DJANGO_STRUCTLOG_CELERY_ENABLED = True
# The library's own defaults: a setting that is not there costs each request an exception.
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = True
DJANGO_STRUCTLOG_STATUS_2XX_LOG_LEVEL = logging.INFO
DJANGO_STRUCTLOG_STATUS_DEFAULT_LOG_LEVEL = logging.INFO
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = logging.INFO
DJANGO_STRUCTLOG_TRUST_UPSTREAM_CORRELATION_ID = False
DJANGO_STRUCTLOG_TRUST_UPSTREAM_REQUEST_ID = False
DJANGO_STRUCTLOG_USER_ID_FIELD = "pk"
