from django.apps import AppConfig


class DutyConfig(AppConfig):
    name = "alongside.coordination.duty"
    label = "duty"
