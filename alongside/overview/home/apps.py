from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "alongside.overview.home"
    label = "home"
