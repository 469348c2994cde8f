"""The product's settings, with what only tests need: a quick password hash and no file manifest."""

from alongside.config.settings import *  # noqa: F403
from alongside.config.settings import DATABASES, LANGUAGES, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
# Each test process has a database of its own and few connections to it.
DATABASES["default"]["OPTIONS"]["pool"] = False
# Nothing is translated yet. A browser set to Arabic gets the same words here, in pages from right to left,
# so that every page is seen mirrored before it has to be.
LANGUAGES = [*LANGUAGES, ("ar", "العربية")]
