"""Table of contents."""

from django.urls import include, path

from alongside.foundation.common import views as common

handler400 = "alongside.foundation.common.views.bad_request"
handler403 = "alongside.foundation.common.views.forbidden"
handler404 = "alongside.foundation.common.views.not_found"
handler500 = "alongside.foundation.common.views.broken"

urlpatterns = [
    path("health/", common.health, name="health"),
    path("account/", include("allauth.urls")),
]
