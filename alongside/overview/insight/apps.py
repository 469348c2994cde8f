from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "alongside.overview.insight"
    label = "insight"
