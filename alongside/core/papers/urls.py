"""women/<uuid:client_id>/files/…"""

from django.urls import path

from alongside.core.papers import views

app_name = "papers"
urlpatterns = [
    path("", views.papers, name="papers"),
    path("new/", views.paper_new, name="paper_new"),
    path("<uuid:paper_id>/", views.paper, name="paper"),
    path("<uuid:paper_id>/file/", views.paper_file, name="paper_file"),
    path("<uuid:paper_id>/part/", views.paper_part, name="paper_part"),
    path("<uuid:paper_id>/off/", views.paper_off, name="paper_off"),
    path("<uuid:paper_id>/back/", views.paper_back, name="paper_back"),
]
