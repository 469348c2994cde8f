"""duty/… for those on the rota; women/<uuid>/tonight/… about one woman."""

from django.urls import path

from alongside.coordination.duty import views

app_name = "duty"
urlpatterns = [
    path("duty/", views.rota, name="rota"),
    path("duty/new/", views.shift_new, name="shift_new"),
    path("duty/cover/", views.cover, name="cover"),
    path("duty/now/", views.now, name="now"),
    path("duty/<uuid:shift_id>/end/", views.shift_end, name="shift_end"),
    path("women/<uuid:client_id>/tonight/", views.tonight, name="tonight"),
    path(
        "women/<uuid:client_id>/tonight/<uuid:tonight_id>/end/",
        views.tonight_end,
        name="tonight_end",
    ),
    path("women/<uuid:client_id>/happened/", views.happened, name="happened"),
    path("women/<uuid:client_id>/happened/<uuid:back_id>/read/", views.read, name="read"),
]
