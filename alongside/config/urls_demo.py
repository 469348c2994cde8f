"""The demo's table of contents: everything, and before it the cast on the sign-in page."""

from django.urls import path

from alongside.config import demo_views as demo
from alongside.config.urls import handler400, handler403, handler404, handler500
from alongside.config.urls import urlpatterns as everything

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    path("account/login/", demo.sign_in, name="account_login"),
    path("account/2fa/code/", demo.sign_in_code, name="mfa_authenticate"),
    path("account/2fa/code/again/", demo.code_again, name="mfa_reauthenticate"),
    *everything,
]
