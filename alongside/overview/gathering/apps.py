from django.apps import AppConfig


class GatheringConfig(AppConfig):
    name = "alongside.overview.gathering"
    label = "gathering"
