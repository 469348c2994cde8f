from django.apps import AppConfig


class AroundConfig(AppConfig):
    name = "alongside.core.around"
    label = "around"
