from django.apps import AppConfig


class WorkforceConfig(AppConfig):
    name = "alongside.support.workforce"
    label = "workforce"
