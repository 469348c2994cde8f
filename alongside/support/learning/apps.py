from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "alongside.support.learning"
    label = "learning"
