from django.apps import AppConfig


class HerspaceConfig(AppConfig):
    name = "alongside.overview.herspace"
    label = "herspace"
