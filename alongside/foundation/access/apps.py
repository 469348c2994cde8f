from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "alongside.foundation.access"
    label = "access"
