"""women/<uuid:client_id>/referred/…: where she was referred to."""

from django.urls import path

from alongside.coordination.referrals.views import hers

app_name = "referred"
urlpatterns = [
    path("", hers.outs, name="outs"),
    path("new/", hers.out_new, name="out_new"),
    path("<uuid:out_id>/", hers.out, name="out"),
    path("<uuid:out_id>/letter/", hers.letter, name="letter"),
]
