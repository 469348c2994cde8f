from django.apps import AppConfig


class EngagementConfig(AppConfig):
    name = "alongside.support.engagement"
    label = "engagement"
