"""access/…: who holds a pass to whom, and ending it."""

from django.urls import path

from alongside.core.sharing.views import review

app_name = "access"
urlpatterns = [
    path("access/", review.review, name="review"),
    path("access/workers/<uuid:worker_id>/", review.leaver, name="leaver"),
    path(
        "women/<uuid:client_id>/access/<uuid:grant_id>/stop/", review.review_end_share,
        name="end_share",
    ),
]  # fmt: skip
