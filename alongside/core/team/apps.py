from django.apps import AppConfig


class TeamConfig(AppConfig):
    name = "alongside.core.team"
    label = "team"
