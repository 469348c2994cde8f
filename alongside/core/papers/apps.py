from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "alongside.core.papers"
    label = "papers"
