"""Emergency access, sealed records and made-up ones."""

from django.urls import path

from alongside.core.sharing.views import decoys, emergency, sealing

app_name = "emergency"
urlpatterns = [
    path("emergency/", emergency.door, name="door"),
    path("women/<uuid:client_id>/emergency/close/", emergency.close, name="close"),
    path("women/<uuid:client_id>/emergency/<uuid:access_id>/", emergency.look, name="look"),
    path("women/<uuid:client_id>/seal/", sealing.seal, name="seal"),
    path("sealed/", sealing.sealed, name="sealed"),
    path("sealed/kept/", sealing.kept, name="kept"),
    path("sealed/made-up/", decoys.decoys, name="decoys"),
    path("sealed/made-up/<uuid:client_id>/away/", decoys.take_away, name="take_decoy_away"),
    path("sealed/made-up/<uuid:client_id>/back/", decoys.put_back, name="put_decoy_back"),
    path("women/<uuid:client_id>/sealed/open/", sealing.open_kept, name="open_kept"),
    path("women/<uuid:client_id>/sealed/<uuid:asked_id>/", sealing.object_to, name="object_to"),
]
