from django.apps import AppConfig


class SafetyConfig(AppConfig):
    name = "alongside.support.safety"
    label = "safety"
