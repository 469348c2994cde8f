from django.urls import path

from alongside.overview.insight import views

app_name = "insight"
urlpatterns = [
    path("", views.counts, name="counts"),
    path("copies/", views.copies, name="copies"),
    path("copies/<uuid:copy_id>/", views.copy, name="copy"),
    path("copies/<uuid:copy_id>/paper/", views.copy_paper, name="copy_paper"),
    path("copies/<uuid:copy_id>/copy.csv", views.copy_csv, name="copy_csv"),
    path("copies/<uuid:copy_id>/copy.csv-metadata.json", views.copy_about, name="copy_about"),
    path("<uuid:service_id>/<slug:period>/", views.service_counts, name="service_counts"),
    path("<uuid:service_id>/<slug:period>/copy/", views.copy_make, name="copy_make"),
]
