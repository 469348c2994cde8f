"""beside/… for those beside her, who see no record; women/<uuid>/beside/… for those who look after her."""

from django.urls import path

from alongside.coordination.peers import views

app_name = "peers"
urlpatterns = [
    path("beside/", views.whom, name="whom"),
    path("beside/<uuid:companion_id>/", views.one, name="one"),
    path("beside/<uuid:companion_id>/note/", views.note, name="note"),
    path("beside/<uuid:companion_id>/worried/", views.worried, name="worried"),
    path("women/<uuid:client_id>/beside/", views.places, name="places"),
    path("women/<uuid:client_id>/beside/know/", views.welcome, name="welcome"),
    path("women/<uuid:client_id>/beside/new/<uuid:episode_id>/", views.peer_new, name="peer_new"),
    path("women/<uuid:client_id>/beside/<uuid:companion_id>/end/", views.peer_end, name="peer_end"),
    path("women/<uuid:client_id>/worries/<uuid:worry_id>/read/", views.read, name="read"),
]
