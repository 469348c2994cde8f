"""Table of contents."""

from django.urls import include, path

from alongside.foundation.common import views as common

urlpatterns = [
    path("health/", common.health, name="health"),
    path("account/", include("allauth.urls")),
]
