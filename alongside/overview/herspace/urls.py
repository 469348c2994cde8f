"""p/<uuid:client_id>/…: her own page; nothing in the address says what it is."""

from django.urls import path

from alongside.overview.herspace import views

app_name = "herspace"

urlpatterns = [
    path("", views.my_path, name="my_path"),
    path("pick/", views.pick, name="pick"),
    path("paper/", views.paper, name="paper"),
    path("opened/", views.opened, name="opened"),
    path("opened/paper/", views.opened_paper, name="opened_paper"),
]
