"""Django settings that are the same for every data folder.

What differs by folder (database, secret key, hosts) is read by ``folder.py`` and put in place by
``wiring.py``. Nothing here or there reads the environment.
"""

from pathlib import Path
from typing import Final

HOME: Final = Path(__file__).parent

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "peelian.web",
]
# Our users are plain: Django's permission tables are never used, so they are never made.
MIGRATION_MODULES = {"auth": None, "contenttypes": None}

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "peelian.web.middleware.protect",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "peelian.web.assure.mode.remember",
    "peelian.web.middleware.ExplainErrors",
]

ROOT_URLCONF = "peelian.web.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HOME / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "peelian.web.context.every_page",
            ],
            "builtins": [
                "django.templatetags.static",
                "django.contrib.humanize.templatetags.humanize",
            ],
        },
    }
]

AUTH_USER_MODEL = "web.Person"
AUTHENTICATION_BACKENDS = ["peelian.web.signin.Passwords"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "signin"
LOGIN_REDIRECT_URL = "home"

SESSION_COOKIE_AGE = 8 * 60 * 60  # one shift
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "peelian_session"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_NAME = "peelian_csrf"
CSRF_FAILURE_VIEW = "peelian.web.errors.forged"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"

APPEND_SLASH = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000_000  # bytes of form fields; files go to disk
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000  # larger uploads are streamed to disk at once
FILE_UPLOAD_PERMISSIONS = 0o600

STATIC_URL = "/static/"
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.AppDirectoriesFinder"]
WHITENOISE_USE_FINDERS = True  # served from the installed package; nothing to collect
WHITENOISE_AUTOREFRESH = False

LANGUAGE_CODE = "en-gb"
USE_I18N = False
TIME_ZONE = "Europe/London"
USE_TZ = True
DEBUG = False
PEELIAN_DATA = Path()  # the served folder; wiring.serve_folder sets it
LOGGING_CONFIG = None  # a page's errors are shown to its reader and never logged with their data
