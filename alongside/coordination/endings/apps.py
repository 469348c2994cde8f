from django.apps import AppConfig


class EndingsConfig(AppConfig):
    name = "alongside.coordination.endings"
    label = "endings"
