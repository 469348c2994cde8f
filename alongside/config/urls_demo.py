"""The demo's table of contents: everything, and the cast on the sign-in page."""

from alongside.config.urls import urlpatterns as everything

urlpatterns = [*everything]
