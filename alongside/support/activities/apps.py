from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "alongside.support.activities"
    label = "activities"
