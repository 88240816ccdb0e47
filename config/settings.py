"""One file of settings; what differs between machines comes from the environment, and a fresh checkout needs none."""

from datetime import timedelta
from pathlib import Path

import environ
from redis.backoff import NoBackoff
from redis.retry import Retry

from config import services
from config.desk import FORMAT_MODULE_PATH, LOGIN_REDIRECT_URL, UNFOLD  # noqa: F401
from config.rest.tags import TAGS

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

VAR_DIR = services.var_dir()
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or services.secret_key()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "unfold",
    "unfold.contrib.filters",
    "unfold.contrib.forms",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_filters",
    "pgtrigger",
    "pghistory",
    "rest_framework",
    "knox",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "articles",
    "claims",
]

MIDDLEWARE = [
    "config.health.middleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": env.db_url_config(services.database_url())}
DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {
    "min_size": 0,
    "max_size": env.int("DATABASE_POOL", default=10),
    "timeout": 30,
}
REDIS_URL = services.redis_url()
REDIS_PATIENCE = {"socket_connect_timeout": 2, "socket_timeout": 10}  # seconds
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {
            **REDIS_PATIENCE,
            "retry": Retry(NoBackoff(), 1),
        },  # once: a connection may have gone stale
    }
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("MinimumLengthValidator", "CommonPasswordValidator", "NumericPasswordValidator")
]

LANGUAGE_CODE = "en"
TIME_ZONE = env.str("TIME_ZONE", default="UTC")
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
WHITENOISE_USE_FINDERS = True  # a fresh checkout needs no collectstatic
WHITENOISE_AUTOREFRESH = DEBUG

# Behind TLS: SECURE=1. On loopback, the default, a browser could not log in over http with these.
SECURE = env.bool("SECURE", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None

# The replaceable steps: a dotted path each.
EXTRACTOR = env.str("EXTRACTOR", default="claims.nlp.tagged.extract")
EMBEDDER = env.str("EMBEDDER", default="claims.nlp.embedding.embed")
RELATION_JUDGE = env.str("RELATION_JUDGE", default="claims.linking.relations.judge")

# What `claims.linking.endpoint.judge` asks: anything that speaks OpenAI's chat completions.
JUDGE_URL = env.str("JUDGE_URL", default="")  # up to /v1
JUDGE_MODEL = env.str("JUDGE_MODEL", default="")
JUDGE_KEY = env.str("JUDGE_KEY", default="")
JUDGE_TIMEOUT = env.float("JUDGE_TIMEOUT", default=20.0)  # seconds, of each try
JUDGE_TRIES = env.int("JUDGE_TRIES", default=3)
JUDGE_TOKENS_A_DAY = env.int("JUDGE_TOKENS_A_DAY", default=1_000_000)  # of all workers together

CELERY_BROKER_URL = services.broker_url(REDIS_URL)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 600
CELERY_TASK_SOFT_TIME_LIMIT = 540
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,  # longer than any task may run
    "max_retries": 1,  # with the next: who sends waits no longer than a moment for a Redis that is down
    "interval_start": 0.1,
    **REDIS_PATIENCE,
}
CELERY_TASK_PUBLISH_RETRY = False  # rows are the state: a bell that does not ring is rung again by the sweep
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a worker waits for Redis as long as it takes
CELERY_BEAT_SCHEDULER = "config.beat.Scheduler"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_DEFAULT_QUEUE = "extract"
CELERY_TASK_ROUTES = {
    "claims.tasks.extract_revision": {"queue": "extract"},
    "claims.tasks.link_revision": {"queue": "link"},
    "claims.tasks.sweep": {"queue": "extract"},
    "claims.tasks.count_words": {"queue": "link"},
}
SWEEP_SECONDS = env.int("SWEEP_SECONDS", default=10)  # how often lost work is looked for
CELERY_BEAT_SCHEDULE = {
    "sweep": {"task": "claims.tasks.sweep", "schedule": SWEEP_SECONDS},
    "count_words": {"task": "claims.tasks.count_words", "schedule": 3600},
}
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")

PGHISTORY_APPEND_ONLY = True  # the history itself is not to be rewritten

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "config.rest.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["config.rest.permissions.ReadOrPermitted"],
    "DEFAULT_PARSER_CLASSES": ["config.rest.parsers.CarefulJSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "config.rest.pagination.KeysetPagination",
    "DEFAULT_METADATA_CLASS": None,  # the OpenAPI description says more than OPTIONS would
    "DEFAULT_SCHEMA_CLASS": "config.rest.schema.Summarised",
    "DEFAULT_THROTTLE_RATES": {"login": env.str("LOGIN_RATE", default="10/min")},
    "EXCEPTION_HANDLER": "config.rest.errors.handle",
    "NUM_PROXIES": env.int("PROXIES", default=0),  # in front of us, whose X-Forwarded-For is to be believed
    "URL_FORMAT_OVERRIDE": None,
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 2**20  # bytes: a hundred articles sent in at once
REST_KNOX = {"TOKEN_TTL": timedelta(days=env.int("TOKEN_DAYS", default=30))}
SPECTACULAR_SETTINGS = {
    "TITLE": "Policy claims",
    "DESCRIPTION": "Claims in news articles: who said what, to whom, on what terms, and what became of it.",
    "VERSION": "1",
    "TAGS": [{"name": name, "description": said} for name, said in TAGS.items()],
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SWAGGER_UI_SETTINGS": {
        "deepLinking": True,
        "validatorUrl": None,
        "persistAuthorization": True,
    },  # all offline
    "ENUM_NAME_OVERRIDES": {
        "ActorKind": "claims.models.Actor.Kind",
        "ChangeKind": "claims.models.Change.Kind",
        "ClaimKind": "claims.models.Kind",
        "Decision": "claims.models.Link.Decision",
        "Outcome": "claims.models.Outcome",
        "Relation": "claims.models.Relation",
        "Status": "claims.models.Status",
        "Trend": "claims.models.Quantity.Trend",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "config.rest.schema.with_errors",
    ],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname:<7} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        name: {"level": "WARNING"}  # else a line for each message and request
        for name in ("celery", "httpx")
    },
}
