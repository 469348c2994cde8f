from django.apps import AppConfig


class PeersConfig(AppConfig):
    name = "alongside.coordination.peers"
    label = "peers"
