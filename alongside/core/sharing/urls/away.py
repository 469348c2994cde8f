"""Whom a woman keeps away, whether two records are one woman's, and who has which duty."""

from django.urls import path

from alongside.core.sharing.views import away, duties, matching

app_name = "away"

urlpatterns = [
    path("women/<uuid:client_id>/away/", away.away_list, name="list"),
    path("women/<uuid:client_id>/away/add/", away.away_add, name="add"),
    path("women/<uuid:client_id>/away/<uuid:block_id>/lift/", away.away_lift, name="lift"),
    path("women/<uuid:client_id>/away/is-it/<uuid:doubt_id>/", away.away_settle, name="settle"),
    path("kept-away/agencies/", away.reviews, name="reviews"),
    path("kept-away/agencies/<uuid:block_id>/", away.review, name="review"),
    path("kept-away/pairs/", matching.pairs, name="pairs"),
    path("kept-away/pairs/<uuid:pair_id>/", matching.pair, name="pair"),
    path("workers/duties/", duties.duties, name="duties"),
    path("workers/duties/<uuid:duty_id>/end/", duties.duty_end, name="duty_end"),
]
